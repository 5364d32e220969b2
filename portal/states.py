"""Closed lists of states (状态): of a link's target, of its fault, of a column's content, of a page's kind.

Each member carries its Chinese words for reports; nothing else in the project spells these words.
"""

from enum import StrEnum
from typing import Final, Self


class Worded(StrEnum):
    """An enum whose members carry Chinese words beside their stored value."""

    words: str

    def __new__(cls, value: str, words: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member


class LinkState(Worded):
    """What became of a link's target (链接目标状态)."""

    PENDING = "pending", "尚未检查"
    OK = "ok", "可以打开"
    REDIRECTED = "redirected", "跳转后可以打开"
    BROKEN = "broken", "打不开（已复核）"
    SUSPECT = "suspect", "疑似打不开（未能复核）"
    BLOCKED = "blocked", "被对方防护拦截，无法判断"
    SKIPPED = "skipped", "未检查"


class Fault(Worded):
    """Why a target is broken, suspect, blocked or skipped (原因)."""

    NOT_FOUND = "not_found", "页面不存在（404）"
    GONE = "gone", "页面已删除（410）"
    CLIENT_ERROR = "client_error", "请求被拒（4xx）"
    SERVER_ERROR = "server_error", "服务器错误（5xx）"
    DNS = "dns", "域名无法解析"
    REFUSED = "refused", "连接被拒绝"
    CONNECTION = "connection", "连接中断"
    MALFORMED = "malformed", "服务器应答不合 HTTP 规范"
    TLS = "tls", "证书或加密连接错误"
    TIMEOUT = "timeout", "超时未打开"
    LOOP = "loop", "循环跳转或跳转次数过多"
    TRUNCATED = "truncated", "内容未传完"
    SOFT_404 = "soft_404", "显示“页面不存在”但状态码正常"
    TO_HOME = "to_home", "不存在的页面跳回首页"
    EMPTY = "empty", "页面空白"
    MISSING_ANCHOR = "missing_anchor", "页内锚点不存在"
    WRONG_TYPE = "wrong_type", "内容与后缀不符"
    FORBIDDEN = "forbidden", "拒绝访问（403 等）"
    LOGIN = "login", "需要登录（401）"
    RATE_LIMITED = "rate_limited", "访问频率受限（429）"
    CHALLENGE = "challenge", "脚本验证或验证码"
    SCHEME = "scheme", "不是网页地址"
    ROBOTS = "robots", "robots.txt 不允许抓取"
    BUDGET = "budget", "超出抓取预算"
    PRIVATE = "private", "指向内网或本机地址"
    TOO_LARGE = "too_large", "文件过大，只核对了开头"
    UNREADABLE = "unreadable", "文件损坏或加密，读不出内容"


class Oddity(Worded):
    """What is wrong with a page's markup as a whole, so that readers or browsers may not see all of it (页面结构异常)."""

    TOO_LONG = "too_long", "页面过长，后面的内容没有读"
    TOO_DEEP = "too_deep", "标签层层嵌套，浏览器显示可能错乱"


class Scope(StrEnum):
    """Where a target lives: on the audited site, on a host judged with it (alias, department of the same domain), or elsewhere."""

    INTERNAL = "internal"
    RELATED = "related"
    EXTERNAL = "external"


class Region(Worded):
    """Part of a page a link stands in (页面区域)."""

    HEADER = "header", "页头"
    NAVIGATION = "navigation", "导航"
    MAIN = "main", "正文区"
    FOOTER = "footer", "页脚"


# For loops over a page's elements: Python 3.11 takes ten times as long to look up a member of an enum as a name.
HEADER: Final = Region.HEADER
NAVIGATION: Final = Region.NAVIGATION
MAIN: Final = Region.MAIN
FOOTER: Final = Region.FOOTER


class PageKind(Worded):
    """What a page is (页面类型)."""

    HOME = "home", "首页"
    COLUMN = "column", "栏目页"
    LIST = "list", "列表页"
    DOCUMENT = "document", "政策文件"
    INTERPRETATION = "interpretation", "政策解读"
    NEWS = "news", "新闻动态"
    NOTICE = "notice", "通知公告"
    CONSULTATION = "consultation", "意见征集"
    CONSULTATION_RESULT = "consultation_result", "征集结果"
    MESSAGE_LIST = "message_list", "留言列表"
    MESSAGE = "message", "留言"
    LEADER = "leader", "领导信息"
    ORGANISATION = "organisation", "机构职能"
    GUIDE = "guide", "政府信息公开指南"
    SYSTEM = "system", "政府信息公开制度"
    REPORT = "report", "政府信息公开年报"
    CATALOGUE = "catalogue", "公开目录"
    DECISION_CATALOGUE = "decision_catalogue", "重大行政决策事项目录"
    GAZETTE = "gazette", "政府公报"
    SERVICE = "service", "办事指南"
    TOPIC = "topic", "专题"
    SEARCH = "search", "站内搜索"
    ARTICLE = "article", "稿件"
    REDIRECT = "redirect", "跳转页"
    ERROR = "error", "错误页"
    OTHER = "other", "其他"


LIST_KINDS = frozenset(
    {
        PageKind.COLUMN,
        PageKind.LIST,
        PageKind.MESSAGE_LIST,
        PageKind.CATALOGUE,
        PageKind.DECISION_CATALOGUE,
        PageKind.TOPIC,
    }
)
"""Pages that gather others: what a column may consist of. A gazette's or a leader's page may be either."""

CONTENT_KINDS = frozenset(
    {
        PageKind.DOCUMENT,
        PageKind.INTERPRETATION,
        PageKind.NEWS,
        PageKind.NOTICE,
        PageKind.CONSULTATION,
        PageKind.CONSULTATION_RESULT,
        PageKind.REPORT,
        PageKind.ARTICLE,
    }
)
"""Pieces of content with a publication date of their own (稿件)."""


class Fill(Worded):
    """What a column or part holds (栏目内容状况)."""

    FILLED = "filled", "有内容"
    ARTICLE = "article", "单篇内容"
    LINKS_OUT = "links_out", "链接到其他页面"
    SAYS_NONE = "says_none", "页面写明暂无内容"
    EMPTY = "empty", "没有内容"
    SCRIPTED = "scripted", "内容由脚本生成，静态无法读取"
    UNREAD = "unread", "没有抓取到"


class Mark(Worded):
    """Element of the footer that identifies a site (网站标识要素), 国办秘函〔2019〕19号 网站标识."""

    CONAC = "conac", "党政机关网站标识"
    SITE_CODE = "site_code", "网站标识码"
    ICP = "icp", "ICP备案编号"
    POLICE = "police", "公安机关备案标识"
    SPONSOR = "sponsor", "网站主办单位"
    CONTACT = "contact", "联系方式"
    FIND_ERRORS = "find_errors", "“我为政府网站找错”入口"


class Via(StrEnum):
    """How a mark or field was read, strongest first; a `script` one needs a browser to confirm, a `comment` one never counts."""

    TEXT = "text"
    LINK = "link"
    IMAGE = "image"
    META = "meta"
    SCRIPT = "script"
    COMMENT = "comment"


class FieldPart(Worded):
    """Part of a page that states a document's field (字段出处), most trusted first."""

    TABLE = "table", "字段表"
    TITLE = "title", "标题"
    BODY = "body", "正文"
    REMARKS = "remarks", "标题下方说明"
    HEAD = "head", "页面标签"
    SCRIPT = "script", "脚本"


class ProbeState(Worded):
    """How an availability probe ended (探测结果)."""

    OPENED = "opened", "打开"
    FAILED = "failed", "没有打开"
    BLOCKED = "blocked", "被对方防护拦截"
    DOUBTFUL = "doubtful", "无法判断，可能是本机网络的原因"


class CertificateFault(Worded):
    """What a browser would object to in an encrypted connection (证书问题)."""

    EXPIRED = "expired", "证书已过期"
    NOT_YET_VALID = "not_yet_valid", "证书尚未生效"
    NAME_MISMATCH = "name_mismatch", "证书与域名不符"
    SELF_SIGNED = "self_signed", "证书是自签名的"
    UNTRUSTED = "untrusted", "证书链不完整或签发机构不受信任"
    HANDSHAKE = "handshake", "建立不了浏览器接受的加密连接"
    OTHER = "other", "证书校验没有通过"


class FileFormat(Worded):
    """What an attached file is by its first bytes and structure (附件格式)."""

    PDF = "pdf", "PDF"
    DOC = "doc", "Word（旧格式）"
    DOCX = "docx", "Word"
    XLS = "xls", "Excel（旧格式）"
    XLSX = "xlsx", "Excel"
    PPT = "ppt", "PowerPoint（旧格式）"
    PPTX = "pptx", "PowerPoint"
    WPS = "wps", "WPS"
    OFD = "ofd", "OFD"
    RTF = "rtf", "RTF"
    TEXT = "text", "纯文本"
    IMAGE = "image", "图片"
    ARCHIVE = "archive", "压缩包"
    HTML = "html", "网页"
    OTHER = "other", "其他"


class AskingWay(Worded):
    """A way to hand in an opinion (意见反馈方式)."""

    ONLINE = "online", "网上提交"
    EMAIL = "email", "电子邮件"
    POST = "post", "信函"
    PHONE = "phone", "电话"
    FAX = "fax", "传真"
    VISIT = "visit", "当面"


class ReportPart(Worded):
    """The six chapters of a yearly report (年报六部分), 国办公开办函〔2021〕30号."""

    OVERVIEW = "overview", "总体情况"
    PROACTIVE = "proactive", "主动公开政府信息情况"
    APPLICATIONS = "applications", "收到和处理政府信息公开申请情况"
    REVIEWS = "reviews", "政府信息公开行政复议、行政诉讼情况"
    PROBLEMS = "problems", "存在的主要问题及改进情况"
    OTHER = "other", "其他需要报告的事项"


class GuideElement(Worded):
    """An element of a service guide (办事指南要素)."""

    NAME = "name", "事项名称"
    BASIS = "basis", "设定依据"
    CONDITIONS = "conditions", "申请条件"
    MATERIALS = "materials", "办理材料"
    PLACE = "place", "办理地点"
    HOURS = "hours", "办理时间"
    CONTACT = "contact", "联系方式"
    PROCESS = "process", "办理流程"
    FEES = "fees", "收费标准"
    TIME_LIMIT = "time_limit", "办理期限"
    DEPARTMENT = "department", "受理部门"
    PERIOD = "period", "起止时间"


class DisclosureElement(Worded):
    """What a guide to disclosure states (指南要素), 条例 第十二条."""

    CLASSES = "classes", "信息分类"
    ARRANGEMENT = "arrangement", "编排体系"
    OBTAINING = "obtaining", "获取方式"
    BODY = "body", "公开工作机构名称"
    ADDRESS = "address", "办公地址"
    HOURS = "hours", "办公时间"
    PHONE = "phone", "联系电话"
    FAX = "fax", "传真号码"
    ONLINE = "online", "互联网联系方式"
