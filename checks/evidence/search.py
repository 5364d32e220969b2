"""Evidence for clauses that no rule can decide (佐证查找): the best pages that show the work was published."""

import re
from typing import Any

from pydantic import Field, field_validator

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page_of
from checks.contract import Kind, Parameters, Texts, check
from checks.options import AnyPeriod, MinCount, PerUnit
from checks.outcomes import Outcome, Reason, Severity
from portal.states import PageKind
from portal.storage.plain_words import holds, plain_words
from portal.storage.search import Hit
from portal.storage.snapshot import Snapshot

SHOWN = 5  # best pages put before a person
LOOKED_AT = 12  # hits looked through for words that rule them out
COLLECTIVE = re.compile(
    r"^[省市县区]?(?:直|政府)?(?:直属)?各|各部门|各镇|各乡|各街道|有关|相关|等$|单位$|承办"
)  # names no single body


class SearchParameters(Parameters):
    """Which words, whose pages, and what to ask for when nothing is found."""

    any_of: tuple[tuple[str, ...], ...] = Field(
        min_length=1,
        title="查找用语",
        description="each inner list: one of these words must stand on the page; a plain string is a list of one",
    )
    none_of: tuple[str, ...] = Field(default=(), title="排除用语", description="words that rule a page out")
    units: tuple[str, ...] = Field(default=(), title="责任单位", description="units whose pages come first; empty: any")
    period: AnyPeriod = None
    min_count: MinCount = 1
    per_unit: PerUnit = False
    kinds: tuple[PageKind, ...] = Field(
        default=(), title="页面类型", description="kinds of pages that count; empty: every content page"
    )
    proof: str = Field(
        default="", title="应提供的证明", description="what to ask the unit for when nothing is found, in Chinese"
    )

    @field_validator("any_of", mode="before")
    @classmethod
    def _plain_strings(cls, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        return [[words] if isinstance(words, str) else words for words in value]

    @field_validator("any_of")
    @classmethod
    def _says_something(cls, value: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        if not all(words and all(word.strip() for word in words) for words in value):
            raise ValueError("an empty word or list would find every page")
        return value


@check(
    "evidence.search",
    parameters=SearchParameters,
    worst=Severity.INFO,
    kinds={
        "candidate": Kind("可能的佐证", Severity.INFO),
        "other_unit": Kind("可能的佐证，没有写明责任单位", Severity.INFO),
    },
    texts=Texts(
        title="查找工作开展的佐证",
        required="网站上能找到这项工作已经开展的公开信息；最终由人工认定。",
        method="按用语、责任单位和时段在网页和附件中查找，列出最相关的页面供人工核实。",
        basis="年度工作要点",
        remedy="把工作开展情况发布在网站相应栏目，或者按要求提供证明材料。",
        effort="小",
    ),
)
def search(snapshot: Snapshot, parameters: SearchParameters, context: Context) -> Assessment:
    """The best pages that show that the work a clause asks for was done and published.

    Inputs: titles, text, dates and units of pages and attachments; a page counts when it holds one word of every list of `any_of` and none
    of `none_of`, and was published within the period. Pages of the units named come first, others are said to be such. The answer is
    review, with the pages found, the best first, or with `proof` (what to ask the unit for) when there are fewer than `min_count`; it can
    neither pass nor fail. Unknown: nothing of the site was read. Serves yearly documents, for clauses that no rule can decide.
    """
    if snapshot.home() is None:
        return unknown(Reason.NOT_FETCHED, "首页没有读到")
    units = [unit for unit in parameters.units if not COLLECTIVE.search(unit)]
    by_unit = {unit: _hits(snapshot, parameters, context, unit) for unit in units}
    named = _distinct([hit for hits in by_unit.values() for hit in hits])
    others = [
        hit for hit in _hits(snapshot, parameters, context) if hit.page_id not in {each.page_id for each in named}
    ]
    found = len(named) if units else len(others)
    measured: dict[str, Any] = {"found": found, "min_count": parameters.min_count}
    silent = [unit for unit, hits in by_unit.items() if len(hits) < parameters.min_count]
    if parameters.per_unit and units:
        measured |= {"units": len(units), "units_without": len(silent)}
    findings = [
        _finding(snapshot, hit, "candidate" if not units or hit in named else "other_unit")
        for hit in [*named, *others][:SHOWN]
    ]
    reason = _reason(parameters, found, len(others) if units else 0, silent if parameters.per_unit else [])
    return Assessment(Outcome.REVIEW, reason, measured, tuple(findings), None if findings else Reason.NOTHING_IN_SCOPE)


def _hits(snapshot: Snapshot, parameters: SearchParameters, context: Context, unit: str | None = None) -> list[Hit]:
    """Pages that hold the words, the best first, those ruled out left aside."""
    first, last = parameters.period.days(context.as_of, context.year) if parameters.period else (None, None)
    terms = ["|".join(words) for words in parameters.any_of]
    hits = snapshot.search(terms, unit=unit, since=first, until=last, limit=LOOKED_AT)
    kept = [hit for hit in hits if not _is_ruled_out(snapshot, hit, parameters)]
    return _distinct(kept)


def _is_ruled_out(snapshot: Snapshot, hit: Hit, parameters: SearchParameters) -> bool:
    if parameters.kinds:
        page = snapshot.page_by_id(hit.page_id)
        if page is None or page.kind not in parameters.kinds:
            return True
    if not parameters.none_of:
        return False
    plain = plain_words(f"{hit.title} {snapshot.text(hit.page_id)}")
    return any(holds(plain, plain_words(word)) for word in parameters.none_of)


def _distinct(hits: list[Hit]) -> list[Hit]:
    """Hits on different pages, in their order."""
    return list({hit.page_id: hit for hit in reversed(hits)}.values())[::-1]


def _reason(parameters: SearchParameters, found: int, others: int, silent: list[str]) -> str:
    asked = f"请责任单位提供：{parameters.proof.rstrip('。')}。" if parameters.proof else "请责任单位提供证明材料。"
    if silent:
        return f"有 {len(silent)} 个责任单位没有找到佐证：{'、'.join(silent[:SHOWN])}{'等' if len(silent) > SHOWN else ''}。{asked}"
    if found >= parameters.min_count:
        return f"找到 {_count(found)} 个可能的佐证页面，请人工核实。"
    if found or others:
        elsewhere = f"另有 {_count(others)} 个页面没有写明责任单位，" if others else ""
        return f"只找到 {found} 个可能的佐证页面，{elsewhere}请人工核实。{asked}"
    return f"网站上没有找到佐证，不等于没有开展。{asked}"


def _count(number: int) -> str:
    return str(number) if number < LOOKED_AT else f"{LOOKED_AT} 以上"


def _finding(snapshot: Snapshot, hit: Hit, kind: str) -> Finding:
    dated = f"（{hit.published_on.isoformat()}）" if hit.published_on else "（没有发布日期）"
    within = "附件：" if hit.attachment else ""
    return Finding(
        kind,
        f"{within}{hit.title}{dated}",
        Severity.INFO,
        subject=hit.attachment or hit.url,
        evidence=cite_page_of(snapshot, hit.page_id, hit.passage, target=hit.attachment or None),
    )
