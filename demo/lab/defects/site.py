"""Defects of the site as a whole: availability, names, marks, tags, search, IPv6 (网站整体)."""

from dataclasses import replace

from demo.lab.defects.registry import defect
from demo.lab.ground import Ground, Planted
from demo.lab.page import LabPage
from demo.model import Response


def _mark(ground: Ground, path: str, **marks: object) -> None:
    def change(page: LabPage) -> None:
        page.marks = replace(page.marks, **marks)  # type: ignore[arg-type]

    ground.edits.page(path, change)


@defect("site.availability", "unavailable")
def availability(ground: Ground) -> Planted:
    ground.loads = tuple(
        replace(load, opened=False, elapsed_ms=15000) if i % 10 == 0 else load for i, load in enumerate(ground.loads)
    )
    return Planted("一周的探测记录里十分之一没有打开。", "/", "偶尔一两次打不开，不到百分之五，不算不可用。")


@defect("site.response_time", "slow")
def response_time(ground: Ground) -> Planted:
    ground.edits.page("/", lambda page: setattr(page, "delay", 4.0))
    ground.loads = tuple(
        replace(load, elapsed_ms=4000 + load.elapsed_ms) if load.opened else load for load in ground.loads
    )
    ground.edits.page(ground.place("gk"), lambda page: setattr(page, "delay", 2.0))
    return Planted("首页等待 4 秒才有应答。", ground.place("gk"), "内页等待 2 秒，没有超出三秒。", "/", ("/",))


@defect("site.domain", "off_domain")
def domain(ground: Ground) -> Planted:
    host = f"www.{ground.desk.place.host.split('.')[1]}-portal.com"
    ground.neighbour(host, f"{ground.desk.place.government}门户网站")
    ground.neighbour(ground.under("wap"), f"{ground.desk.place.government}手机版")
    ground.add(
        "/", f'<a href="http://{host}/">门户网站（旧域名）</a> <a href="http://{ground.under("wap")}/">手机版</a>'
    )
    return Planted(
        "同一网站还使用商业域名。",
        f"http://{ground.under('wap')}/",
        "本域名下的子域名，符合规范。",
        f"http://{host}/",
        ("/",),
    )


@defect("site.identity", "mark_missing")
def identity(ground: Ground) -> Planted:
    def change(page: LabPage) -> None:
        if any(name == "ArticleTitle" for name, _ in page.tags):
            page.marks = replace(page.marks, police=None)

    ground.edits.sweeps.append(change)
    alike = ground.place("xw")
    _mark(ground, alike, hidden_code="9902020001")
    note = "注释里写着别处的标识码，可见的标识码正确。"
    return Planted("内容页的底部没有公安备案标识。", alike, note, element="police")


@defect("site.name", "misnamed")
def name(ground: Ground) -> Planted:
    entry = ground.take("gg")
    other = f"{ground.desk.place.short}在线"

    def rename(page: LabPage) -> None:
        page.retag("SiteName", other)
        page.title = page.title.replace(ground.desk.place.government, other)
        page.about["title"] = page.title
        page.site_name = other

    ground.edits.page(ground.path(entry), rename)
    return Planted(
        f"页面的页头和标签把网站叫作“{other}”。", "/", "首页名称与区划一致。", ground.path(entry), (ground.path(entry),)
    )


@defect("site.find_errors", "missing")
def find_errors(ground: Ground) -> Planted:
    def change(page: LabPage) -> None:
        page.marks = replace(page.marks, find_errors=False)

    ground.edits.page("/", change)
    return Planted("首页没有“我为政府网站找错”入口。", ground.place("xw"), "栏目页有入口。", "/", ("/",))


@defect("site.meta_tags", "tag_missing")
def meta_tags(ground: Ground) -> Planted:
    """All content pages lack their tags."""

    def bare(page: LabPage) -> None:
        if any(tag == "ArticleTitle" for tag, _ in page.tags) and page.path != "/":
            for tag in ("ArticleTitle", "PubDate", "ContentSource"):
                page.retag(tag, None)
            if not any(type(block).__name__ == "Byline" for block in page.blocks) or not ground.desk.style.source_shown:
                page.about["source"] = None

    ground.edits.sweeps.append(bare)
    return Planted("内容页都没有内容标签。", ground.place("xw"), "栏目页不需要内容标签。", None, (), "ArticleTitle")


@defect("site.search", "fails")
def search(ground: Ground) -> Planted:
    """The service is down, or, on every other portal, answers and finds nothing."""
    alike_note = "首页的搜索框可以提交。"
    if ground.desk.seed % 2 == 0:
        ground.indexed = False
        return Planted("站内搜索什么都搜不到。", ground.place("gk"), alike_note, "/search", ("/",))
    ground.extra["/search"] = Response("搜索服务维护中，请稍后再试。".encode(), "text/html; charset=utf-8")
    return Planted("站内搜索不给出结果。", ground.place("gk"), alike_note, "/search", ("/",))


@defect("site.https", "mixed_content")
def https(ground: Ground) -> Planted:
    entry, alike = ground.take("yw"), ground.take("yw")
    script = f"http://{ground.desk.place.host}/js/portal.js"
    ground.add(ground.path(entry), f'<script src="{script}"></script>')
    ground.add(
        ground.path(alike), f'<p>原文地址：<a href="http://{ground.desk.place.host}/">{ground.desk.place.host}</a></p>'
    )
    return Planted(
        "加密访问时仍从 http 取脚本。", ground.path(alike), "http 链接不是引用的资源。", script, (ground.path(entry),)
    )


@defect("site.popups", "floating")
def popups(ground: Ground) -> Planted:
    ground.add(
        "/",
        '<div id="floatadv" style="position:fixed;left:10px;top:120px;z-index:999"><a href="/"><img src="/images/xw1.svg" alt="宣传广告" width="160" height="100"></a><a href="javascript:void(0)">关闭</a></div>',
    )
    ground.add(
        ground.place("xw"),
        '<div class="toolbar" style="position:fixed;right:0;bottom:80px"><a href="#container">返回顶部</a></div>',
    )
    return Planted("首页有飘窗广告。", ground.place("xw"), "返回顶部的按钮不是飘窗。", "/", ("/",))


@defect("site.annual_statement", "missing")
def annual_statement(ground: Ground) -> Planted:
    entry = ground.entries("wn")[0]
    year = entry.at.year - 1  # the report's own year
    entry.at, entry.title = entry.at.replace(year=year), entry.title.replace(f"{year}年度", f"{year - 1}年度")
    note = "更早年度的报表在。"
    return Planted(
        "没有上一年度的网站工作年度报表。",
        ground.path(entry),
        note,
        ground.place("wn"),
        (ground.place("wn"),),
        str(year),
    )


@defect("site.newmedia", "account_unlinked")
def newmedia(ground: Ground) -> Planted:
    path = ground.place("xt")
    ground.add(
        path,
        '<p>微信公众号二维码：<img src="/images/qr-missing.png" alt="二维码" width="90" height="90"></p><p>微博：<a href="/images/emblem.svg">官方账号</a></p>',
    )
    return Planted(
        "新媒体账号的二维码打不开。",
        "/images/emblem.svg",
        "另一个账号的图标打得开。",
        "/images/qr-missing.png",
        (path,),
    )


@defect("site.integration", "separate_search")
def integration(ground: Ground) -> Planted:
    host = ground.under("xxgk")
    ground.neighbour(host, "政府信息公开网", body='<form action="/s"><input name="q"><button>搜索</button></form>')
    ground.add("/", f'<a href="http://{host}/">信息公开网</a>')
    return Planted("信息公开网另设一站，另有搜索。", "/search", "门户自己的搜索。", f"http://{host}/", ("/",))


@defect("ipv6.dns", "no_aaaa")
def ipv6_dns(ground: Ground) -> Planted:
    ground.ipv6 = False
    return Planted("域名没有 AAAA 记录。", "http://zwfw.yunling99.gov.cn/", "站外链接不在此项检查之内。")


@defect("ipv6.reachable", "unreachable")
def ipv6_reachable(ground: Ground) -> Planted:
    ground.ipv6 = False
    return Planted("首页不能通过 IPv6 打开（没有地址）。", "/", "通过 IPv4 可以打开。", element="no_address")


@defect("ipv6.consistency", "content")
def ipv6_consistency(ground: Ground) -> Planted:
    ground.home_over_ipv6 = Response(
        "<!DOCTYPE html><meta charset=utf-8><title>升级中</title><p>IPv6 站点建设中，请使用 IPv4 访问。</p>".encode()
    )
    return Planted("IPv6 下的首页内容与 IPv4 不同。", ground.place("xw"), "栏目页两种访问一致。", "/", ("/",))


@defect("ipv6.links", "no_ipv6")
def ipv6_links(ground: Ground) -> Planted:
    old, new = ground.under("old"), ground.under("new")
    ground.neighbour(old, "旧版网站", ipv6=False)
    ground.neighbour(new, "专题网站")
    links = "".join(f'<a href="http://{old}/p{i}.html">旧版栏目{i}</a> ' for i in range(1, 40))
    ground.add("/", f'<div class="old">{links}<a href="http://{new}/">专题网站</a></div>')
    return Planted(
        "许多二级链接在没有 IPv6 的主机上。", f"http://{new}/", "这台主机有 IPv6。", f"http://{old}/p1.html", ("/",)
    )


@defect("accessibility.entry", "missing")
def accessibility_entry(ground: Ground) -> Planted:
    entry = ground.column("zz")
    entry.name = "网站声明"
    return Planted("没有无障碍或者适老化入口。", ground.place("dt"), "网站地图不是无障碍入口。", "/", ("/",))


@defect("accessibility.axe", "violation")
def accessibility_axe(ground: Ground) -> Planted:
    path, alike = "/", ground.place("xw")
    ground.add(
        path,
        '<p style="color:#ddd;background:#fff">浅灰色的字</p><img src="/images/xw2.svg" width="60" height="40"><input type="text" name="x">',
    )
    ground.add(alike, '<img src="/images/xw2.svg" alt="" width="60" height="40">')
    return Planted(
        "图片没有替代文字，对比度不足，输入框没有标签。", alike, "装饰图片的替代文字留空，符合要求。", path, (path,)
    )
