"""A portal whose menu, lists and footer are written by scripts alone."""

import json

from tests.crawler.servers import Reply, WebServer

PHONE, ID_NUMBER = "13900001234", "110101199003070011"
COLUMNS = ("xwzx", "tzgg", "zcwj")
NAMES = ("新闻中心", "通知公告", "政策文件")
ROWS = [
    {"url": "/a1.html", "title": "云河县召开春季植树造林工作会议", "on": "2026-02-27"},
    {"url": "/a2.html", "title": "云河县开展农村道路安全隐患排查", "on": "2026-02-20"},
]
_MENU = "".join(f"<li><a href='/{path}/'>{name}</a></li>" for path, name in zip(COLUMNS, NAMES, strict=True))
MENU = f"<div class='nav'><ul><li><a href='/'>首页</a></li>{_MENU}<li><a href='/xxgk/'>政府信息公开</a></li></ul></div>"
FOOTER = (
    "<div class='footer'><p>主办：云河县人民政府办公室 联系电话：0990-5550123 地址：云河县人民路1号</p>"
    "<p>网站标识码：9902310001 京ICP备12345678号-1 京公网安备99023102000001号</p>"
    "<a href='/about.html'>关于本站</a><img src='/dzjg.png' alt='党政机关'></div>"
)
FILL = """fetch('/rows.json').then(answer => answer.json()).then(rows => {
  document.getElementById('news_list').innerHTML = rows.map(row =>
    '<li><a href="' + row.url + '">' + row.title + '</a><span>' + row.on + '</span></li>').join('');
})"""


def page(body: str, title: str = "云河县人民政府") -> Reply:
    """A page that leaves the rest to scripts."""
    return Reply(
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>".encode()
    )


def script(code: str) -> Reply:
    """A script file."""
    return Reply(code.encode(), content_type="text/javascript; charset=utf-8")


def writes(markup: str) -> Reply:
    """A script that writes markup where it stands."""
    return script(f"document.write({json.dumps(markup, ensure_ascii=False)});")


def shows(markup: str) -> Reply:
    """A script that makes markup where it stands, in a way that only a browser can tell."""
    return script(f"(function (markup) {{ document.write(markup); }})({json.dumps(markup, ensure_ascii=False)});")


def scripted_portal(web: WebServer) -> None:
    """Have `web` play it."""
    listing = "<div class='main'><ul id='news_list'></ul></div><script src='/fill.js'></script>"
    written = (
        f"<script src='/menu.js'></script>{{}}<p>联系人{PHONE}，证件{ID_NUMBER}</p><script src='/footer.js'></script>"
    )
    web.reply("/", page(written.format(listing)))
    web.reply("/menu.js", shows(MENU))
    web.reply("/footer.js", shows(FOOTER))
    web.reply("/fill.js", script(FILL))
    web.reply("/rows.json", Reply(json.dumps(ROWS).encode(), content_type="application/json"))
    web.reply("/dzjg.png", Reply(b"\x89PNG\r\n", content_type="image/png"))
    for path, name in zip(COLUMNS, NAMES, strict=True):
        web.reply(f"/{path}/", page(f"<h1>{name}</h1>{listing}<script src='/footer.js'></script>", name))
    about = (
        f"<h1>关于本站</h1><p>{'本站由县政府办公室主办，介绍本县的情况。' * 8}</p><script src='/footer.js'></script>"
    )
    web.reply("/about.html", page(about, "关于本站"))
    part = "<li><a href='/xxgk/0.html'>公开事项第一类</a></li>"
    web.reply("/xxgk/", page(f"<h1>政府信息公开</h1><ul>{part}</ul><script src='/footer.js'></script>", "政府信息公开"))
    article = f"<p>发布时间：2026-02-27 来源：县政府办公室</p><p>{'会议听取了各乡镇春季工作的情况汇报，并作出安排。' * 10}</p>"
    for number, row in enumerate(ROWS, 1):
        web.reply(f"/a{number}.html", page(f"<h1>{row['title']}</h1>{article}<script src='/footer.js'></script>"))
    web.reply("/xxgk/0.html", page(f"<h1>公开事项第一类</h1>{article}<script src='/footer.js'></script>"))
