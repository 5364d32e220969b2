"""Lines of the ranking (排名各行): a site, its scores, vetoes, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.site import Level, SiteKind
from reports.index.addresses import card_path
from reports.index.batch import Batch
from reports.index.changes import ChangeView, rank_change, score_change
from reports.index.comparable import rated_value
from reports.index.ranking import Standing, veto_count
from reports.page.card import site_name
from reports.page.overview import TallyRow, is_failing, tally
from reports.scorecard import RulesetCard, Scorecard, SiteCard
from reports.wording.plaintext import plain
from reports.wording.words import KINDS, LEVELS, number


@dataclass(frozen=True)
class CellView:
    """A site's score under one document: points, "？" when it could not be judged, empty when the document was not applied."""

    value: str
    grade: str
    failing: bool
    change: ChangeView | None
    amount: float | None = None


@dataclass(frozen=True)
class SiteView:
    """One line of the ranking. `rank` is empty for a site that could not be ranked; `level` and `region` are what it is filtered by."""

    rank: str
    name: str
    host: str
    card: str
    kind: str
    level: str
    region: str
    unknown: str
    remark: str
    cells: tuple[CellView, ...]
    vetoes: int
    open_vetoes: int  # not judged yet
    change: ChangeView
    tally: tuple[TallyRow, ...]
    as_of: str


def site_rows(batch: Batch, regions: Mapping[str, str]) -> tuple[SiteView, ...]:
    """All lines; `regions`: the region's key by site address."""
    return tuple(_row(each, list(batch.documents), regions) for each in batch.standings)


def _row(standing: Standing, documents: Sequence[str], regions: Mapping[str, str]) -> SiteView:
    card, site = standing.card, standing.card.site
    judged = {ruleset.id: ruleset for ruleset in card.rulesets}
    return SiteView(
        rank="" if standing.rank is None else str(standing.rank),
        name=site_name(card),
        host=plain(site.host, 120),
        card=card_path(card),
        kind=_kind(site),
        level=site.level or "",
        region=regions.get(site.url, ""),
        unknown=plain(site.reason or site.outcome.words) if site.outcome else "",
        remark="快速检查，不评分，不排名" if card.run.quick else "",
        cells=tuple(_cell(card, judged.get(identity)) for identity in documents),
        vetoes=veto_count(card),
        open_vetoes=sum(ruleset.score.open_vetoes for ruleset in card.rulesets),
        change=rank_change(standing),
        tally=tally(result for ruleset in card.rulesets for result in ruleset.results),
        as_of=card.as_of.isoformat(),
    )


def _kind(site: SiteCard) -> str:
    """Level and kind in words; of a department's site the kind says both."""
    if site.kind is SiteKind.DEPARTMENT and site.level is Level.DEPARTMENT:
        return KINDS[site.kind]
    return " ".join(filter(None, (LEVELS[site.level] if site.level else "", KINDS[site.kind] if site.kind else "")))


def _cell(card: Scorecard, ruleset: RulesetCard | None) -> CellView:
    if ruleset is None:
        return CellView("", "", failing=False, change=None)
    score = ruleset.score
    value = rated_value(score)
    graded = score.vetoed or (score.vetoes > 0 and not score.total_points and not score.open_vetoes)
    shown = number(value) if value is not None else "" if graded else "？"
    told = card.comparison is not None and (value is not None or score.vetoed)
    change = score_change(card, ruleset) if told else None
    return CellView(shown, plain(score.grade, 40), is_failing(score), change, value)
