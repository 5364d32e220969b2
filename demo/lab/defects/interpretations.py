"""Defects of interpretations (政策解读)."""

from datetime import timedelta

from demo.lab.blocks import Prose, Raw
from demo.lab.content import Content
from demo.lab.contents.documents import document as written_document
from demo.lab.contents.interpretations import ASK
from demo.lab.contents.papers import paper_of
from demo.lab.defects.registry import defect
from demo.lab.defects.touching import Change, adding, all_of, knowing, text_only, without_text
from demo.lab.entries import Entry
from demo.lab.ground import Ground, Planted

LATER = 30  # days behind a document after which its interpretation is a further one


def _interpreted(ground: Ground, column: str = "zf") -> Entry:
    """A document with at least one interpretation."""
    return ground.take(
        column, lambda e: bool(ground.desk.about(e)) and paper_of(ground.desk, e).validity.endswith("有效")
    )


def _of(ground: Ground, entry: Entry) -> list[Entry]:
    return [ground.desk.entry(n) for n in ground.desk.about(entry)]


def _own(entry: Entry) -> bool:
    return entry.about is not None


def _in_words(entry: Entry) -> bool:
    return entry.about is not None and entry.form in ("text", "q_and_a", "official", "expert", "press_conference")


@defect("interpretation.coverage", "uninterpreted")
def coverage(ground: Ground) -> Planted:
    entry = _interpreted(ground)
    ground.drop(_of(ground, entry))
    alike = ground.take("bw")
    return Planted(
        "政府文件没有解读。",
        ground.path(alike),
        "部门文件，不在要求解读的范围内。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("interpretation.diversity", "text_only")
def diversity(ground: Ground) -> Planted:
    entries = [e for e in ground.entries("jd") if e.about is not None and e.form not in ("text", "official")]
    for entry in entries[1:]:
        entry.title = f"《{ground.desk.entry(entry.about or 0).name}》文字解读（{entry.serial}）"
        entry.form = "text"
    return Planted(
        "除文字以外的解读形式不到六成。",
        ground.path(entries[0]),
        "这一份是其他形式的解读。",
        ground.place("jd"),
        (ground.place("jd"),),
    )


@defect("interpretation.forms", "too_few")
def forms(ground: Ground) -> Planted:
    entry = max(ground.entries("zf"), key=lambda e: len(ground.desk.about(e)))
    several = _of(ground, entry)
    if len(several) < 2:
        raise ValueError("门户太小，没有多种形式解读的文件，请增加页数")
    ground.used.add(entry.number)
    alike = ground.take("bw")
    ground.drop([e for e in several[1:] if e.number not in ground.used])
    return Planted(
        "文件只有一种形式的解读。",
        ground.path(alike),
        "部门文件，对它没有要求。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("interpretation.links", "no_policy_link")
def links(ground: Ground) -> Planted:
    entry, alike = ground.take("jd", _own), ground.take("jd", lambda e: e.about is None)
    ground.desk.unlinked.add((entry.number, entry.about or 0))
    return Planted(
        "解读没有链接到文件。",
        ground.path(alike),
        "转载的新闻不是本级文件的解读。",
        ground.path(entry),
        (ground.path(entry),),
    )


@defect("interpretation.timeliness", "late")
def timeliness(ground: Ground) -> Planted:
    def early_enough(entry: Entry) -> bool:
        if entry.about is None:
            return False
        other = ground.desk.entry(entry.about)
        newest = ground.desk.plan.entries[-1].at
        return len(ground.desk.about(other)) == 1 and other.at < newest - timedelta(days=75)

    entry, alike = ground.take("jd", early_enough), ground.take("jd", _own)
    entry.at = ground.desk.entry(entry.about or 0).at + timedelta(days=60)
    return Planted(
        "文件印发六十天后才解读。", ground.path(alike), "与文件同步的解读。", ground.path(entry), (ground.path(entry),)
    )


@defect("interpretation.substance", "copied")
def substance(ground: Ground) -> Planted:
    entry, alike = (
        ground.take("jd", lambda e: e.form == "text"),
        ground.take("jd", lambda e: e.form in ("text", "official", "q_and_a")),
    )
    original = written_document(ground.desk, ground.desk.entry(entry.about or 0))
    lines = [
        text
        for block in original.blocks
        if isinstance(block, Prose)
        for kind, text in block.parts
        if kind in ("p", "h")
    ]
    ground.rewrite(entry, all_of(text_only(*lines[1:]), knowing("interpretation", number=None, phone=None)))
    ground.rewrite(entry, _forget("headings"))
    return Planted(
        "解读照抄文件全文。",
        ground.path(alike),
        "引用文件条款并有说明的解读。",
        ground.path(entry),
        (ground.path(entry),),
    )


def _forget(name: str) -> Change:
    def change(content: Content) -> None:
        content.facts["interpretation"].pop(name, None)

    return change


@defect("interpretation.phone", "missing")
def phone(ground: Ground) -> Planted:
    entry, alike = ground.take("jd", _in_words), ground.take("jd", _in_words)
    ground.rewrite(entry, all_of(without_text("政策咨询电话"), knowing("interpretation", phone=None)))
    ground.rewrite(
        alike,
        all_of(
            without_text("政策咨询电话"),
            adding(f"政策咨询电话：{ground.desk.place.phone}"),
            knowing("interpretation", phone=ground.desk.place.phone),
        ),
    )
    return Planted(
        "解读没有政策咨询电话。", ground.path(alike), "有政策咨询电话。", ground.path(entry), (ground.path(entry),)
    )


@defect("interpretation.followup", "missing")
def followup(ground: Ground) -> Planted:
    later = [
        entry
        for entry in ground.entries("jd")
        if entry.about is not None and entry.at > ground.desk.entry(entry.about).at + timedelta(days=LATER)
    ]
    alike = max(ground.entries("zf"), key=lambda e: len(ground.desk.about(e)))
    if not later:
        raise ValueError("门户太小，没有跟踪解读，请增加页数")
    ground.drop([e for e in later if e.number not in ground.used])
    return Planted(
        "文件施行以后没有再次解读。",
        ground.path(alike),
        "印发时用多种形式解读的文件，不是跟踪解读。",
        ground.place("jd"),
        (ground.place("jd"),),
    )


@defect("interpretation.leaders", "missing")
def leaders(ground: Ground) -> Planted:
    official = [e for e in ground.entries("jd") if e.form == "official"]
    if not official:
        raise ValueError("门户太小，没有负责人解读，请增加页数")
    spoken = [
        e for e in ground.entries("jd") if e.form in ("video", "live", "press_conference")
    ]  # by whom, nobody sees
    for entry in official + spoken:
        entry.form, entry.title = (
            "expert",
            f"【专家解读】{ground.desk.entry(entry.about or 0).name}（之{entry.serial}）",
        )
    alike = ground.take("jd", _own)
    return Planted(
        "没有主要负责人解读。",
        ground.path(alike),
        "其他形式的解读不是负责人解读。",
        ground.place("jd"),
        (ground.place("jd"),),
    )


@defect("interpretation.feedback_entry", "missing")
def feedback_entry(ground: Ground) -> Planted:
    entry, alike = ground.take("jd", _own), ground.take("jd", _own)
    ground.rewrite(entry, _without_asking)
    return Planted(
        "解读页没有评论或提问的入口。", ground.path(alike), "有提问入口。", ground.path(entry), (ground.path(entry),)
    )


def _without_asking(content: Content) -> None:
    content.blocks = [block for block in content.blocks if not (isinstance(block, Raw) and ASK in block.markup)]
