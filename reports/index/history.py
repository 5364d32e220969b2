"""The run among earlier ones (历次平均): the mean score of the same sites, run by run."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from reports.charts import TrendLine, TrendValue, trend_line
from reports.index.batch import Batch, Judged, document_title
from reports.index.comparable import rated_value

RUNS = 12  # earlier ones that are drawn
SHARE = 0.5  # of the sites with a score; a run that scored fewer of them is passed over
SITES = 2


@dataclass(frozen=True)
class HistoryView:
    """The mean score under one document over the runs. `sites`: how many, the same ones in every run; `of`: how many have a score now."""

    title: str
    line: TrendLine
    sites: int
    of: int


@dataclass(frozen=True)
class EarlierRun:
    """Scores of an earlier run by site address, all by the rules of today."""

    name: str
    day: str
    tool: str
    scores: dict[str, float]


def histories(batch: Batch) -> tuple[HistoryView, ...]:
    """A line for each document that was judged by before."""
    found = (_history(judged) for judged in batch.documents.values())
    return tuple(view for view in found if view)


def _history(judged: Sequence[Judged]) -> HistoryView | None:
    now = {card.site.url: value for card, ruleset in judged if (value := rated_value(ruleset.score)) is not None}
    least = max(SITES, SHARE * len(now))
    same = set(now)
    drawn: list[EarlierRun] = []
    for run in reversed(_earlier_runs(judged)):
        kept = same & set(run.scores)
        if len(kept) >= least and len(drawn) < RUNS:
            same = kept
            drawn.insert(0, run)
    values = [TrendValue(run.day, round(fmean(run.scores[url] for url in same), 1), run.tool) for run in drawn]
    if not values:
        return None
    last = max((card for card, _ in judged), key=lambda card: card.as_of)
    line = trend_line(
        [*values, TrendValue(last.as_of.isoformat(), round(fmean(now[url] for url in same), 1), last.tool.version)]
    )
    return HistoryView(document_title(judged), line, len(same), len(now)) if line else None


def _earlier_runs(judged: Sequence[Judged]) -> list[EarlierRun]:
    """Earlier runs, oldest first, each with the scores that rest on the version of the rules that the site's card has now."""
    found: dict[str, EarlierRun] = {}
    for card, ruleset in judged:
        for point in card.trend:
            run = found.setdefault(point.run, EarlierRun(point.run, point.as_of.isoformat(), point.tool, {}))
            for score in point.scores:
                value = rated_value(score)
                if score.id == ruleset.id and score.version == ruleset.version and value is not None:
                    run.scores[card.site.url] = value
    return sorted(found.values(), key=lambda run: (run.day, run.name))
