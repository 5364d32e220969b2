"""Columns a clause names (专栏): present, filled, fresh, holding what the clause asks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page, cite_page_of
from checks.column_search import LONGEST_LABEL, bare, columns_called
from checks.columns.named_column import Flaw, Judged, Wanted, evidence_of, judge
from checks.columns.other_sites import on_other_sites
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.named_items import Item
from checks.options import AnyPeriod, MaxAge, PerUnit
from checks.outcomes import Outcome, Reason, Severity
from checks.places import CLICKABLE
from checks.titles import titles_of
from portal.markup.visibility import menu_is_unseen
from portal.states import LIST_KINDS, Worded
from portal.storage.snapshot import Snapshot

# Columns in whose menus a named one may stand unseen.
UMBRELLAS = re.compile(
    r"^(?:(?:政府)?信息|政务)公开(?:专栏|目录)?$|法定主动公开内容|主动公开目录|重点领域(?:信息)?公开$|专题|专栏$|^(?:办事|政务|便民)服务$"
    r"|^(?:互动交流|政民互动)$"
)
NEAR_SHOWN = 3


class Needed(Worded):
    """How many of the columns must be there."""

    ALL = "all", "全部"
    ANY = "any", "任意一个"


class ColumnPlace(Worded):
    """Where a column's entry must stand."""

    HOME = "home", "首页"
    ANYWHERE = "anywhere", "网站任意位置"


class RequiredParameters(Parameters):
    """Which columns, where, and what they hold."""

    items: tuple[Item, ...] = Field(
        min_length=1, title="应有栏目", description="columns by name, each with the parts it must hold"
    )
    mode: Needed = Field(default=Needed.ALL, title="具备方式", description="all of them, or any one")
    not_empty: bool = Field(default=True, title="栏目不能空白", description="each has content")
    max_age_days: MaxAge = None
    place: ColumnPlace = Field(
        default=ColumnPlace.ANYWHERE, title="入口位置", description="where the entry of each must stand"
    )
    period: AnyPeriod = Field(
        default=None, title="内容时段", description="each must hold content of this time; none: of any time"
    )
    per_unit: PerUnit = False


@check(
    "columns.required",
    parameters=RequiredParameters,
    worst=Severity.MAJOR,
    kinds={
        "missing": Kind("没有规定的栏目", Severity.MAJOR),
        "dead": Kind("规定的栏目打不开", Severity.MAJOR),
        "empty": Kind("规定的栏目没有内容", Severity.MAJOR),
        "stale": Kind("规定的栏目超过期限没有更新", Severity.MINOR),
        "not_in_period": Kind("规定的栏目没有检查时段的内容", Severity.MINOR, may_come=True),
        "part_missing": Kind("栏目缺少要求的部分", Severity.MINOR),
        "not_on_home": Kind("首页没有栏目入口", Severity.MINOR),
        "doubtful": Kind("栏目要由人核实", Severity.INFO),
    },
    texts=Texts(
        title="规定的栏目齐全",
        required="条款点名的栏目都已设置，能打开，有内容，包含要求的部分并按期更新。",
        method="按名称和别名在栏目、导航和首页中查找，打开后看内容、最近日期和要求的部分；只找到相近名称的列出，请人工确认。",
        basis="各年度政务公开工作要点；国办秘函〔2019〕19号",
        remedy="设置缺少的栏目，补齐内容；已有而名称不同的改用规定名称。",
        effort="中",
    ),
)
def required(snapshot: Snapshot, parameters: RequiredParameters, context: Context) -> Assessment:
    """Named columns are there, filled, fresh and hold what they must.

    Inputs: the column tree, menus and home page, what each column and those below it hold with titles and dates. A column is found under its name
    or one of `any_of`; where several bear it, the best one counts; `contains` is looked for in names of columns below it, in titles and in the
    column's own text. Fails when a column is missing from a site read in full, dead, empty although `not_empty` asks content, older than
    `max_age_days` or its item's own limit, without content of `period`, without an entry on the home page where `place` asks it, or lacks a part
    that stands nowhere on the site; with mode `any` only when every column fails; with `per_unit` the items of one unit make one finding.
    Review for near names, columns on another site, parts found elsewhere, undated content, and where menus or columns were not read.
    Unknown where no page was read. Serves 国办秘函〔2019〕19号 发布解读 and yearly documents.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    unseen = Gap("首页导航由脚本生成", Reason.NO_BROWSER) if menu_is_unseen(home, snapshot.links(home.id)) else None
    missed = gap(snapshot, UMBRELLAS) or unseen
    answers = [_answer(snapshot, item, parameters, context, missed) for item in parameters.items]
    if parameters.mode is Needed.ANY:
        answers = _any_of(answers)
    findings = [finding for answer in answers for finding in answer.findings]
    if parameters.per_unit:
        findings = list(_by_unit(answers))
    outcome = Outcome.worst(answer.outcome for answer in answers)
    return Assessment(outcome, _reason(parameters, answers), _measured(parameters, answers), tuple(findings))


@dataclass
class Answer:
    """What became of one item."""

    item: Item
    outcome: Outcome
    findings: list[Finding] = field(default_factory=list)
    judged: Judged | None = None


def _answer(
    snapshot: Snapshot, item: Item, parameters: RequiredParameters, context: Context, missed: Gap | None
) -> Answer:
    wanted = Wanted(
        parameters.not_empty,
        item.max_age_days or parameters.max_age_days,
        parameters.period.days(context.as_of, context.year) if parameters.period else None,
        item.contains,
        context.as_of,
    )
    found = columns_called(snapshot, item)
    exact = [judge(snapshot, each, wanted) for each in found if each.exact]
    near = [each for each in found if not each.exact]
    if not exact:
        candidates = [(each.name, evidence_of(snapshot, each)) for each in near]
        candidates = candidates or _titled(snapshot, item) or on_other_sites(snapshot, item)
        return _absent(snapshot, item, candidates, missed)
    best = min(
        exact, key=lambda each: (each.fails, len(each.flaws), len(each.found.column.path) if each.found.column else 9)
    )
    flaws = [*best.flaws, *_entry(snapshot, item, parameters.place)]
    if best.fails and any(judge(snapshot, each, wanted).is_good for each in near):
        names = "、".join(f"“{each.name}”" for each in near[:NEAR_SHOWN])
        flaws = [
            Flaw(flaw.kind, f"{flaw.message.rstrip('。')}；另有{names}，需人工确认。", False, flaw.element)
            for flaw in flaws
        ]
    findings = [_finding(item, flaw, best.found.url, evidence_of(snapshot, best.found)) for flaw in flaws]
    return Answer(item, _outcome(flaws), findings, best)


def _outcome(flaws: list[Flaw]) -> Outcome:
    if any(flaw.sure for flaw in flaws):
        return Outcome.FAIL
    return Outcome.REVIEW if flaws else Outcome.PASS


def _finding(item: Item, flaw: Flaw, subject: str, evidence: tuple[Evidence, ...]) -> Finding:
    weight = Severity.MAJOR if flaw.kind in ("missing", "dead", "empty") else Severity.MINOR
    words = flaw.message if item.name in flaw.message else f"“{item.name}”：{flaw.message}"
    element = f"{item.name} {flaw.element}".strip()
    return Finding(flaw.kind, words, weight if flaw.sure else Severity.INFO, subject, element, evidence=evidence)


def _absent(
    snapshot: Snapshot, item: Item, candidates: list[tuple[str, tuple[Evidence, ...]]], missed: Gap | None
) -> Answer:
    """No column of the name: near names are for a person, and so is a site not read in full."""
    home = snapshot.home()
    own: tuple[Evidence, ...] = (cite_page(home),) if home else ()
    if candidates:
        shown = candidates[:NEAR_SHOWN]
        names = "、".join(f"“{name}”" for name in dict.fromkeys(name for name, _ in shown))
        flaw = Flaw("doubtful", f"没有名为“{item.name}”的栏目，名称相近的有{names}，需人工确认。", sure=False)
        evidence = tuple(each for _, cited in shown for each in cited) or own
    elif missed:
        flaw = Flaw("missing", f"没有找到名为“{item.name}”的栏目；{missed.words}，需人工核实。", sure=False)
        evidence = own
    else:
        flaw = Flaw("missing", f"没有名为“{item.name}”的栏目。")
        evidence = own
    return Answer(item, _outcome([flaw]), [_finding(item, flaw, "", evidence)])


def _titled(snapshot: Snapshot, item: Item) -> list[tuple[str, tuple[Evidence, ...]]]:
    """Pages and files of exactly such a title, and gathering pages of a title that holds it: the column may be one of them."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for name in (item.name, *item.any_of):
        for each in snapshot.once(titles_of).holding(name):
            own = bare(each.title)
            if own == bare(name) or (each.kind in LIST_KINDS and len(own) <= LONGEST_LABEL):
                found.setdefault(each.title, cite_page_of(snapshot, each.page_id, each.title, each.url))
    return list(found.items())[:NEAR_SHOWN]


def _entry(snapshot: Snapshot, item: Item, place: ColumnPlace) -> Iterator[Flaw]:
    """Whether the home page leads to it by its name, where that is asked."""
    home = snapshot.home()
    if place is not ColumnPlace.HOME or home is None:
        return
    names = {bare(name) for name in (item.name, *item.any_of)}
    labels = {bare(link.label) for link in snapshot.links(home.id) if link.element in CLICKABLE and link.url}
    if labels & names:
        return
    near = any(name in label for name in names for label in labels)
    unsure = near or home.hollow or menu_is_unseen(home, snapshot.links(home.id))
    doubt = "，可能由脚本生成或用了相近的名称，需人工核实" if unsure else ""
    yield Flaw("not_on_home", f"首页没有“{item.name}”的入口{doubt}。", sure=not unsure)


def _any_of(answers: list[Answer]) -> list[Answer]:
    """One good column is enough; else what may be good is for a person, and only all of them failing fails."""
    good = [answer for answer in answers if answer.outcome is Outcome.PASS]
    return good[:1] or [answer for answer in answers if answer.outcome is not Outcome.FAIL] or answers


def _by_unit(answers: Iterable[Answer]) -> Iterator[Finding]:
    """One finding for each unit and weight; items without a unit stay by themselves."""
    units: dict[tuple[str, bool], list[Finding]] = {}
    for answer in answers:
        for finding in answer.findings:
            key = (answer.item.unit or answer.item.name, finding.severity is Severity.INFO)
            units.setdefault(key, []).append(finding)
    for (unit, _), found in units.items():
        first = found[0]
        words = f"{unit}：" + "；".join(finding.message.rstrip("。") for finding in found) + "。"
        evidence = tuple(each for finding in found for each in finding.evidence)
        yield Finding(first.kind, words, first.severity, first.subject, unit, evidence=evidence)


def _reason(parameters: RequiredParameters, answers: list[Answer]) -> str:
    faulty = [answer.item.name for answer in answers if answer.outcome is Outcome.FAIL]
    unsure = [answer.item.name for answer in answers if answer.outcome is Outcome.REVIEW]
    if faulty:
        return f"规定的栏目中，{'、'.join(f'“{name}”' for name in faulty)}缺少或不合要求。"
    if unsure:
        return f"{'、'.join(f'“{name}”' for name in unsure)}需人工核实。"
    return (
        f"规定的 {len(parameters.items)} 个栏目合乎要求。"
        if len(answers) == len(parameters.items)
        else "有符合要求的栏目。"
    )


def _measured(parameters: RequiredParameters, answers: list[Answer]) -> dict[str, int | str]:
    good = sum(answer.outcome is Outcome.PASS for answer in answers)
    days = [answer.judged.newest for answer in answers if answer.judged and answer.judged.newest]
    newest = {"newest": max(days).isoformat()} if days else {}
    return {"required": 1 if parameters.mode is Needed.ANY else len(parameters.items), "good": good, **newest}
