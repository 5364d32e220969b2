"""Sites by themes (网站 × 主题): of each theme the worst verdict, and how many of the judged clauses passed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checks.outcomes import Outcome
from reports.index.addresses import card_path, theme_fragments
from reports.index.batch import Batch, Judged, document_title, document_versions
from reports.index.excused import is_excused
from reports.page.card import site_name
from reports.page.overview import is_veto
from reports.scorecard import ResultCard, RulesetCard, Scorecard
from reports.themes import themes_of
from reports.wording.words import OUTCOME_MARKS, SHOWN_ORDER

EXCUSED, VETO, ABSENT = "excused", "veto", "absent"
MARKS = {
    **{outcome.value: mark for outcome, mark in OUTCOME_MARKS.items()},
    EXCUSED: "免",
    VETO: "✕",
    Outcome.NOT_APPLICABLE.value: "—",
    ABSENT: "",
}
WORDS = {
    VETO: "触发单项否决",
    Outcome.FAIL.value: "有不合格的要求",
    EXCUSED: "不合格的都已豁免或认定为误报",
    Outcome.UNKNOWN.value: "有无法检查的要求",
    Outcome.REVIEW.value: "有待人工核实的要求",
    Outcome.NOT_DUE.value: "有未到期的要求",
    Outcome.PASS.value: "判定的都合格",
    Outcome.NOT_APPLICABLE.value: "不适用",
}  # worst first


@dataclass(frozen=True)
class ThemeCell:
    """One site's verdicts under one theme. `share` is "passed/judged", empty where nothing was judged; `words` count every outcome."""

    key: str
    mark: str
    share: str
    words: str
    href: str


@dataclass(frozen=True)
class GridRow:
    """One site."""

    name: str
    card: str
    cells: tuple[ThemeCell, ...]


@dataclass(frozen=True)
class ThemeHead:
    """One theme: how many of the sites fail it."""

    title: str
    failing: str


@dataclass(frozen=True)
class GridView:
    """Sites by themes of one document."""

    title: str
    version: str
    themes: tuple[ThemeHead, ...]
    rows: tuple[GridRow, ...]


def grids(batch: Batch) -> tuple[GridView, ...]:
    """A grid a document: a document's themes are its own."""
    return tuple(_grid(judged) for judged in batch.documents.values() if any(r.results for _, r in judged))


def legend() -> tuple[tuple[str, str, str], ...]:
    """Key, sign and meaning, worst first."""
    return tuple((key, MARKS[key], words) for key, words in WORDS.items())


def _grid(judged: Sequence[Judged]) -> GridView:
    titles = list(dict.fromkeys(title for _, ruleset in judged for title in themes_of(ruleset)))
    rows = tuple(_row(card, ruleset, titles) for card, ruleset in judged)
    heads = (ThemeHead(title, _failing([row.cells[place] for row in rows])) for place, title in enumerate(titles))
    return GridView(document_title(judged), document_versions(judged), tuple(heads), rows)


def _failing(cells: Sequence[ThemeCell]) -> str:
    count = sum(cell.key in (VETO, Outcome.FAIL) for cell in cells)
    return f"{count} 个不合格" if count else ""


def _row(card: Scorecard, ruleset: RulesetCard, titles: Sequence[str]) -> GridRow:
    themes, fragments, path = themes_of(ruleset), theme_fragments(ruleset), card_path(card)
    absent = ThemeCell(ABSENT, "", "", "", "")  # another version of the document has it
    cells = (_cell(themes[title], path + fragments[title]) if title in themes else absent for title in titles)
    return GridRow(site_name(card), path, tuple(cells))


def _cell(results: Sequence[ResultCard], href: str) -> ThemeCell:
    counts = Counter(result.outcome for result in results)
    key = _worst(results)
    judged = counts[Outcome.PASS] + counts[Outcome.FAIL]
    words = "，".join(f"{outcome.words} {counts[outcome]} 条" for outcome in SHOWN_ORDER if counts[outcome])
    share = f"{counts[Outcome.PASS]}/{judged}" if judged else ""
    return ThemeCell(key, MARKS[key], share, words, href)


def _worst(results: Sequence[ResultCard]) -> str:
    """The worst verdict; a fail that is excused is no fail, but no pass either."""
    if any(is_veto(result) and not is_excused(result) for result in results):
        return VETO
    fails = [result for result in results if result.outcome is Outcome.FAIL]
    if fails and all(map(is_excused, fails)):
        return EXCUSED
    return Outcome.worst(result.outcome for result in results).value
