"""The journal of a crawl (抓取日志): what happened beside pages and links. It is part of the snapshot; a run's log is made from it."""

from datetime import UTC, datetime

from portal.states import Worded
from portal.storage.recorder import Recorder


class Note(Worded):
    """Kinds of events."""

    STARTED = "started", "开始抓取"
    RESUMED = "resumed", "接着上次没有完成的抓取"
    OTHER_PREVIOUS = "previous_unusable", "上次的快照用不上，全部重新读取"
    CARRIED = "carried_over", "与上次相同的页面沿用上次读到的内容"
    HOME_MOVED = "home_moved", "首页跳转到同一域名下的另一主机，按该主机检查"
    CALIBRATION = "calibration", "不存在的地址也返回正常页面或跳转"
    ROBOTS_UNREAD = "robots_unread", "robots.txt 打不开，按没有限制处理"
    ROBOTS_CUT = "robots_cut", "robots.txt 过大，只按开头部分的规则执行"
    SITEMAP_REFUSED = "sitemap_refused", "网站地图文件不安全，没有采用"
    ADMITTED = "admitted", "网站要求先接受 Cookie 才放行，已照浏览器的做法接受"
    ODD_PAGE = "odd_page", "页面结构异常"
    PAUSED = "paused", "对方要求稍后再访问"
    SLOWED = "slowed", "对方应答困难，放慢访问"
    OFF_PEAK = "off_peak", "不在允许访问的时段，等待"
    DOUBTED = "doubted", "连续得不到正常应答，先看首页是否还能打开"
    CAPPED = "capped", "同类地址不断生成而没有新内容，其余未打开"
    EXTERNAL_CAPPED = "external_capped", "指向同一外部网站的链接太多，只抽查一部分"
    TWINS = "twins", "内容与另一地址完全相同的页面，只记一次"
    FILES_UNREAD = "files_unread", "附件太多，其余没有读取正文"
    ANCHORS_CAPPED = "anchors_capped", "指向页内位置的链接太多，其余页面没有核对页内锚点"
    CERTIFICATE = "certificate", "证书有问题，继续抓取"
    DNS_UNPROVEN = "name_resolution_unproven", "没有一个域名能够解析，域名无法解析的链接改为疑似"
    ROUTE_UNPROVEN = "outside_route_unproven", "没有一个外部网站应答，打不开的外部链接改为疑似"
    HISTORY = "history_unreadable", "探测历史读不出来，没有采用"
    NO_BROWSER = "no_browser", "没有可用的浏览器，只按服务器返回的内容检查"
    NOT_RENDERED = "not_rendered", "浏览器没有读到更多内容，按服务器返回的内容检查"
    NO_SHOT = "no_shot", "页面没有截图"
    RENDERING_ENDED = "rendering_ended", "不再用浏览器打开页面"
    RENDERING_BUDGET = "rendering_budget", "需要浏览器打开的页面超出数量限制，其余按服务器返回的内容检查"
    DATA_BUDGET = "data_budget", "列表数据的请求超出数量限制，其余没有读取"
    INTERNAL_ERROR = "internal_error", "程序处理应答时出错，该地址未检查"
    STOPPED = "stopped", "提前停止"
    FINISHED = "finished", "抓取结束"


class Journal:
    """Notes events."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def note(self, kind: Note, detail: str) -> None:
        """Note an event; `detail` are its particulars."""
        self._recorder.event(datetime.now(UTC), kind.value, detail)
