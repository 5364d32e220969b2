"""The outside hosts that the portals link to, played as well so that no link leaves the loopback interface.

The province and the sister counties are invented; the hosts of the footer marks (党政机关标识, ICP and 公安备案, 找错) bear
their real names and answer with a small page of our own that says so.
"""

from html import escape

from demo.model import Portal, Response

MARK_HOSTS = {
    "bszs.conac.cn": ("党政机关网站标识", "/sitename"),
    "beian.miit.gov.cn": ("ICP备案信息", "/"),
    "beian.mps.gov.cn": ("公安备案信息", "/"),
    "zfwzgl.www.gov.cn": ("政府网站找错", "/exposure/jiucuo.html"),
}
PLACES = {
    "www.yunling99.gov.cn": "云陵省人民政府",
    "zwfw.yunling99.gov.cn": "云陵省政务服务网",
    "www.yunting99.gov.cn": "云汀区人民政府",
    "www.luting99.gov.cn": "芦汀县人民政府",
    "news.lanchuan.gov.cn": "澜川日报",
}
REFUSING_HOST = "szf.luting99.gov.cn"
"""A name whose address refuses connections: nothing listens on its port."""


def neighbours() -> list[Portal]:
    """All outside hosts, each with its one page; other addresses there are 404."""
    marks = [_host(host, name, path) for host, (name, path) in MARK_HOSTS.items()]
    return marks + [_host(host, name, "/") for host, name in PLACES.items()]


def _host(host: str, name: str, path: str) -> Portal:
    page = _page(name, f"这是演示环境代答的“{name}”页面（{host}），内容仅供本机演示，与任何真实网站无关。")
    pages = {path: Response(page), "/": Response(page), "/robots.txt": Response(b"User-agent: *\n", "text/plain")}
    return Portal(host, host, name, pages, Response(_page("未找到", "没有这个页面。"), status=404))


def _page(title: str, text: str) -> bytes:
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body><h1>{escape(title)}</h1><p>{escape(text)}</p></body></html>"
    ).encode()
