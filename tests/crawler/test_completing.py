"""What scripts would fetch is read without a browser where its make is known: menus in script files, rows behind data addresses, further pages."""

import json
from datetime import date
from pathlib import Path

import pytest

from portal.states import Fill, Region
from portal.storage.archive import FILE_NAME, captures
from tests.crawler.crawling import crawl
from tests.crawler.scripted import COLUMNS, FOOTER, MENU, NAMES, page, script, writes
from tests.crawler.servers import Reply, WebServer

TEXT = "<p>" + "本县召开会议，研究部署近期的几项重点工作。" * 12 + "</p>"
DATA = "/module/web/jpage/dataproxy.jsp?page={}&columnid=9"
LABEL = "/site/label/8888"


def listing(name: str, inner: str) -> Reply:
    """A column's page of the usual make."""
    return page(f"{MENU}<div class='main'><h1>{name}</h1>{inner}</div>{FOOTER}", name)


def row(path: str, title: str, day: int) -> str:
    """A row of a list."""
    return f"<li><a href='{path}'>{title}</a><span>2026-02-{day:02}</span></li>"


def records(rows: list[str], onward: int | None, total: int) -> str:
    """A 大汉 datastore."""
    group = f'<nextgroup><![CDATA[<a href="{DATA.format(onward)}"></a>]]></nextgroup>' if onward else ""
    inner = "".join(f"<record><![CDATA[{each}]]></record>" for each in rows)
    return f"<datastore><totalrecord>{total}</totalrecord>{group}<recordset>{inner}</recordset></datastore>"


@pytest.fixture
def portal(web: WebServer) -> WebServer:
    """A home page whose menu and footer stand in script files."""
    web.reply(
        "/",
        page(
            f"<script src='/menu.js'></script>{TEXT}<script src='/jquery.min.js'></script><script src='/footer.js'></script>"
        ),
    )
    web.reply("/menu.js", writes(MENU))
    web.reply("/footer.js", writes(FOOTER))
    web.reply("/jquery.min.js", script("document.write('no')"))
    for path, name in zip((*COLUMNS, "xxgk"), (*NAMES, "政府信息公开"), strict=True):
        web.reply(f"/{path}/", listing(name, f"<ul>{row(f'/{path}/1.html', f'{name}的第一篇文章', 3)}</ul>"))
        web.reply(f"/{path}/1.html", page(f"<script src='/menu.js'></script><h1>{name}的第一篇文章</h1>{TEXT}{FOOTER}"))
    return web


def test_menu_in_a_script_file_is_read_and_asked_for_once(portal: WebServer, tmp_path: Path) -> None:
    found = crawl(tmp_path, portal.url, robots="ignore")
    home = found.snapshot.home()
    assert home is not None
    menu = {
        link.text for link in found.snapshot.links(home.id) if link.region is Region.NAVIGATION and link.element == "a"
    }
    assert menu >= {*NAMES, "政府信息公开"}
    assert (home.rendered, found.manifest.run.rendered) == (False, 0)
    assert all(found.verdict(f"{portal.url}{path}/") == ("ok", None) for path in COLUMNS)
    assert portal.hits["/menu.js"] <= 2  # once as a link of the page, once for what it writes
    assert found.snapshot.page(f"{portal.url}{COLUMNS[0]}/1.html") is not None


def test_records_are_followed_group_by_group(portal: WebServer, tmp_path: Path) -> None:
    rows = [row(f"/art/{n}.html", f"云河县第{n}号通告的全文", n) for n in range(1, 8)]
    island = f"<div id='5'><script type='text/xml'>{records(rows[:2], 1, 7)}</script></div>"
    portal.reply("/tzgg/", listing("通知公告", island))
    groups = {1: (rows[:2], 2), 2: (rows[2:5], 3), 3: (rows[5:], None)}
    for number, (group, onward) in groups.items():
        answer = Reply(records(group, onward, 7).encode(), content_type="text/xml; charset=utf-8")
        portal.reply(DATA.format(number), answer)
    for n in range(1, 8):
        portal.page(f"/art/{n}.html")
    found = crawl(tmp_path, portal.url, robots="ignore")
    column = next(each for each in found.snapshot.columns() if each.url.endswith("/tzgg/"))
    assert (column.items, column.newest) == (7, date(2026, 2, 7))
    assert found.snapshot.page(f"{portal.url}art/7.html") is not None
    assert portal.url + DATA.format(3)[1:] in {each.url for each in captures(found.folder / FILE_NAME)}


def test_list_that_is_posted_for_is_read_page_by_page(portal: WebServer, tmp_path: Path) -> None:
    call = (
        f"$.ajax({{url: '{LABEL}', data: {{labelName: 'publicInfoList', siteId: '479', pageIndex: n, file: '/list'}}}})"
    )
    portal.reply(
        "/zcwj/", listing("政策文件", f"<ul id='info_list'></ul><script>function go(n) {{ {call} }} go(1)</script>")
    )
    pages = {1: [row("/p/1.html", "云河县一号文件的标题", 9)], 2: [row("/p/2.html", "云河县二号文件的标题", 8)]}

    def answer(_: int) -> Reply:
        fields = dict(pair.split("=") for pair in portal.forms[-1][1].split("&"))
        assert fields["siteId"] == "479"
        return Reply("".join(pages.get(int(fields["pageIndex"]), [])).encode() or b"<i></i>")

    portal.posts[LABEL] = answer
    portal.page("/p/1.html")
    portal.page("/p/2.html")
    found = crawl(tmp_path, portal.url, robots="ignore")
    seen = found.snapshot.page(f"{portal.url}zcwj/")
    assert seen is not None
    assert seen.fill is Fill.FILLED
    assert [item.title for item in found.snapshot.items(seen.id)] == ["云河县一号文件的标题", "云河县二号文件的标题"]
    assert found.snapshot.page(f"{portal.url}p/2.html") is not None


def test_list_whose_rows_do_not_come_stays_in_doubt(portal: WebServer, tmp_path: Path) -> None:
    call = f"$.post('{LABEL}', {{labelName: 'publicInfoList', siteId: '479'}})"
    portal.reply("/zcwj/", listing("政策文件", f"<ul id='info_list'></ul><script>{call}</script>"))
    portal.posts[LABEL] = lambda _: Reply(b"down", 503)
    found = crawl(tmp_path, portal.url, robots="ignore")
    seen = found.snapshot.page(f"{portal.url}zcwj/")
    assert seen is not None
    assert seen.fill is Fill.SCRIPTED


def test_pages_a_script_counts_are_read_and_nobody_is_told_of_those_that_are_not_there(
    portal: WebServer, tmp_path: Path
) -> None:
    inner = f"<ul>{row('/xwzx/a.html', '云河县春季农业生产动员', 5)}</ul><script>createPageHTML(3, 0, 'index', 'html')</script>"
    portal.reply("/xwzx/", listing("新闻中心", inner))
    second = f"<ul>{row('/xwzx/b.html', '云河县去冬今春水利建设', 4)}</ul><script>createPageHTML(3, 1, 'index', 'html')</script>"
    portal.reply("/xwzx/index_1.html", listing("新闻中心", second))
    for name in "ab":
        portal.page(f"/xwzx/{name}.html")
    found = crawl(tmp_path, portal.url, robots="ignore")
    column = next(each for each in found.snapshot.columns() if each.url.endswith("/xwzx/"))
    assert (column.items, column.pages_read) == (2, 2)
    assert portal.hits["/xwzx/index_2.html"]
    assert found.snapshot.target(f"{portal.url}xwzx/index_2.html") is None


def test_what_robots_txt_forbids_is_not_asked_for(portal: WebServer, tmp_path: Path) -> None:
    portal.reply("/robots.txt", Reply(b"User-agent: *\nDisallow: /site/\n", content_type="text/plain"))
    call = f"$.post('{LABEL}', {{labelName: 'publicInfoList', siteId: '479'}})"
    portal.reply("/zcwj/", listing("政策文件", f"<ul id='info_list'></ul><script>{call}</script>"))
    crawl(tmp_path, portal.url)
    assert portal.forms == []


def test_rows_may_come_as_json(portal: WebServer, tmp_path: Path) -> None:
    rows = [{"title": f"云河县{n}号文件的标题", "link": f"/p/{n}.html", "createDate": f"2026-02-0{n}"} for n in (1, 2)]
    call = f"$.post('{LABEL}', {{labelName: 'publicInfoList', siteId: '479'}})"
    portal.reply("/zcwj/", listing("政策文件", f"<ul id='info_list'></ul><script>{call}</script>"))
    portal.posts[LABEL] = lambda _: Reply(json.dumps({"data": rows}).encode(), content_type="application/json")
    found = crawl(tmp_path, portal.url, robots="ignore")
    seen = found.snapshot.page(f"{portal.url}zcwj/")
    assert seen is not None
    assert [item.dated_on for item in found.snapshot.items(seen.id)] == [date(2026, 2, 1), date(2026, 2, 2)]
