"""index.html (批次汇总): ranking of all sites of a batch, totals, and what fails most often, with ways to each scorecard."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from checks.outcomes import Outcome, Severity
from portal.site import Site
from reports.html import FILE_NAME as CARD_NAME
from reports.html import environment, write_page
from reports.plaintext import plain
from reports.scorecard import ResultCard, RulesetCard, Scorecard
from reports.view import site_name
from reports.view_findings import Anchors
from reports.view_overview import TallyRow, bar, is_failing, is_rated, is_veto, tally
from reports.view_rulesets import FactView
from reports.words import KINDS, LEVELS, number

FILE_NAME = "index.html"
EXAMPLES = 3
FREQUENT = 20
UNRANKED = 2  # after the sites without (0) and with (1) vetoes


@dataclass(frozen=True)
class CellView:
    """A site's score under one ruleset: points, "？" when it could not be judged, empty when the ruleset was not applied."""

    value: str
    grade: str
    failing: bool


@dataclass(frozen=True)
class SiteView:
    """One line of the ranking. `rank` is empty for a site that could not be ranked."""

    rank: str
    name: str
    host: str
    card: str
    kind: str
    unknown: str
    cells: tuple[CellView, ...]
    vetoes: int
    tally: tuple[TallyRow, ...]
    as_of: str


@dataclass(frozen=True)
class ExampleView:
    """A site where a requirement failed, why, and where its card tells it."""

    name: str
    href: str
    reason: str


@dataclass(frozen=True)
class FrequentView:
    """A requirement and how many sites fail it."""

    title: str
    ruleset: str
    failed: int
    judged: int
    share: str
    findings: int
    examples: tuple[ExampleView, ...]


@dataclass(frozen=True)
class IndexView:
    """The whole index."""

    facts: tuple[FactView, ...]
    rulesets: tuple[FactView, ...]
    sites: tuple[SiteView, ...]
    frequent: tuple[FrequentView, ...]
    failures: tuple[str, ...]
    tally: tuple[TallyRow, ...]


def write_index(cards: Sequence[Scorecard], failures: Sequence[str], folder: Path) -> Path:
    """Write index.html into the run's `folder`, beside the sites' folders, and return its path; raises OSError when it cannot be written.

    `failures`: a sentence for each target without a card: a broken row of the site list, a site whose audit came to nothing.
    """
    return write_page(render_index(cards, failures), folder / FILE_NAME)


def render_index(cards: Sequence[Scorecard], failures: Sequence[str]) -> str:
    """The text of index.html."""
    view = index_view(cards, failures)
    return environment().get_template("index.html.j2").render(index=view, bar=bar)


def index_view(cards: Sequence[Scorecard], failures: Sequence[str]) -> IndexView:
    """Words for the whole index."""
    rulesets = {ruleset.id: ruleset for card in cards for ruleset in card.rulesets}
    counts = tally(result for card in cards for ruleset in card.rulesets for result in ruleset.results)
    return IndexView(
        facts=_facts(cards, failures),
        rulesets=tuple(FactView(plain(r.title), f"规则版本 {plain(r.version, 40)}") for r in rulesets.values()),
        sites=tuple(_site(card, rank, list(rulesets)) for card, rank in ranked(cards)),
        frequent=_frequent(cards),
        failures=tuple(plain(failure) for failure in failures),
        tally=counts,
    )


def card_path(card: Scorecard) -> str:
    """Relative address of a site's scorecard."""
    return f"{quote(Site(url=card.site.url).folder)}/{CARD_NAME}"


def _facts(cards: Sequence[Scorecard], failures: Sequence[str]) -> tuple[FactView, ...]:
    days = sorted({card.as_of.isoformat() for card in cards})
    whole = sum(card.site.outcome is not None for card in cards)
    vetoed = sum(_veto_count(card) > 0 for card in cards)
    facts = [
        ("检查日", " 至 ".join(dict.fromkeys((days[0], days[-1]))) if days else ""),
        ("网站", f"{len(cards)} 个"),
        ("触发单项否决", f"{vetoed} 个"),
        ("整体无法检查", f"{whole} 个"),
        ("没有结果", f"{len(failures)} 个"),
        ("读取页面", f"{sum(card.run.pages for card in cards):,} 个"),
    ]
    return tuple(FactView(name, value) for name, value in facts if value)


def ranked(cards: Sequence[Scorecard]) -> list[tuple[Scorecard, str]]:
    """Cards with their rank: without vetoes first, then by mean score; equals share a rank; sites without a score, and those checked quickly, stand last, unranked."""
    keys = {id(card): _rank_key(card) for card in cards}
    ordered = sorted(cards, key=lambda card: (*keys[id(card)], card.site.host))
    better = Counter(keys.values())
    ranks: dict[tuple[int, float], int] = {}
    for key in sorted(better):
        ranks[key] = 1 + sum(count for other, count in better.items() if other < key)
    return [(card, "" if keys[id(card)][0] == UNRANKED else str(ranks[keys[id(card)]])) for card in ordered]


def _rank_key(card: Scorecard) -> tuple[int, float]:
    values = [r.score.value for r in card.rulesets if r.score.value is not None and is_rated(r.score)]
    mean = sum(values) / len(values) if values else 0.0
    if card.site.outcome is not None or card.run.quick:
        return UNRANKED, 0.0
    if _veto_count(card):
        return 1, round(-mean, 2)
    return (0, round(-mean, 2)) if values else (UNRANKED, 0.0)


def _site(card: Scorecard, rank: str, rulesets: list[str]) -> SiteView:
    site = card.site
    judged = {ruleset.id: ruleset for ruleset in card.rulesets}
    kind = [LEVELS[site.level] if site.level else "", KINDS[site.kind] if site.kind else ""]
    return SiteView(
        rank=rank,
        name=site_name(card),
        host=plain(site.host, 120),
        card=card_path(card),
        kind=" ".join(filter(None, kind)),
        unknown=plain(site.reason or site.outcome.words) if site.outcome else "",
        cells=tuple(_cell(judged.get(identity)) for identity in rulesets),
        vetoes=_veto_count(card),
        tally=tally(result for ruleset in card.rulesets for result in ruleset.results),
        as_of=card.as_of.isoformat(),
    )


def _cell(ruleset: RulesetCard | None) -> CellView:
    if ruleset is None:
        return CellView("", "", failing=False)
    score = ruleset.score
    rated = number(score.value) if is_rated(score) and score.value is not None else ""
    graded = score.vetoed or (score.vetoes > 0 and not score.total_points and not score.open_vetoes)
    return CellView(rated or ("" if graded else "？"), plain(score.grade, 40), is_failing(score))


def _veto_count(card: Scorecard) -> int:
    return sum(is_veto(result) for ruleset in card.rulesets for result in ruleset.results)


def _frequent(cards: Sequence[Scorecard]) -> tuple[FrequentView, ...]:
    """Requirements failed by most sites, most first."""
    found: dict[str, list[tuple[Scorecard, RulesetCard, ResultCard, str]]] = {}
    for card in cards:
        anchors = Anchors()
        for ruleset in card.rulesets:
            for result in ruleset.results:
                entry = (card, ruleset, result, anchors.take(f"r-{result.requirement}"))
                found.setdefault(result.requirement, []).append(entry)
    views = [_frequency(entries) for entries in found.values()]
    failed = sorted((view for view in views if view.failed), key=lambda view: (-view.failed, -view.findings))
    return tuple(failed[:FREQUENT])


def _frequency(entries: list[tuple[Scorecard, RulesetCard, ResultCard, str]]) -> FrequentView:
    failed = [entry for entry in entries if entry[2].outcome is Outcome.FAIL]
    judged = sum(entry[2].outcome in (Outcome.PASS, Outcome.FAIL) for entry in entries)
    _, ruleset, result, _ = entries[0]
    return FrequentView(
        title=plain(result.title),
        ruleset=plain(ruleset.title),
        failed=len(failed),
        judged=judged,
        share=f"{len(failed) / judged:.0%}" if judged else "",
        findings=sum(_accusations(entry[2]) for entry in failed),
        examples=tuple(_example(card, result, anchor) for card, _, result, anchor in failed[:EXAMPLES]),
    )


def _accusations(result: ResultCard) -> int:
    """Findings that say something is wrong, mere hints left out."""
    failed = (assessment for assessment in result.assessments if assessment.outcome is Outcome.FAIL)
    return sum(finding.severity is not Severity.INFO for assessment in failed for finding in assessment.findings)


def _example(card: Scorecard, result: ResultCard, anchor: str) -> ExampleView:
    return ExampleView(site_name(card), f"{card_path(card)}#{quote(anchor, safe='/')}", plain(result.reason, 120))
