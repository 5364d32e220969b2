"""What is planted (埋设清单): dead links of every kind and links that only look dead, as data.

In `markup` and addresses `{site}` is the portal itself, `{other}` a living neighbour, `{shut}` a host where nothing listens. The portal is played
three times, by how it answers for pages it does not have: `honest` with 404, `polite` with an apology and 200, `homing` with its home page.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One planted link. `found_at` are the addresses whose report counts as finding it; `*` at an end of one stands for anything."""

    name: str
    markup: str
    found_at: tuple[str, ...]
    dead: bool = True
    site: str = "honest"
    gbk: bool = False  # stands on a page in GBK

    @property
    def url(self) -> str:
        """The address planted."""
        return self.found_at[0]


def _a(name: str, address: str, *also: str, dead: bool = True, site: str = "honest", gbk: bool = False) -> Case:
    """An ordinary link."""
    return Case(name, f'<a href="{address}">{name}</a>', (_full(address), *map(_full, also)), dead, site, gbk)


def _in(name: str, markup: str, address: str, *also: str, dead: bool = True) -> Case:
    """A link written in another way; `§` in the markup stands for its address."""
    return Case(name, markup.replace("§", address), (_full(address), *map(_full, also)), dead)


def _full(address: str) -> str:
    return "{site}" + address if address.startswith("/") else address


DEAD = (
    # By what the server does.
    _a("404", "/gone/plain.html"),
    _a("410", "/status/410.html"),
    _a("400", "/status/400.html"),
    _a("500", "/status/500.html"),
    _a("502", "/status/502.html"),
    _a("503", "/status/503.html"),
    _a("504", "/status/504.html"),
    _a("name without address", "http://planted-nowhere.gongkai-benchmark/"),
    _a("connection refused", "{shut}/index.html"),
    _a("no answer", "/manner/silent.html"),
    _a("body without end", "/manner/drip.html"),
    _a("connection reset", "/manner/reset.html"),
    _a("body cut short", "/manner/cut.html"),
    _a("redirects in a circle", "/loop/a.html", "/loop/b.html"),
    _a("redirect to itself", "/loop/self.html"),
    _a("redirects without end", "/chain/0.html", "/chain/*"),
    _a("redirect to 404", "/to/gone.html", "/gone/after-redirect.html"),
    _a("redirect to a name without address", "/to/nowhere.html", "http://after-redirect.gongkai-benchmark/"),
    _a("https where only http is spoken", "{tls}/secure.html"),
    _a("empty page", "/empty/nothing.html"),
    _a("page of white space", "/empty/blank.html"),
    _a("404 of a neighbour", "{other}/gone/plain.html"),
    _a("500 of a neighbour", "{other}/status/500.html"),
    _a("redirected to the front of a neighbour that is shut", "/to/shut.html", "{shut}/front.html"),
    # By where the link stands.
    _in("img", '<img src="§" alt="图">', "/gone/img.png"),
    _in(
        "img loaded late",
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="§" alt="图">',
        "/gone/late.jpg",
    ),
    _in("srcset", '<img src="/img/logo.png" srcset="/img/logo.png 1x, § 2x" alt="图">', "/gone/2x.png"),
    _in(
        "picture source",
        '<picture><source srcset="§"><img src="/img/logo.png" alt="图"></picture>',
        "/gone/source.webp",
    ),
    _in("area", '<map name="m"><area shape="rect" coords="0,0,9,9" href="§" alt="区域"></map>', "/gone/area.html"),
    _in(
        "area of a picture with a map",
        '<img src="/img/logo.png" alt="图" usemap="#m2"><map name="m2"><area href="§" alt="区域"></map>',
        "/gone/area2.html",
    ),
    _in("iframe", '<iframe src="§"></iframe>', "/gone/frame.html"),
    _in("style element", "<style>.b{background:url(§)}</style>", "/gone/style.png"),
    _in("style attribute", "<div style=\"background-image:url('§')\">　</div>", "/gone/inline.png"),
    _in("style sheet", '<link rel="stylesheet" href="§">', "/gone/sheet.css"),
    _in("picture in a style sheet", '<link rel="stylesheet" href="/css/planted.css">', "/gone/in-sheet.png"),
    _in(
        "picture in an imported style sheet",
        '<link rel="stylesheet" href="/css/chain.css">',
        "/gone/in-import.png",
    ),
    _in("style sheet imported by a style sheet", '<link rel="stylesheet" href="/css/lost.css">', "/gone/imported.css"),
    _in("import of a style sheet", '<style>@import "§";</style>', "/gone/import.css"),
    _in("script", '<script src="§"></script>', "/gone/code.js"),
    _in("icon", '<link rel="icon" href="§">', "/gone/icon.ico"),
    _in("background of a table cell", '<table><tr><td background="§">　</td></tr></table>', "/gone/cell.gif"),
    _in("picture button", '<input type="image" src="§" alt="搜索">', "/gone/button.gif"),
    _in("object", '<object data="§" type="application/pdf"></object>', "/gone/object.pdf"),
    _in("embed", '<embed src="§">', "/gone/embed.swf"),
    _in("video", '<video src="§"></video>', "/gone/video.mp4"),
    _in("video source", '<video><source src="§" type="video/mp4"></video>', "/gone/video2.mp4"),
    _in("poster of a video", '<video poster="§"></video>', "/gone/poster.jpg"),
    _in("meta refresh", '<a href="/go/refresh.html">转</a>', "/gone/refreshed.html", "/go/refresh.html"),
    _in("script redirect", '<a href="/go/script.html">转</a>', "/gone/scripted.html", "/go/script.html"),
    _in("onclick window.open", "<span onclick=\"window.open('§')\">打开</span>", "/gone/click.html"),
    _in("onclick location", '<a href="#" onclick="location.href=\'§\';return false">打开</a>', "/gone/location.html"),
    _in("javascript: address", "<a href=\"javascript:window.open('§')\">打开</a>", "/gone/javascript.html"),
    _in(
        "option of a list of friends",
        '<select><option value="§">友情链接</option></select>',
        "{other}/gone/option.html",
    ),
    _in("attachment", '<a href="§">附件.pdf</a>', "/gone/file.pdf"),
    _in("attachment with 500", '<a href="§">附件.xlsx</a>', "/status/500.xlsx"),
    _in("relative to base", '<a href="/go/based.html">相对</a>', "/gone/below/based-link.html"),
    _in("backslashes", '<a href="\\gone\\back.doc">反斜杠</a>', "/gone/back.doc"),
    _in("Chinese path", '<a href="/gone/通知公告.html">中文</a>', "/gone/%E9%80%9A%E7%9F%A5%E5%85%AC%E5%91%8A.html"),
    # By what is missing in the answer.
    _a("anchor missing on another page", "/page/anchors.html#planted-missing"),
    _in("anchor missing on the same page", '<a href="#planted-nowhere">附件</a>', "*#planted-nowhere"),
    _a("anchor missing on a page in GBK", "/page/gbk-anchors.html#第九节"),
    Case(
        "anchor missing, written on a page in GBK",
        '<a href="/page/anchors.html#第八节">第八节</a>',
        ("{site}/page/anchors.html#第八节",),
        gbk=True,
    ),
    _a("anchor missing behind a redirect", "/to/anchors.html#planted-lost", "/page/anchors.html#planted-lost"),
    _a("attachment that is a web page", "/type/notice.docx"),
    _in("picture that is a web page", '<img src="§" alt="图">', "/type/picture.jpg"),
    # On hosts that never say 404.
    _a("soft 404", "/lost/a.html", site="polite"),
    _a("soft 404 of an article", "/art/2019/lost_1234.html", site="polite"),
    _a("soft 404 behind a redirect", "/lost/moved/", "/sorry.html", site="polite"),
    _a("missing page shown as the home page", "/lost/a.html", site="homing"),
    _a("missing article shown as the home page", "/art/2019/lost_1234.html", site="homing"),
    _a("missing folder redirected to the home page", "/lost/folder/", "/", site="homing"),
)

ALIVE = (
    _a("403", "/status/403.html", dead=False),
    _a("401", "/status/401.html", dead=False),
    _a("403 of a neighbour", "{other}/status/403.html", dead=False),
    _a("429 without an end", "/status/429.html", dead=False),
    _a("429 once", "/once/429.html", dead=False),
    _a("503 once", "/once/503.html", dead=False),
    _a("412 with a script", "/guard/412.html", dead=False),
    _a("521 with a script", "/guard/521.html", dead=False),
    _a("202 with a script", "/guard/202.html", dead=False),
    _a("200 with a script", "/guard/200.html", dead=False),
    _a("redirect that sets a cookie", "/guard/cookie.html", dead=False),
    _a("slow page", "/page/slow.html", dead=False),
    _a("HEAD refused", "/page/no-head.html", dead=False),
    _a("redirect", "/to/page.html", dead=False),
    _a("four redirects", "/hops/4.html", dead=False),
    _a("redirect to a neighbour", "/to/other.html", dead=False),
    _a("article about 404", "/page/about-404.html", dead=False),
    _a("short page", "/page/short.html", dead=False),
    _a("page without </html>", "/page/unended.html", dead=False),
    _a("page with a wrong charset", "/page/mislabelled.html", dead=False),
    _a("anchor by id", "/page/anchors.html#here", dead=False),
    _a("anchor by name", "/page/anchors.html#there", dead=False),
    _a("Chinese anchor", "/page/anchors.html#章节", "/page/anchors.html#%E7%AB%A0%E8%8A%82", dead=False),
    _a("anchor on a page in GBK", "/page/gbk-anchors.html#第一节", dead=False),
    Case(
        "anchor written on a page in GBK",
        '<a href="/page/anchors.html#章节">章节</a>',
        ("{site}/page/anchors.html#章节",),
        dead=False,
        gbk=True,
    ),
    _a("anchor behind a redirect", "/to/anchors.html#here", "/page/anchors.html#here", dead=False),
    _in(
        "anchor a script makes",
        '<a href="/page/scripted.html#made">第二页签</a>',
        "/page/scripted.html#made",
        dead=False,
    ),
    _in(
        "route of a script",
        '<a href="/page/scripted.html#!/list/2">列表</a>',
        "/page/scripted.html#!/list/2",
        dead=False,
    ),
    _in(
        "text to show",
        '<a href="/page/anchors.html#:~:text=本县">原文</a>',
        "/page/anchors.html#:~:text=*",
        dead=False,
    ),
    _in("font of a style sheet", '<link rel="stylesheet" href="/css/font.css">', "/gone/font.woff2", dead=False),
    _in(
        "picture a style sheet has in a comment",
        '<link rel="stylesheet" href="/css/font.css">',
        "/gone/old.png",
        dead=False,
    ),
    _a("living neighbour", "{other}/page/short.html", dead=False),
    _a("living neighbour by name", "http://localhost:{port}/page/short.html", dead=False),
    _in("link in a comment", '<!-- <a href="§">旧</a> -->', "/gone/commented.html", dead=False),
    _in(
        "row of a template",
        '<script type="text/template"><a href="§">${title}</a></script>',
        "/gone/template.html",
        dead=False,
    ),
    _in("template element", '<template><a href="§">行</a></template>', "/gone/template2.html", dead=False),
    _in("anchor that does nothing", '<a href="#">展开</a><a href="#none">收起</a>', "*#none", dead=False),
    _in("top of the page", '<a href="#top">返回顶部</a>', "*#top", dead=False),
    _in("address that does nothing", '<a href="javascript:void(0)">更多</a>', "/never", dead=False),
    _in(
        "mail and telephone", '<a href="mailto:a@b.invalid">邮箱</a><a href="tel:0999">电话</a>', "mailto:*", dead=False
    ),
    _in("option that is no address", '<select><option value="2024">2024年</option></select>', "/2024", dead=False),
    _in(
        "HOST IN CAPITALS",
        '<a href="HTTP://127.0.0.1:{port}/page/capitals.html">大写</a>',
        "/page/capitals.html",
        dead=False,
    ),
    _in("no scheme", '<a href="//127.0.0.1:{port}/page/scheme.html">无协议</a>', "/page/scheme.html", dead=False),
    _in("above the root", '<a href="/../../page/above.html">上级</a>', "/page/above.html", dead=False),
    _in("white space around", '<a href=" \n/page/spaces.html ">空格</a>', "/page/spaces.html", dead=False),
    _in("backslashes to a living page", '<a href="\\page\\back.html">反斜杠</a>', "/page/back.html", dead=False),
    _in("Chinese path", '<a href="/page/中文.html">中文</a>', "/page/%E4%B8%AD%E6%96%87.html", dead=False),
    _in("entity in a query", '<a href="/query?a=1&amp;b=2">参数</a>', "/query?a=1&b=2", dead=False),
    _in("empty style sheet", '<link rel="stylesheet" href="§">', "/empty/none.css", dead=False),
    _in(
        "picture inside the page",
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="图">',
        "data:*",
        dead=False,
    ),
    Case(
        "query in the encoding of the page",
        '<a href="/gbk?类别=公告">查询</a>',
        ("{site}/gbk?*",),
        dead=False,
        gbk=True,
    ),
    _a("large attachment", "/page/large.pdf", dead=False),
    _a("attachment behind a page's address", "/download.jsp?id=1", dead=False),
)

CASES = DEAD + ALIVE
