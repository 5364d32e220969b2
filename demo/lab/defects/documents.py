"""Defects of documents and of what is built of them (政策文件、公报、规范性文件库)."""

from datetime import timedelta

from demo.lab.blocks import Tiles
from demo.lab.content import Content
from demo.lab.contents.papers import paper_of
from demo.lab.defects.registry import defect
from demo.lab.defects.touching import (
    Change,
    adding,
    all_of,
    knowing,
    saying,
    text_only,
    with_field,
    without_field,
    without_files,
    without_text,
)
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.ground import Ground, Planted
from demo.lab.titles import LICENCES
from demo.model import AS_OF


def _plain(entry: Entry) -> bool:
    return entry.form == "paper"


@defect("documents.elements", "element_missing")
def elements(ground: Ground) -> Planted:
    entry, alike = ground.take("zf", _plain), ground.take("zf", _plain)
    number, label = paper_of(ground.desk, entry).number, ground.desk.style.number_label
    loose = number.replace("〔", "〔 ").replace("〕", " 〕 ").replace("号", " 号")
    gone = all_of(without_field(label), without_text(number), without_text(loose))
    ground.rewrite(entry, all_of(gone, knowing("document", number=None)))
    shown = (ground.path(entry),)
    return Planted("文件没有文号。", ground.path(alike), "要素齐全的文件。", ground.path(entry), shown, "number")


@defect("documents.number", "malformed")
def number(ground: Ground) -> Planted:
    entry, alike = ground.take("zf", _plain), ground.take("zf", _plain)
    right = paper_of(ground.desk, entry).number
    wrong = right.replace("〕", "〕0")
    ground.rewrite(entry, all_of(saying(right, wrong), knowing("document", number=wrong)))
    loose = paper_of(ground.desk, alike).number
    ground.rewrite(alike, saying(loose, loose.replace("〔", "〔 ").replace("〕", " 〕 ")))
    return Planted(
        f"文号写作“{wrong}”，序号前多了零。",
        ground.path(alike),
        "文号中有排版空格，格式正确。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("documents.timeliness", "late")
def timeliness(ground: Ground) -> Planted:
    entry = ground.take("zf", lambda e: _plain(e) and e.serial % 6 != 0 and e.serial % 17 != 0)  # signed in figures
    alike = ground.take("zf", _plain)
    paper = paper_of(ground.desk, entry)
    early = paper.written - timedelta(days=366)
    style = ground.desk.style
    changes = [
        with_field("成文日期", style.say_day(early)),
        saying(
            f"{paper.written.year}年{paper.written.month}月{paper.written.day}日",
            f"{early.year}年{early.month}月{early.day}日",
        ),
    ]
    ground.rewrite(entry, all_of(*changes, knowing("document", written_on=early)))
    return Planted(
        "成文一年以后才公布。", ground.path(alike), "成文后十二天之内公布。", ground.path(entry), (ground.path(entry),)
    )


@defect("documents.marking", "contradicted")
def marking(ground: Ground) -> Planted:
    entry, alike = ground.take("zf", _plain), ground.take("zf", _plain)
    note = paper_of(ground.desk, entry).note
    shown = "依申请公开" if ground.desk.style.note_in_fields else "此件依申请公开"
    ground.rewrite(
        entry,
        all_of(
            saying(note, "此件依申请公开"), with_field("公开属性", "依申请公开"), knowing("document", disclosure=shown)
        ),
    )
    ground.rewrite(alike, adding("申请人可以依申请公开程序查询本文件的办理档案。"))
    return Planted(
        "标着依申请公开的文件在网上全文公开。",
        ground.path(alike),
        "正文谈到依申请公开程序，不是公开属性。",
        ground.path(entry),
        (ground.path(entry),),
        "依申请公开",
    )


@defect("documents.validity", "expired_as_valid")
def validity(ground: Ground) -> Planted:
    entry = next(
        (e for e in ground.entries("zf") + ground.entries("bw") if paper_of(ground.desk, e).validity == "失效"), None
    )
    if entry is None:
        entry = ground.take("zf", _plain)
        ground.rewrite(entry, all_of(adding("本文件有效期至2024年12月31日。"), knowing("document", validity="有效")))
        ground.rewrite(entry, with_field("有效性", "有效"))
    else:
        ground.used.add(entry.number)
        ground.rewrite(
            entry,
            all_of(
                with_field("有效性", "有效"),
                knowing("document", validity="有效" if ground.desk.style.fields_on else None),
            ),
        )
    alike = ground.take("zf", _plain)
    return Planted(
        "有效期已满的文件仍标为有效。",
        ground.path(alike),
        "文件在有效期内。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("documents.library", "incomplete")
def library(ground: Ground) -> Planted:
    rows = ground.desk.plan.of_column[ground.column("gf").id]
    gone = rows.pop(0)
    return Planted(
        "规范性文件库里没有最新的文件。",
        ground.place("gf"),
        "其他文件都在库里。",
        ground.path(ground.desk.entry(gone)),
        (ground.place("gf"),),
    )


@defect("documents.required", "missing")
def required(ground: Ground) -> Planted:
    entry = next((entry for entry in ground.entries("gg") if LICENCES in entry.title), None) or ground.take("gg")
    ground.used.add(entry.number)
    entry.title = f"{ground.desk.place.name}{entry.at.year - 3}年{LICENCES}"
    return Planted(
        "没有本年度的行政许可事项清单，只有三年前的。",
        ground.path(entry),
        "三年前的清单不算本年度的。",
        None,
        (),
        "行政许可事项清单",
    )


@defect("documents.cleanup", "void_unmarked")
def cleanup(ground: Ground) -> Planted:
    notice = ground.take("gg")
    void, alike = (ground.take("zf", lambda entry: _plain(entry) and entry.at < notice.at) for _ in range(2))
    notice.title = f"{ground.desk.place.government}关于公布规范性文件清理结果的公告"
    said = f"决定废止下列文件：《{void.title}》（{paper_of(ground.desk, void).number}）。"
    ground.rewrite(notice, text_only(said, f"继续有效的文件：《{alike.title}》。"))
    ground.rewrite(void, with_field("有效性", "有效"))
    ground.rewrite(void, knowing("document", validity="有效" if ground.desk.style.fields_on else None))
    return Planted(
        "清理结果宣布废止的文件仍标为有效。",
        ground.path(alike),
        "清理结果列为继续有效的文件。",
        ground.path(void),
        (ground.path(void), ground.path(notice)),
    )


@defect("documents.regulations", "outdated")
def regulations(ground: Ground) -> Planted:
    entry, alike = ground.take("zd"), ground.take("zd")
    entry.title = "中华人民共和国政府信息公开条例"
    ground.rewrite(
        entry,
        text_only(
            "2007年4月5日中华人民共和国国务院令第492号公布，自2008年5月1日起施行。",
            "第一条　为了保障公民、法人和其他组织依法获取政府信息，制定本条例。",
        ),
    )
    ground.rewrite(alike, adding("本制度依据2019年修订的条例（国务院令第711号）制定。"))
    return Planted(
        "登载的条例是已被修订的旧文本（第492号令）。",
        ground.path(alike),
        "引用现行条例（第711号令）。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("documents.sync", "not_above")
def sync(ground: Ground) -> Planted:
    entry, alike = ground.take("zf", _plain), ground.take("zf", _plain)
    host = ground.under("wjk")
    ground.neighbour(host, "澜川市文件库", body=f"<ul><li>{alike.title}</li></ul>")
    ground.add(ground.place("zf"), f'<p><a href="http://{host}/">上级文件库</a></p>')
    return Planted(
        "文件没有进入上级文件库。",
        ground.path(alike),
        "这一份在上级文件库里。",
        ground.path(entry),
        (f"http://{host}/",),
    )


@defect("gazette.functions", "no_file")
def gazette_functions(ground: Ground) -> Planted:
    entry = ground.take("gb")
    ground.rewrite(entry, without_files)
    return Planted(
        "一期公报不能下载。",
        ground.path(entry),
        "目录可以阅读，链接到各文件。",
        ground.path(entry),
        (ground.path(entry),),
        "download",
    )


@defect("gazette.freshness", "stale")
def gazette_freshness(ground: Ground) -> Planted:
    for entry in ground.entries("gb"):
        entry.at = entry.at.replace(year=entry.at.year - 2, day=min(entry.at.day, 28))
        entry.title = entry.title.replace(f"{entry.at.year + 2}年", f"{entry.at.year}年")
    return Planted(
        "公报最新一期是两年前的。",
        ground.path(ground.entries("gb")[0]),
        "往期公报本来就旧。",
        ground.place("gb"),
        (ground.place("gb"),),
    )


@defect("gazette.coverage", "not_printed")
def gazette_coverage(ground: Ground) -> Planted:
    issues = sorted(issue.at for issue in ground.entries("gb"))
    # The newest issue may not print the newest papers. Where a stale gazette was planted as well, every paper is newer than its issues.
    closed = issues[-2:][0] if issues[-1].year >= AS_OF.year - 1 else max(entry.at for entry in ground.entries("zf"))
    entry = ground.take("zf", lambda entry: _plain(entry) and entry.at <= closed)
    rows = ground.desk.plan.of_column["zf"]
    alike = ground.desk.entry(next(n for n in rows if n != entry.number))
    for issue in ground.entries("gb"):
        ground.rewrite(issue, _without_link(ground.desk, entry))
    return Planted(
        "文件没有刊登在任何一期公报上。",
        ground.path(alike),
        "刊登在公报上的文件。",
        ground.path(entry),
        (ground.place("gb"),),
    )


def _without_link(desk: Desk, entry: Entry) -> Change:
    def change(content: Content) -> None:
        for block in content.blocks:
            if isinstance(block, Tiles):
                block.links = [link for link in block.links if link[1] != desk.path(entry)]

    return change


@defect("policy.platforms", "not_shared")
def platforms(ground: Ground) -> Planted:
    entry, alike = ground.take("hq"), ground.take("hq")
    host = ground.under("huiqi")
    ground.neighbour(host, "惠企政策平台", body=f"<ul><li>{alike.title}</li></ul>")
    ground.add(ground.place("hq"), f'<p><a href="http://{host}/">惠企政策平台</a></p>')
    return Planted(
        "惠企政策没有同步到平台。", ground.path(alike), "这一条平台上也有。", ground.path(entry), (f"http://{host}/",)
    )


@defect("services.guides", "element_missing")
def guides(ground: Ground) -> Planted:
    entry, alike = ground.take("bs"), ground.take("bs")
    ground.rewrite(entry, without_field("办理流程", "办理期限"))

    def know(content: Content) -> None:
        facts = content.facts["service_guide"]
        facts["elements"] = [name for name in facts["elements"] if name not in ("process", "time_limit")]

    ground.rewrite(entry, know)
    ground.rewrite(alike, with_field("收费标准", "不收费"))
    return Planted(
        "办事指南没有办理流程和期限。",
        ground.path(alike),
        "写明不收费，要素齐全。",
        ground.path(entry),
        (ground.path(entry),),
        "process",
    )
