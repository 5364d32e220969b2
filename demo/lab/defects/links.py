"""Defects of links and of freshness (链接、更新)."""

from datetime import datetime, timedelta

from demo.lab.defects.registry import defect
from demo.lab.defects.touching import adding
from demo.lab.entries import Entry
from demo.lab.ground import Ground, Planted
from demo.model import Response


@defect("links.homepage", "dead")
def homepage(ground: Ground) -> Planted:
    ground.add("/", '<a href="/bszx/index9.html">办事中心</a> <!-- <a href="/old2018/">旧版</a> -->')
    return Planted(
        "首页链接“办事中心”打不开。", "/old2018/", "注释里的链接访客看不到。", "/bszx/index9.html", ("/",), "not_found"
    )


@defect("links.site", "dead")
def site(ground: Ground) -> Planted:
    path, alike = ground.path(ground.take("gg")), ground.path(ground.take("gg"))
    ground.extra["/guarded/list.html"] = Response("访问受限".encode(), "text/html; charset=utf-8", 403)
    ground.add(path, '<p><img src="/images/none2023.jpg" alt="现场" width="300" height="200"></p>')
    ground.add(alike, '<p><a href="/guarded/list.html">内部名单</a></p>')
    return Planted(
        "文章里的图片打不开。",
        "/guarded/list.html",
        "返回 403，属于被拦截，不算断链。",
        "/images/none2023.jpg",
        (path,),
        "not_found",
    )


@defect("links.wrong", "internal_address")
def wrong(ground: Ground) -> Planted:
    path, alike = ground.path(ground.take("gg")), ground.path(ground.take("gg"))
    ground.add(path, '<p>详见<a href="http://192.168.10.8:8080/oa/notice.jsp?id=7">附表</a></p>')
    ground.add(alike, '<p><a href="javascript:window.print()">打印本页</a> <a href="#container">返回顶部</a></p>')
    return Planted(
        "链接指向内网地址。",
        alike,
        "打印和返回顶部是页面功能。",
        "http://192.168.10.8:8080/oa/notice.jsp?id=7",
        (path,),
    )


@defect("links.external", "parked")
def external(ground: Ground) -> Planted:
    ground.neighbour(
        "www.dong-fang-lvyou99.com", "域名出售", body="<p>此域名正在出售，欢迎联系购买。棋牌 彩票 平台</p>"
    )
    ground.neighbour("www.yunling-daily99.com", "云陵日报", body="<p>云陵日报社主办的新闻网站。</p>")
    path = ground.path(ground.take("yw"))
    ground.add(path, '<p><a href="http://www.dong-fang-lvyou99.com/">旅游网</a></p>')
    ground.add("/", '<a href="http://www.yunling-daily99.com/">云陵日报</a>')
    return Planted(
        "外链的域名已被他人出售、变成广告。",
        "http://www.yunling-daily99.com/",
        "外链是正常的新闻网站。",
        "http://www.dong-fang-lvyou99.com/",
        (path,),
    )


@defect("links.attachments", "wrong_type")
def attachments(ground: Ground) -> Planted:
    path, alike = ground.path(ground.take("gg")), ground.path(ground.take("gg"))
    ground.extra["/upload/fj1.pdf"] = Response("<html><body>文件已转移</body></html>".encode(), "application/pdf")
    ground.extra["/upload/fj2.pdf"] = Response(
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n", "application/pdf"
    )
    ground.add(path, '<p>附件：<a href="/upload/fj1.pdf">申报表.pdf</a></p>')
    ground.add(alike, '<p>附件：<a href="/upload/fj2.pdf">空白表.pdf</a></p>')
    return Planted("附件后缀是 PDF，内容却是网页。", "/upload/fj2.pdf", "附件确是 PDF。", "/upload/fj1.pdf", (path,))


def _age(entries: list[Entry], newest_before: datetime) -> None:
    """Move entries back so that the newest lies before a day; their order stays."""
    latest = max(entry.at for entry in entries)
    for entry in entries:
        entry.at -= max(latest - newest_before, timedelta(0))
        while entry.at.weekday() > 4:
            entry.at -= timedelta(days=1)


def _latest(ground: Ground) -> datetime:
    return max(entry.at for entry in ground.desk.plan.entries)


@defect("freshness.homepage", "stale")
def home_stale(ground: Ground) -> Planted:
    shown = ("yw", "gg", "bm", "xz", "zf", "jd", "zj", "xx", "bs")
    before = _latest(ground) - timedelta(days=25)
    for column in shown:
        if column in ground.desk.tree:
            _age(ground.entries(column), before)
    return Planted(
        "首页各版块的最新内容都早于十四天。", ground.place("zt0"), "专题里还有新内容，但不在首页。", "/", ("/",)
    )


@defect("freshness.columns", "stale")
def column_stale(ground: Ground) -> Planted:
    ground.column("bm").name = "部门动态"  # 部门信息 does not say that it is one of news
    _age(ground.entries("bm"), _latest(ground) - timedelta(days=40))
    return Planted(
        "动态类栏目超过十四天没有更新。",
        ground.place("gh"),
        "规划类栏目不按十四天要求。",
        ground.place("bm"),
        (ground.place("bm"),),
    )


@defect("freshness.blank", "blank")
def blank(ground: Ground) -> Planted:
    ground.drop(ground.entries("rs"))
    ground.drop(ground.entries("xm")[1:])
    return Planted(
        "栏目没有任何内容。",
        ground.place("xm"),
        "只有一条内容的栏目不是空白。",
        ground.place("rs"),
        (ground.place("rs"),),
    )


@defect("freshness.dated", "future")
def dated(ground: Ground) -> Planted:
    entry, alike = ground.take("gg"), ground.take("gg")
    entry.at = _latest(ground) + timedelta(days=2000)  # later than any day on which the lab is played
    ground.rewrite(alike, adding("本通知所列活动将于2027年6月1日举行。"))
    return Planted(
        "发布日期在将来。",
        ground.path(alike),
        "正文提到的将来日期不是发布日期。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("freshness.reposts", "missing")
def reposts(ground: Ground) -> Planted:
    _age(ground.entries("sj"), _latest(ground) - timedelta(days=300))
    return Planted(
        "很久没有转载上级政府信息。", ground.place("yw"), "本级动态在更新。", ground.place("sj"), (ground.place("sj"),)
    )


@defect("content.fake_dates", "contradicted")
def fake_dates(ground: Ground) -> Planted:
    """An old serial number under a new date."""
    entries = ground.entries("gg")
    entry = entries[-1]
    ground.used.add(entry.number)
    entry.at = max(e.at for e in entries) - timedelta(minutes=30)
    alike = ground.take("gg")
    return Planted(
        "编号最旧的文章标着最新的日期。",
        ground.path(alike),
        "日期与编号次序一致。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("content.privacy", "identity_number")
def privacy(ground: Ground) -> Planted:
    entry, alike = ground.take("gg"), ground.take("gg")
    ground.rewrite(entry, adding("名单：茗某某，身份证号码990123196807150023，联系电话13900000000。"))
    ground.rewrite(alike, adding("名单：茗某某，身份证号码990123********0023，统一社会信用代码91990123MA00000000。"))
    return Planted(
        "页面露出完整的身份证号码。",
        ground.path(alike),
        "号码已经遮掩。",
        ground.path(entry),
        (ground.path(entry),),
        "identity_number",
    )


@defect("content.wording", "wrong_word")
def wording(ground: Ground) -> Planted:
    entry, alike = ground.take("yw"), ground.take("yw")
    ground.rewrite(entry, adding("各单位要认真按装部署，坚持以人民为忠心。"))
    ground.rewrite(alike, adding("会议纠正了有人把“部署”写成“布署”的做法。"))
    return Planted(
        "正文有错别字（按装、忠心）。",
        ground.path(alike),
        "引号里举例说明的错字。",
        ground.path(entry),
        (ground.path(entry),),
        "按装",
    )


@defect("evidence.search", "none_found")
def evidence(ground: Ground) -> Planted:
    entry = ground.take("gg")
    ground.rewrite(entry, adding("年内举办政务公开业务培训两期，培训一百二十人次。"))
    return Planted("没有任何页面谈到政府开放式展厅。", ground.path(entry), "有一页写到政务公开业务培训。", None)
