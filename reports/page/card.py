"""The scorecard as the reader sees it (检查结果单): every word prepared, so that templates only place them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from checks.outcomes import Outcome
from reports.charts import Segment
from reports.page.changes import ComparisonView, TrendView, comparison_view, trends_view
from reports.page.filters import FiltersView, filters_view
from reports.page.findings import Anchors
from reports.page.overview import (
    MendView,
    ScoreView,
    TallyRow,
    VetoView,
    bar,
    mend_first,
    tally,
    vetoes,
)
from reports.page.people import UnusedView, unused_view
from reports.page.pictures import PortraitView, portrait_view
from reports.page.places import SNAPSHOT_FOLDER, AddressView, address, moment
from reports.page.quick import QuickView, quick_view
from reports.page.requirements import Compact, RequirementView, clause_words, compact
from reports.page.rulesets import CompactView, FactView, RulesetView, ruleset_view
from reports.scorecard import AssessmentCard, ResultCard, RulesetCard, RunCard, Scorecard, SiteCard
from reports.wording.plaintext import plain
from reports.wording.words import KINDS, LEVELS, advice, size, stopped_by


@dataclass(frozen=True)
class BannerView:
    """Why the site could not be judged as a whole."""

    reason: str
    advice: str


@dataclass(frozen=True)
class ReviewsView:
    """What a person must look at under one document: requirements with candidates, and the folded lists of the others."""

    title: str
    candidates: tuple[RequirementView, ...]
    lists: tuple[CompactView, ...]

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.candidates) + sum(len(each.rows) for each in self.lists)


@dataclass(frozen=True)
class UnknownRow:
    """A requirement that could not be checked."""

    ruleset: str
    title: str
    clause: str
    anchor: str
    reason: str


@dataclass(frozen=True)
class UnknownGroup:
    """Requirements that could not be checked for the same reason, and what to do about it."""

    advice: str
    rows: tuple[UnknownRow, ...]


@dataclass(frozen=True)
class MethodView:
    """How a check tests, and what it rests on."""

    check: str
    title: str
    required: str
    method: str
    basis: str


@dataclass(frozen=True)
class CardView:
    """The whole card."""

    title: str
    name: str
    host: str
    home: AddressView
    portrait: PortraitView | None
    facts: tuple[FactView, ...]
    as_of: str
    tool: str
    banner: BannerView | None
    quick: QuickView | None
    unit: str
    verdict: str
    scores: tuple[ScoreView, ...]
    vetoes: tuple[VetoView, ...]
    mend_first: tuple[MendView, ...]
    tally: tuple[TallyRow, ...]
    ring: tuple[Segment, ...]
    requirements_count: int
    rulesets: tuple[RulesetView, ...]
    reviews: tuple[ReviewsView, ...]
    reviews_count: int
    unknowns: tuple[UnknownGroup, ...]
    left_out: tuple[tuple[str, CompactView], ...]
    comparison: ComparisonView | None
    trends: Mapping[str, TrendView]
    filters: FiltersView
    unused: tuple[UnusedView, ...]
    crawl: tuple[FactView, ...]
    methods: tuple[MethodView, ...]
    snapshot: str


def card_view(card: Scorecard, pictures: Mapping[str, str] = MappingProxyType({})) -> CardView:
    """Words for the whole card. `pictures`: `data:` addresses of screenshots by their file; each is shown once."""
    portrait = portrait_view(pictures)
    anchors = Anchors(pictures, portrait)
    places: dict[str, str] = {}  # requirement -> anchor of where it is told
    rulesets = tuple(ruleset_view(card, ruleset, anchors, places) for ruleset in card.rulesets)
    results = [result for ruleset in card.rulesets for result in ruleset.results]
    documents = {ruleset.id: view.score.anchor for ruleset, view in zip(card.rulesets, rulesets, strict=True)}
    counts = tally(results)
    triggered = vetoes(card, places)
    return CardView(
        title=f"{site_name(card)}政务公开检查结果单",
        name=site_name(card),
        host=plain(card.site.host, 120),
        home=address(card.site.url),
        portrait=portrait,
        facts=_site_facts(card),
        as_of=card.as_of.isoformat(),
        tool=plain(f"{card.tool.name} {card.tool.version}", 80),
        banner=_banner(card),
        quick=quick_view(card),
        unit=plain(card.unit or "", 60),
        verdict=_verdict(counts, len(triggered), len(card.rulesets)),
        scores=tuple(ruleset.score for ruleset in rulesets),
        vetoes=triggered,
        mend_first=mend_first(card, places),
        tally=counts,
        ring=bar(counts),
        requirements_count=len(results),
        rulesets=rulesets,
        reviews=tuple(view for view in map(_reviews, rulesets) if view.count),
        reviews_count=sum(row.count for row in counts if row.key == Outcome.REVIEW),
        unknowns=_unknowns(card, places),
        left_out=tuple((ruleset.score.title, each) for ruleset in rulesets for each in _left_out(ruleset)),
        comparison=comparison_view(card, documents, places, anchors.told),
        trends=trends_view(card, documents),
        filters=filters_view(card, counts),
        unused=unused_view(card.unused),
        crawl=_crawl_facts(card),
        methods=_methods(results),
        snapshot=SNAPSHOT_FOLDER,
    )


def site_name(card: Scorecard) -> str:
    """The site's name, its host when it has none."""
    return plain(card.site.name or card.site.host, 80)


def _site_facts(card: Scorecard) -> tuple[FactView, ...]:
    site = card.site
    facts = [
        ("检查日", card.as_of.isoformat()),
        ("层级", LEVELS[site.level] if site.level else "未说明"),
        ("类型", KINDS[site.kind] if site.kind else "未说明"),
        ("网站标识码", _site_code(site)),
        ("主办单位", plain(site.unit or "", 80)),
    ]
    return tuple(FactView(name, value) for name, value in facts if value)


def _site_code(site: SiteCard) -> str:
    """The code the site was judged by; else the one its pages show, which decides nothing."""
    shown = plain(site.shown_code or "", 40)
    return plain(site.code or "", 40) or (f"页脚标注 {shown}，页面标签没有一致的说明" if shown else "未说明")


def _crawl_facts(card: Scorecard) -> tuple[FactView, ...]:
    run = card.run
    facts = [
        ("开始", moment(run.started)),
        ("结束", moment(run.finished) or "没有正常结束"),
        ("读取页面", f"{run.pages:,} 个"),
        ("页面上的链接", f"{run.links:,} 条"),
        ("发出请求", f"{run.requests:,} 次"),
        ("收到内容", size(run.bytes)),
        ("用浏览器渲染", _rendered(run)),
        ("为何停止", plain(stopped_by(run.stopped_by))),
        *(("没有打开", plain(limit)) for limit in run.limits),
        *(("需要留意", plain(remark)) for remark in run.remarks),
    ]
    return tuple(FactView(name, value) for name, value in facts)


def _rendered(run: RunCard) -> str:
    more = f"；另有 {run.unrendered:,} 个需要而没有做到，按服务器返回的内容检查" if run.unrendered else ""
    return f"{run.rendered:,} 个页面{more}"


def _banner(card: Scorecard) -> BannerView | None:
    if card.site.outcome is None:
        return None
    return BannerView(plain(card.site.reason or card.site.outcome.words), advice(card.site.reason_code))


def _verdict(counts: tuple[TallyRow, ...], veto_count: int, ruleset_count: int) -> str:
    """The whole result in one sentence."""
    total = sum(row.count for row in counts)
    parts = "，".join(f"{row.words} {row.count} 条" for row in counts if row.count)
    veto = f"触发单项否决 {veto_count} 项。" if veto_count else ""
    return f"按 {ruleset_count} 个规则集检查 {total} 条要求：{parts}。{veto}" if total else "没有适用的要求。"


def _reviews(ruleset: RulesetView) -> ReviewsView:
    return ReviewsView(
        title=ruleset.score.title,
        candidates=tuple(requirement for theme in ruleset.themes for requirement in theme.reviews),
        lists=tuple(each for each in ruleset.lists if each.key in (Compact.MANUAL, Compact.EVIDENCE)),
    )


def _left_out(ruleset: RulesetView) -> tuple[CompactView, ...]:
    return tuple(each for each in ruleset.lists if each.key == Compact.QUICK)


def _unknowns(card: Scorecard, places: dict[str, str]) -> tuple[UnknownGroup, ...]:
    """Requirements that could not be checked, by what to do about it; what a quick check leaves out stands with its document."""
    groups: dict[str, list[UnknownRow]] = {}
    for ruleset in card.rulesets:
        for result in ruleset.results:
            if result.outcome is Outcome.UNKNOWN and compact(result) is not Compact.QUICK:
                groups.setdefault(advice(result.reason_code), []).append(_unknown_row(ruleset, result, places))
    return tuple(UnknownGroup(what_to_do, tuple(rows)) for what_to_do, rows in groups.items())


def _unknown_row(ruleset: RulesetCard, result: ResultCard, places: dict[str, str]) -> UnknownRow:
    return UnknownRow(
        plain(ruleset.title),
        plain(result.title),
        clause_words(result.clause, ruleset),
        places[result.requirement],
        plain(result.reason),
    )


def _methods(results: list[ResultCard]) -> tuple[MethodView, ...]:
    found: dict[str, AssessmentCard] = {a.check: a for result in results for a in reversed(result.assessments)}
    return tuple(
        MethodView(plain(a.check, 80), plain(a.title), plain(a.required), plain(a.method), plain(a.basis))
        for _, a in sorted(found.items())
    )
