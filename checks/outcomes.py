"""Closed lists of outcomes (结论), reasons (原因) and severities (严重程度), each member with its Chinese words."""

from collections.abc import Iterable

from portal.states import Worded


class Outcome(Worded):
    """What was decided about a requirement or by a check; worst first, as design.md 2.4 orders them."""

    FAIL = "fail", "不合格"
    UNKNOWN = "unknown", "无法检查"
    REVIEW = "review", "待人工核实"
    NOT_DUE = "not_due", "未到期"
    PASS = "pass", "合格"
    NOT_APPLICABLE = "not_applicable", "不适用"

    @classmethod
    def worst(cls, outcomes: Iterable["Outcome"]) -> "Outcome":
        """Worst of several outcomes; those that do not apply are dropped, and all dropped means not applicable."""
        order = list(cls)
        judged = [outcome for outcome in outcomes if outcome is not cls.NOT_APPLICABLE]
        return min(judged, key=order.index, default=cls.NOT_APPLICABLE)


class Severity(Worded):
    """How much a finding weighs."""

    VETO = "veto", "单项否决"
    MAJOR = "major", "主要问题"
    MINOR = "minor", "一般问题"
    INFO = "info", "提示"


class Reason(Worded):
    """Why something could not be checked, each with what to do about it."""

    advice: str

    def __new__(cls, value: str, words: str, advice: str) -> "Reason":
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        member.advice = advice
        return member

    UNREACHABLE = "unreachable", "网站打不开", "确认网址和网络后重新检查"
    BLOCKED = "blocked", "网站防护拦截了检查", "请网站运维单位将检查地址加入白名单后重试"
    PRIVATE_ADDRESS = "private_address", "网址指向内网或本机地址", "确属本单位测试时加 --allow-private"
    WRONG_SITE = "wrong_site", "打开的网站与清单所列不符", "核对站点清单中的网址、名称和标识码"
    TOO_FEW_PAGES = "too_few_pages", "抓取到的页面太少", "检查抓取日志，放宽抓取预算后重试"
    INTERRUPTED = "interrupted", "检查中途被停止", "重新检查"
    BUDGET = "budget", "超出抓取预算，没有看到", "提高 --max-pages 或 --max-depth 后重试"
    NO_BROWSER = "no_browser", "内容由脚本生成，没有浏览器无法读取", "人工打开页面核实"
    NO_IPV6_ROUTE = "no_ipv6_route", "检查用的机器没有 IPv6 网络", "在有 IPv6 网络的机器上检查"
    DNS_UNANSWERED = "dns_unanswered", "域名服务器没有应答", "换一个域名服务器（--nameserver）重试"
    LEVEL_NOT_STATED = "level_not_stated", "不知道网站的层级或类型", "加 --level、--kind，或在站点清单中填写层级、类型"
    CODE_NOT_STATED = "code_not_stated", "不知道网站标识码", "在站点清单中填写标识码"
    NO_PROBES = "no_probes", "没有可用性探测记录", "用 gongkai probe 每小时探测一次，满一周后重新检查"
    NOT_FETCHED = "not_fetched", "有关页面没有抓取到", "提高抓取预算或检查 robots.txt 后重试"
    NOT_MEASURED = "not_measured", "没有采集这项数据", "用当前版本重新抓取"
    QUICK = "quick", "快速检查不含", "做一次完整检查（不加 --quick）"
    NOTHING_IN_SCOPE = "nothing_in_scope", "没有找到属于检查范围的内容", "人工确认网站是否确无此类内容"
