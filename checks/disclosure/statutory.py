"""The statutory content (法定主动公开内容): a column, content and freshness for each item."""

from dataclasses import dataclass

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.column_content import rows_of
from checks.column_search import EMPTY_FILLS, FoundColumn, bare, columns_called
from checks.completeness import UNREAD, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.disclosure.statutory_items import StatutoryItem
from checks.disclosure.statutory_names import MIXED, owed_at, parts_without, usual_names
from checks.options import MaxAge
from checks.outcomes import Outcome, Reason, Severity
from checks.shares import Share
from portal.facts import Page
from portal.site import SiteKind
from portal.states import CONTENT_KINDS, Fill
from portal.storage.snapshot import Snapshot

FILLED = (Fill.FILLED, Fill.ARTICLE, Fill.LINKS_OUT)
TELLING = 4  # characters of a usual name that also tell inside a longer one
CANDIDATES = 3  # columns named where none is sure


class StatutoryParameters(Parameters):
    """Which items, how fresh, and how many of them."""

    items: tuple[StatutoryItem, ...] = Field(
        default=(),
        title="法定公开事项",
        description="items of articles 20 and 21; empty: all that the level of the site owes",
    )
    max_age_days: MaxAge = None
    min_rate: float = Field(
        default=1.0, ge=0, le=1, title="有内容的比例", description="share of the items that must have content"
    )


@check(
    "disclosure.statutory",
    parameters=StatutoryParameters,
    worst=Severity.MAJOR,
    kinds={
        "item_missing": Kind("法定公开事项没有内容", Severity.MAJOR),
        "item_unnamed": Kind("没有找到法定公开事项的惯用栏目", Severity.INFO),
        "item_partial": Kind("法定公开事项只找到一部分栏目", Severity.INFO),
        "item_unread": Kind("法定公开事项的栏目没有读到", Severity.INFO),
        "item_old": Kind("法定公开事项较长时间没有更新", Severity.INFO),
    },
    texts=Texts(
        title="法定公开事项有内容",
        required="条例第二十条、第二十一条所列事项在法定主动公开内容中各有栏目和内容，并按时更新。",
        method="按惯用的栏目名称给每一事项找栏目，看有没有内容、最近何时更新；一项包含几方面的，各方面都要有栏目；名称对不上的列出相近栏目，请人工确认。",
        basis="《政府信息公开条例》第十九条至第二十一条",
        remedy="按事项补设栏目、补齐内容；确无此项职能的在栏目中说明。",
        effort="大",
    ),
)
def statutory(snapshot: Snapshot, parameters: StatutoryParameters, context: Context) -> Assessment:
    """Each statutory item has a column with content, fresh where a figure says how.

    Inputs: columns of the whole site and links named like columns, matched to items by the names usual for them; what each holds; its newest
    date. An item has content when one of its columns has, or when texts name such a column whose list is drawn by script in their breadcrumb;
    one that speaks of several matters, when a column is for all of them or each has one. Fails when the share of items whose columns were all
    read and are empty brings the rest below `min_rate`, on a government's portal only. Review where no column bears a usual name or a matter
    of an item has none, where a column for prices and fees has rows on prices alone, where the column is empty but the item may not concern
    the unit (any site but a portal), where it stands on another site or was not read, where the crawl is incomplete, and for `max_age_days`
    passed. Unknown where `items` is empty and the site's level is not stated. Serves 条例 art. 19, 20, 21.
    """
    if not parameters.items and context.level is None:
        return unknown(Reason.LEVEL_NOT_STATED)
    if snapshot.home() is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    items = parameters.items or (owed_at(context.level) if context.level else ())
    states = [_state(snapshot, item, context) for item in items]
    share = Share(
        good=sum(state.kind is None for state in states),
        bad=sum(state.kind == "item_missing" for state in states),
        doubtful=sum(state.kind in ("item_unnamed", "item_unread", "item_partial") for state in states),
    )
    old = [state for state in states if state.kind is None and _is_old(state, parameters.max_age_days, context)]
    missed = gap(snapshot)
    words = f"{share.total} 项法定公开事项，{share.good} 项有内容"
    outcome, reason, code = share.verdict(words, parameters.min_rate, missed)
    if outcome is Outcome.PASS and old:
        outcome, reason = Outcome.REVIEW, f"{words}；{len(old)} 项较长时间没有更新，需人工核实。"
    sure = outcome is Outcome.FAIL or (outcome is Outcome.PASS and share.bad > 0)
    findings = [_finding(snapshot, state, sure=sure) for state in states if state.kind]
    findings += [_old(snapshot, state) for state in old]
    measured = {
        "items": share.total,
        "filled": share.good,
        "empty": share.bad,
        "undecided": share.doubtful,
        "rate": share.rate,
    }
    return Assessment(outcome, reason, measured, tuple(findings), code)


@dataclass(frozen=True)
class ItemState:
    """What the site has for an item: `kind` of finding (None: content), and the columns it was read from."""

    item: StatutoryItem
    kind: str | None
    words: str = ""
    columns: tuple[FoundColumn, ...] = ()


def _state(snapshot: Snapshot, item: StatutoryItem, context: Context) -> ItemState:
    names = usual_names(item)
    if names is None:
        return ItemState(item, "item_unnamed", "由其他法律法规规定，需人工核实")
    found = columns_called(snapshot, names)
    telling = {bare(name) for name in (names.name, *names.any_of) if len(name) >= TELLING}
    known = tuple(each for each in found if each.exact or _tells(each, telling))
    filled = tuple(each for each in known if each.fill in FILLED or _has_texts(snapshot, each))
    if filled:
        own = [bare(each.name) for each in filled]
        if not _speaks_of(snapshot, item, filled):
            return ItemState(item, "item_unread", "所在的栏目还放别的内容，条目里没有看到这一项", filled)
        lacking = parts_without(item, own, snapshot.once(_names_with_content))
        words = f"没有找到“{'”“'.join(lacking)}”的栏目，已有的是" if lacking else ""
        return ItemState(item, "item_partial" if lacking else None, words, filled)
    maybe = tuple(each for each in found if each not in known and each.fill in FILLED)
    empty = tuple(each for each in known if each.fill in EMPTY_FILLS)
    if known and len(empty) < len(known):
        return ItemState(item, "item_unread", "栏目没有读取到内容，或者在其他网站", known)
    if empty and not maybe and context.kind is SiteKind.PORTAL:
        return ItemState(item, "item_missing", "栏目没有内容", empty)
    if empty:
        return ItemState(
            item, "item_unread", "惯用名称的栏目没有内容，可能不涉及本单位或内容在相近栏目", (*empty, *maybe)
        )
    return ItemState(item, "item_unnamed", "没有找到惯用名称的栏目", maybe)


def _speaks_of(snapshot: Snapshot, item: StatutoryItem, filled: tuple[FoundColumn, ...]) -> bool:
    """Whether columns that mix the item with another matter (价格收费) hold a row about it; others need none."""
    other, sign = MIXED.get(item, ("", ""))
    columns = [each.column for each in filled if each.column]
    if not other or len(columns) < len(filled) or not all(other in each.name for each in filled):
        return True
    return any(sign in row.title for row in rows_of(snapshot, columns))


def _names_with_content(snapshot: Snapshot) -> list[str]:
    return [bare(column.name) for column in snapshot.columns() if column.fill in FILLED]


def _has_texts(snapshot: Snapshot, found: FoundColumn) -> bool:
    """Whether texts were read that name a column in their breadcrumb, though its own list is drawn by script."""
    if found.column is None or found.fill not in UNREAD:
        return False
    return any(page.kind in CONTENT_KINDS for page in snapshot.pages_below(found.name))


def _tells(found: FoundColumn, telling: set[str]) -> bool:
    """Whether a longer name tells the item: a long usual name stands in it, or it stands in the disclosure column."""
    own = bare(found.name)
    in_disclosure = found.column is not None and any("公开" in name for name in found.column.path[:-1])
    return in_disclosure or any(name in own for name in telling)


def _is_old(state: ItemState, limit: int | None, context: Context) -> bool:
    days = [each.column.newest for each in state.columns if each.column and each.column.newest]
    return limit is not None and bool(days) and (context.as_of - max(days)).days > limit


def _finding(snapshot: Snapshot, state: ItemState, *, sure: bool) -> Finding:
    names = "、".join(f"“{each.name}”" for each in state.columns[:CANDIDATES])
    at = f"（{names}）" if names else ""
    is_fault = state.kind == "item_missing" and sure
    end = "。" if is_fault else "，需人工核实。"
    return Finding(
        state.kind or "",
        f"“{state.item.words}”{state.words}{at}{end}",
        Severity.MAJOR if is_fault else Severity.INFO,
        subject=state.columns[0].url if state.columns else "",
        element=state.item.value,
        evidence=_evidence(snapshot, state),
    )


def _old(snapshot: Snapshot, state: ItemState) -> Finding:
    newest = max(each.column.newest for each in state.columns if each.column and each.column.newest)
    message = f"“{state.item.words}”的栏目最近更新是{newest}，是否应有更新需人工核实。"
    return Finding(
        "item_old", message, Severity.INFO, state.columns[0].url, state.item.value, evidence=_evidence(snapshot, state)
    )


def _evidence(snapshot: Snapshot, state: ItemState) -> tuple[Evidence, ...]:
    shown = [each for found in state.columns[:CANDIDATES] if (each := _cited(snapshot, found))]
    home = snapshot.home()
    return tuple(shown) or ((cite_page(home),) if home else ())


def _cited(snapshot: Snapshot, found: FoundColumn) -> Evidence | None:
    if found.column and (page := snapshot.page_by_id(found.column.page_id)):
        return cite_page(page, page.fill_words or found.name)
    holder: Page | None = snapshot.page_by_id(found.link.page_id) if found.link else None
    return cite_link(holder, found.link) if holder and found.link else None
