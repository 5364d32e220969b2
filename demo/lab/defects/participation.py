"""Defects of consultations, decisions and interaction (意见征集、重大决策、互动交流)."""

from datetime import timedelta

from demo.lab.blocks import Grid, Prose
from demo.lab.content import Content
from demo.lab.contents.consultations import period_of
from demo.lab.contents.interaction import NAMELESS, WAITING
from demo.lab.defects.registry import defect
from demo.lab.defects.touching import adding, all_of, knowing, saying, without_field, without_files
from demo.lab.entries import Entry
from demo.lab.ground import Ground, Planted
from demo.lab.style import chinese_day
from demo.model import AS_OF

LONG_OVER = timedelta(days=65)
"""Since a consultation ended of which everybody expects the result."""


def _call(entry: Entry) -> bool:
    return entry.kind == "consultation"


@defect("consultation.period", "too_short")
def period(ground: Ground) -> Planted:
    entry = ground.take("zj", lambda entry: _call(entry) and "应急" not in entry.title)  # haste would be a reason
    alike = ground.take("zj", _call)
    opens, closes = period_of(ground.desk, entry)
    short = opens + timedelta(days=9)
    for form in (chinese_day, lambda day: f"{day:%Y-%m-%d}", lambda day: f"{day.month}月{day.day}日"):
        ground.rewrite(entry, saying(form(closes), form(short)))
    days = (closes - opens).days + 1
    ground.rewrite(
        entry, all_of(saying(f"期限为{days}日", "期限为10日"), knowing("consultation", closes_on=short, days=10))
    )
    return Planted(
        "征集只有十天。", ground.path(alike), "征集不少于三十天。", ground.path(entry), (ground.path(entry),)
    )


@defect("consultation.materials", "missing")
def materials(ground: Ground) -> Planted:
    entry, alike = ground.take("zj", _call), ground.take("zj", _call)
    ground.rewrite(entry, all_of(without_files, knowing("consultation", has_draft=False, has_explanation=False)))
    return Planted(
        "征集没有附草案和说明。", ground.path(alike), "附有草案。", ground.path(entry), (ground.path(entry),), "draft"
    )


@defect("consultation.feedback", "no_result")
def feedback(ground: Ground) -> Planted:
    entry = ground.take("zj", lambda e: _call(e) and bool(ground.desk.about(e)))
    ground.drop([ground.desk.entry(n) for n in ground.desk.about(entry)])
    if period_of(ground.desk, entry)[1] > AS_OF - LONG_OVER:
        entry.at -= LONG_OVER
    alike = ground.entries("zj")[0]
    return Planted(
        "征集结束后没有结果反馈。",
        ground.path(alike),
        "尚未结束或者刚结束的征集。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("consultation.methods", "too_few")
def methods(ground: Ground) -> Planted:
    entry, alike = ground.take("zj", _call), ground.take("zj", _call)
    ground.rewrite(alike, adding("期间还将召开座谈会、听证会，并到企业实地走访、发放问卷听取意见。"))
    return Planted(
        "没有座谈、听证、走访、问卷等征求意见的形式。",
        ground.path(alike),
        "写有多种形式。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("consultation.interpretation", "missing")
def draft_interpretation(ground: Ground) -> Planted:
    entry, alike = ground.take("zj", _call), ground.take("zj", _call)

    def unexplained(content: Content) -> None:
        content.files = content.files[:1]
        content.facts["consultation"]["has_explanation"] = False

    ground.rewrite(entry, unexplained)
    ground.rewrite(alike, adding("草案解读：草案共五章，主要规定了适用范围、职责分工和保障措施。"))
    return Planted(
        "征集没有草案解读。", ground.path(alike), "附有草案解读。", ground.path(entry), (ground.path(entry),)
    )


@defect("decisions.catalogue", "stage_missing")
def catalogue(ground: Ground) -> Planted:
    entry = ground.entries("jc")[0]

    def cut(content: Content) -> None:
        grid = next(block for block in content.blocks if isinstance(block, Grid))
        grid.rows[1][-1].links = grid.rows[1][-1].links[:1]
        content.facts["decision_item"][0]["stages"] = content.facts["decision_item"][0]["stages"][:1]

    ground.rewrite(entry, cut)
    return Planted(
        "目录里第一项决策只链接到草案。",
        ground.path(entry),
        "其他事项的环节齐全。",
        ground.path(entry),
        (ground.path(entry),),
        "意见征集",
    )


@defect("decisions.attendance", "too_few")
def attendance(ground: Ground) -> Planted:
    rows = ground.entries("hy")
    for entry in rows[1:]:
        entry.at -= timedelta(days=800)
    return Planted(
        "一年内只有一次列席会议。",
        ground.path(rows[0]),
        "这一次有两名以上代表。",
        ground.place("hy"),
        (ground.place("hy"),),
    )


@defect("decisions.evaluation", "missing")
def evaluation(ground: Ground) -> Planted:
    for entry in ground.entries("pj"):
        entry.at -= timedelta(days=800)
        entry.title = entry.title.replace(f"{entry.at.year + 2}年", f"{entry.at.year}年").replace(
            f"{entry.at.year + 3}年", f"{entry.at.year}年"
        )
    return Planted(
        "两年内没有政策评价结果。",
        ground.path(ground.entries("pj")[0]),
        "更早的评价结果。",
        ground.place("pj"),
        (ground.place("pj"),),
    )


@defect("decisions.recruitment", "missing")
def recruitment(ground: Ground) -> Planted:
    entry, call = ground.take("hy"), ground.take("gg")
    alike = ground.take("hy")
    call.title = f"{ground.desk.place.office}关于公开征集列席会议代表的公告（{alike.serial}）"
    call.at = alike.at - timedelta(days=20)
    return Planted(
        "列席会议之前没有公开征集代表。",
        ground.path(alike),
        "会前发布过征集公告。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("interaction.channel", "missing")
def channel(ground: Ground) -> Planted:
    ground.column("hd").menu = False
    ground.column("hd").name = "联系我们"
    return Planted("没有统一的互动交流入口。", ground.place("fw"), "办事服务的统一入口在。", "/", ("/",))


@defect("interaction.messages", "field_missing")
def messages(ground: Ground) -> Planted:
    entry, alike = ground.take("xx"), ground.take("xx")
    entry.form = NAMELESS
    ground.rewrite(entry, all_of(without_field("答复单位"), knowing("message", unit=None)))
    return Planted(
        "留言没有写答复单位。",
        ground.path(alike),
        "四项要素齐全的留言。",
        ground.path(entry),
        (ground.path(entry),),
        "unit",
    )


@defect("interaction.replies", "overdue")
def replies(ground: Ground) -> Planted:
    entry = ground.entries("xx")[-1]
    ground.used.add(entry.number)
    entry.at = min(entry.at, ground.desk.plan.entries[-1].at - timedelta(days=130))
    entry.form = WAITING
    alike = ground.take("xx")
    ground.rewrite(entry, all_of(without_field("答复单位", "答复时间", "答复内容"), saying("已办结", "办理中")))
    ground.rewrite(entry, knowing("message", unit=None, replied_on=None, status="办理中"))
    ground.rewrite(entry, _without_reply)
    return Planted(
        "留言超过三个月没有答复。", ground.path(alike), "几天内答复的留言。", ground.path(entry), (ground.path(entry),)
    )


def _without_reply(content: Content) -> None:
    """In the layout with running text: heading and text of the reply."""
    content.blocks = [
        block for block in content.blocks if not (isinstance(block, Prose) and block.parts[0][1] == "答复内容")
    ]


@defect("interaction.faq", "stale")
def faq(ground: Ground) -> Planted:
    for entry in ground.entries("wd"):
        entry.at -= timedelta(days=900)
    return Planted(
        "常见问题两年多没有更新。", ground.place("xx"), "信箱在更新。", ground.place("wd"), (ground.place("wd"),)
    )


@defect("interaction.open_day", "missing")
def open_day(ground: Ground) -> Planted:
    for entry in ground.entries("kf"):
        entry.at -= timedelta(days=800)
        for year in (2023, 2024, 2025, 2026):
            if f"{year}年" in entry.title:
                entry.title = entry.title.replace(f"{year}年", f"{entry.at.year}年")
                break
    alike = ground.take("yw")
    ground.rewrite(alike, adding("活动期间组织居民参观了图书馆新馆。"))
    return Planted(
        "两年内没有政府开放日活动。",
        ground.path(alike),
        "新闻里的参观不是政府开放日。",
        ground.place("kf"),
        (ground.place("kf"),),
    )
