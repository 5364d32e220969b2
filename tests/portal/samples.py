"""Reading own markup in tests: one page at a time, on a portal of a place that does not exist."""

from datetime import UTC, datetime

from portal.facts import Link, PageFacts
from portal.reading import read_page

URL = "http://www.qinghexia.gov.cn/zwgk/index.html"
READ_AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


def read(markup: str | bytes, url: str = URL, *, home: bool = False, content_type: str = "text/html") -> PageFacts:
    """Facts of a piece of markup, read on 2026-03-01."""
    body = markup.encode() if isinstance(markup, str) else markup
    return read_page(url, body, content_type=content_type, depth=1, fetched_at=READ_AT, status=200, home=home)


def links_to(facts: PageFacts, ending: str) -> list[Link]:
    """Links whose address ends so."""
    return [link for link in facts.links if link.url.endswith(ending)]


def article(
    body: str,
    *,
    title: str = "青禾县举办春季招聘会",
    attributes: str = "发布时间：2026-02-11 10:20 来源：青禾县人社局",
    column: str = "通知公告",
) -> str:
    """An article page of the usual make: menu, breadcrumb, heading, remarks, text, footer."""
    return f"""<html><head><title>{title}_青禾县人民政府</title></head><body>
    <div class="header"><img src="/logo.png" alt="青禾县人民政府"></div>
    <div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政府信息公开</a></li>
    <li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>
    <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政府信息公开</a> &gt; <a href="/zwgk/tzgg/">{column}</a></div>
    <div class="article"><h1>{title}</h1><div class="info">{attributes}</div><div class="text">{body}</div></div>
    <div class="footer"><p>主办单位：青禾县人民政府办公室 <a href="/lxwm.html">联系我们</a></p>
    <p>网站标识码：3799990001 鲁ICP备 12345678号-1 鲁公网安备
    37999902000123号</p></div></body></html>"""


def list_page(rows: str, *, name: str = "通知公告", after: str = "") -> str:
    """A list page of the usual make."""
    return f"""<html><head><title>{name}</title></head><body>
    <div class="nav"><a href="/">首页</a><a href="/zwgk/">公开</a><a href="/bsfw/">服务</a><a href="/hdjl/">互动</a></div>
    <div class="crumbs">您现在的位置：<a href="/">首页</a>&nbsp;&gt;&nbsp;<a href="/zwgk/">政府信息公开</a>&nbsp;&gt;&nbsp;{name}</div>
    <div class="list"><ul>{rows}</ul>{after}</div>
    <div class="foot">主办：青禾县人民政府办公室 网站标识码：3799990001</div></body></html>"""
