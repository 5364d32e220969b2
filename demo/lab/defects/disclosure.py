"""Defects of the disclosure column (政府信息公开专栏)."""

from demo.lab.blocks import Grid, Prose
from demo.lab.content import Content
from demo.lab.defects.registry import defect
from demo.lab.defects.touching import adding, all_of, without_text
from demo.lab.ground import Ground, Planted
from demo.lab.page import LabPage


@defect("disclosure.entry", "misnamed")
def entry(ground: Ground) -> Planted:
    ground.column("xxgk").name = "信息公开"
    return Planted(
        "首页入口写作“信息公开”。", ground.place("zn"), "指南的名称正确。", ground.place("xxgk"), ("/",), "信息公开"
    )


@defect("disclosure.sections", "part_misnamed")
def sections(ground: Ground) -> Planted:
    ground.column("zn").name = "信息公开指南"
    return Planted(
        "四个部分之一写作“信息公开指南”。",
        ground.place("nb"),
        "年报的两种名称都正确。",
        ground.place("zn"),
        (ground.place("xxgk"),),
        "信息公开指南",
    )


def _on_single(ground: Ground, column: str, words: str) -> None:
    def change(page: LabPage) -> None:
        for block in page.blocks:
            if isinstance(block, Prose):
                block.parts = [part for part in block.parts if words not in part[1]]

    ground.edits.page(ground.place(column), change)


def _without_internet(page: LabPage) -> None:
    page.facts["disclosure_guide"]["elements"].remove("online")


@defect("disclosure.guide", "element_missing")
def guide(ground: Ground) -> Planted:
    _on_single(ground, "zn", "电子邮箱")
    ground.edits.page(ground.place("zn"), _without_internet)
    return Planted(
        "指南没有写互联网联系方式。",
        ground.place("zn"),
        "指南写有受理机构、地址、电话、传真和办公时间。",
        ground.place("zn"),
        (ground.place("zn"),),
        "internet",
    )


@defect("disclosure.system", "news_among")
def system(ground: Ground) -> Planted:
    news = ground.take("yw")
    ground.desk.plan.of_column["yw"].remove(news.number)
    ground.desk.plan.of_column["zd"].insert(0, news.number)
    news.column = "zd"
    rule = ground.take("zd", lambda e: e.kind == "system")
    return Planted(
        "制度栏目里放着一条新闻。", ground.path(rule), "制度文件。", ground.path(news), (ground.place("zd"),)
    )


@defect("disclosure.statutory", "item_missing")
def statutory(ground: Ground) -> Planted:
    ground.drop(ground.entries("sf"))
    return Planted(
        "行政事业性收费一项没有内容。",
        ground.place("cg"),
        "政府采购一项有内容。",
        ground.place("sf"),
        (ground.place("sf"),),
        "行政事业性收费",
    )


@defect("disclosure.annual_reports", "unbalanced")
def annual_reports(ground: Ground) -> Planted:
    chosen = ground.take("nb", lambda e: e.issuer == 0)

    def unbalance(content: Content) -> None:
        grid = next(block for block in content.blocks if isinstance(block, Grid) and block.name == "t2")
        cell = grid.rows[3][-1]
        cell.text = str(int(cell.text) + 3)
        figures = content.figures or {}
        figures["2/一、本年新收政府信息公开申请数量/总计"] += 3

    ground.rewrite(chosen, unbalance)
    alike = ground.take("nb", lambda e: e.issuer == 0)
    return Planted(
        "年报表格的总计与各列之和不符。",
        ground.path(alike),
        "表格平衡的年报。",
        ground.path(chosen),
        (ground.path(chosen),),
        str(chosen.nth),
    )


@defect("disclosure.application", "field_missing")
def application(ground: Ground) -> Planted:
    path = ground.place("sq")

    def change(page: LabPage) -> None:
        for block in page.blocks:
            if type(block).__name__ == "Form":
                block.labels = block.labels[:2]  # type: ignore[union-attr]

    ground.edits.page(path, change)
    return Planted("申请表不问所需信息和获取方式。", "/search", "搜索框不是申请表。", path, (path,), "content")


@defect("disclosure.catalogue", "field_uncovered")
def catalogue(ground: Ground) -> Planted:
    path = ground.place("ml")

    def change(page: LabPage) -> None:
        grid = next(block for block in page.blocks if isinstance(block, Grid))
        grid.rows = [row for row in grid.rows if row[1].text not in ("户籍管理", "税收管理")]

    ground.edits.page(path, change)
    return Planted("标准目录少两个领域。", path, "其余二十四个领域在。", path, (path,), "户籍管理")


@defect("disclosure.hygiene", "misplaced")
def hygiene(ground: Ground) -> Planted:
    moved = ground.take("bm")
    ground.desk.plan.of_column["bm"].remove(moved.number)
    ground.desk.plan.of_column["nb"].insert(1, moved.number)
    moved.column = "nb"
    alike = ground.take("nb", lambda e: e.kind == "report" and e.number != moved.number)
    return Planted("年报栏目里混入部门动态。", ground.path(alike), "年报。", ground.path(moved), (ground.place("nb"),))


@defect("disclosure.units", "unit_missing")
def units(ground: Ground) -> Planted:
    chosen = ground.entries("jg")[-1]
    ground.drop([chosen])
    alike = ground.entries("jg")[0]
    return Planted(
        f"{chosen.title}没有自己的公开页面。",
        ground.path(alike),
        "另一部门的页面在。",
        ground.place("jg"),
        (ground.place("jg"),),
        chosen.title,
    )


@defect("fiscal.coverage", "unit_missing")
def fiscal(ground: Ground) -> Planted:
    newest = max(ground.entries("cz"), key=lambda entry: entry.at)
    unit = newest.title.partition("20")[0]
    gone = [e for e in ground.entries("cz") if e.title.startswith(unit)]
    kept = [e for e in ground.entries("cz") if e not in gone]
    ground.drop(gone if kept else gone[:-1])
    return Planted(
        f"{unit}没有公开预算和决算。",
        ground.path((kept or gone)[-1]),
        "另一部门的预决算在。",
        ground.place("cz"),
        (ground.place("cz"),),
        unit,
    )


@defect("enterprises.platforms", "channel_missing")
def enterprises(ground: Ground) -> Planted:
    chosen = ground.take("qs")
    body = chosen.title.partition("信息公开")[0]
    alike = ground.take("qs", lambda entry: not entry.title.startswith(body))
    for entry in ground.entries("qs"):
        if entry.title.startswith(body):  # none of the body's lists tells it
            ground.rewrite(entry, all_of(without_text("投诉渠道"), adding("公开内容包括收费标准和服务流程。")))
    return Planted(
        "公共企事业单位没有公布投诉渠道和期限。",
        ground.path(alike),
        "写有投诉渠道和期限。",
        ground.path(chosen),
        (ground.path(chosen),),
    )


@defect("commitments.progress", "part_missing")
def commitments(ground: Ground) -> Planted:
    chosen, alike = ground.take("rw"), ground.take("rw")

    def cut(content: Content) -> None:
        prose = next(block for block in content.blocks if isinstance(block, Prose))
        heads = {"任务分工", "工作计划", "落实措施"}  # without 进展情况, nor a sentence that may be taken for it
        prose.parts = [(kind, text if text in heads else "由牵头单位负责。") for kind, text in prose.parts[:6]]

    chosen.title = chosen.title.replace("进展情况", "责任分解")  # a title that says so would promise it
    ground.rewrite(chosen, cut)
    return Planted(
        "重点任务没有进展情况。",
        ground.path(alike),
        "分工、计划、措施、进展都有。",
        ground.path(chosen),
        (ground.path(chosen),),
        "进展情况",
    )


@defect("columns.required", "missing")
def required(ground: Ground) -> Planted:
    ground.column("hq").name = "政策超市"
    return Planted(
        "没有名为“惠企政策”的栏目。",
        ground.place("bs"),
        "办事指南栏目在。",
        "/",
        ("/",),
        "惠企政策",
    )
