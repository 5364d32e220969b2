"""The first screen of the index (总览): how many sites came to what, and what changed since the previous run."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.charts import Segment, segments
from reports.earlier_cards import Change
from reports.index.batch import Batch
from reports.index.ranking import SCORED, UNRANKED, VETOED, Standing
from reports.page.overview import TallyRow, tally
from reports.page.rulesets import FactView
from reports.wording.plaintext import plain

BETTER, WORSE, SAME, NOT_COMPARABLE = "better", "worse", "same", "not_comparable"
DIRECTIONS = {BETTER: "变好", WORSE: "变差", SAME: "持平", NOT_COMPARABLE: "不能比较"}
TOLD = (Change.NEW, Change.RETURNED, Change.OPEN, Change.MENDED, Change.UNCHECKED)
REASONS = 3


@dataclass(frozen=True)
class FigureView:
    """A number that is read first: `key` for the style, a remark below it."""

    key: str
    words: str
    value: str
    remark: str = ""


@dataclass(frozen=True)
class ChangesView:
    """What changed since the previous runs: sites by direction, findings by state, why some cannot be compared."""

    days: str
    bar: tuple[Segment, ...]
    directions: tuple[tuple[str, str, int], ...]
    findings: tuple[tuple[str, str, int], ...]
    reasons: str


@dataclass(frozen=True)
class SummaryView:
    """The first screen."""

    facts: tuple[FactView, ...]
    figures: tuple[FigureView, ...]
    tally: tuple[TallyRow, ...]
    changes: ChangesView | None


def summary(batch: Batch, failures: Sequence[str]) -> SummaryView:
    """Words for the first screen."""
    return SummaryView(
        facts=_facts(batch),
        figures=_figures(batch, failures),
        tally=tally(result for card in batch.cards for ruleset in card.rulesets for result in ruleset.results),
        changes=_changes(batch) if batch.has_earlier_runs else None,
    )


def _facts(batch: Batch) -> tuple[FactView, ...]:
    facts = [
        ("检查日", _span(card.as_of.isoformat() for card in batch.cards)),
        ("读取页面", f"{sum(card.run.pages for card in batch.cards):,} 个"),
        ("检查程序", "、".join(dict.fromkeys(plain(f"{c.tool.name} {c.tool.version}", 80) for c in batch.cards))),
    ]
    return tuple(FactView(name, value) for name, value in facts if value)


def _figures(batch: Batch, failures: Sequence[str]) -> tuple[FigureView, ...]:
    counts = Counter(each.key[0] for each in batch.standings)
    unranked = [each.card for each in batch.standings if each.key[0] == UNRANKED]
    remarks = {
        "整体无法检查": sum(card.site.outcome is not None for card in unranked),
        "快速检查": sum(card.run.quick and card.site.outcome is None for card in unranked),
    }
    named = "，".join(f"{words} {count} 个" for words, count in remarks.items() if count)
    figures = [
        FigureView("all", "检查的网站", str(len(batch.standings))),
        FigureView("scored", "有得分，没有单项否决", str(counts[SCORED])),
        FigureView("vetoed", "触发单项否决", str(counts[VETOED])),
        FigureView("unranked", "没有得分", str(counts[UNRANKED]), named),
    ]
    if failures:
        figures.append(FigureView("failed", "没有检查成", str(len(failures)), "见页末"))
    return tuple(figures)


def _changes(batch: Batch) -> ChangesView:
    directions = Counter(map(direction, batch.standings))
    told = [(key, words, directions[key]) for key, words in DIRECTIONS.items()]
    earlier = [card.comparison for card in batch.cards if card.comparison]
    states = Counter({state: sum(each.counts.get(state, 0) for each in earlier) for state in TOLD})
    why = Counter(each.why for each in batch.standings if each.why)
    return ChangesView(
        days=_span(each.as_of.isoformat() for each in earlier),
        bar=segments((f"change-{key}", words, count) for key, words, count in told),
        directions=tuple(told),
        findings=tuple((state.value, state.words, states[state]) for state in TOLD),
        reasons="；".join(f"{words} {count} 个" for words, count in why.most_common(REASONS)),
    )


def direction(standing: Standing) -> str:
    """Whether a site does better than in its previous run: fewer vetoes come first, then the mean score."""
    if standing.compared is None:
        return NOT_COMPARABLE
    before, now = standing.compared
    return SAME if before == now else BETTER if now < before else WORSE


def _span(days: Iterable[str]) -> str:
    known = sorted(set(days))
    return " 至 ".join(dict.fromkeys((known[0], known[-1]))) if known else ""
