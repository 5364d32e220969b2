"""compare.html (两次检查的比较): one file without script, to be read and printed."""

from dataclasses import dataclass
from pathlib import Path

from reports.comparison.rows import ChangeRow, change_rows
from reports.earlier_cards import Change
from reports.page.html import environment, write_page
from reports.page.places import AddressView, address
from reports.scorecard import RulesetCard, Scorecard
from reports.scoring.score import NO_GRADE
from reports.wording.plaintext import plain
from reports.wording.words import number

FILE_NAME = "compare.html"
MARK = "gongkai-comparison"  # in the page's head, so that no other file is written over
ROWS_SHOWN = 500  # of one state on one site
COUNTED = (Change.NEW, Change.RETURNED, Change.OPEN, Change.MENDED, Change.UNCHECKED, Change.FIRST_LOOK)


@dataclass(frozen=True)
class ComparedSite:
    """A site in both runs; `now` is the card with its comparison."""

    folder: str
    before: Scorecard
    now: Scorecard


@dataclass(frozen=True)
class ComparedRuns:
    """Two runs: their names, the sites they share, those only one of them has."""

    before: str
    now: str
    only_before: tuple[str, ...] = ()
    only_now: tuple[str, ...] = ()
    sites: tuple[ComparedSite, ...] = ()


@dataclass(frozen=True)
class ScoreView:
    """One document's score, before and now, and the difference or why there is none."""

    title: str
    before: str
    now: str
    difference: str


@dataclass(frozen=True)
class RowView:
    """One finding in a list."""

    id: str
    check: str
    message: str
    page: AddressView | None
    days: str


@dataclass(frozen=True)
class ListView:
    """Findings of one state; `leads` among them are only for a person to look at. `more` are not shown."""

    key: str
    words: str
    rows: tuple[RowView, ...]
    leads: tuple[RowView, ...]
    more: int


@dataclass(frozen=True)
class CountView:
    """How many problems have a state."""

    key: str
    words: str
    count: int


@dataclass(frozen=True)
class SiteView:
    """One site."""

    anchor: str
    name: str
    home: AddressView
    days: str
    notes: tuple[str, ...]
    scores: tuple[ScoreView, ...]
    counts: tuple[CountView, ...]
    turns: tuple[tuple[str, str, str], ...]
    lists: tuple[ListView, ...]


def write_comparison(runs: ComparedRuns, path: Path) -> Path:
    """Write the page, whole or not at all, and return its path; raises OSError when it cannot be written."""
    return write_page(render_comparison(runs), path)


def render_comparison(runs: ComparedRuns) -> str:
    """The text of compare.html."""
    template = environment().get_template("compare.html.j2")
    return template.render(
        runs=_named(runs), sites=[site_view(each, n) for n, each in enumerate(runs.sites, 1)], mark=MARK
    )


def is_comparison(path: Path) -> bool:
    """Whether a file is such a page."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return MARK in file.read(2000)


def site_view(site: ComparedSite, place: int) -> SiteView:
    """One site as the page shows it."""
    card, told = site.now, site.now.comparison
    if told is None:
        raise ValueError("the card was not compared")
    titles = {result.requirement: result for ruleset in card.rulesets for result in ruleset.results}
    return SiteView(
        anchor=f"site-{place}",
        name=plain(card.site.name, 120),
        home=address(card.site.url),
        days=f"{site.before.as_of.isoformat()} → {card.as_of.isoformat()}",
        notes=tuple(plain(note) for note in told.notes),
        scores=tuple(score_view(ruleset, card) for ruleset in card.rulesets),
        counts=tuple(CountView(state.value, state.words, told.counts.get(state, 0)) for state in COUNTED),
        turns=tuple(
            (plain(titles[each.requirement].title), each.outcome.words, titles[each.requirement].outcome.words)
            for each in told.requirements
        ),
        lists=tuple(_list(state, rows) for state, rows in change_rows(card).items()),
    )


def score_view(ruleset: RulesetCard, card: Scorecard) -> ScoreView:
    """One document's scores in words."""
    told = next((each for each in (card.comparison.rulesets if card.comparison else ()) if each.id == ruleset.id), None)
    now = _score(ruleset.score.value, ruleset.score.grade)
    if told is None:
        return ScoreView(plain(ruleset.title), "—", now, "上次没有评判")
    before = _score(told.value, told.grade)
    if not told.comparable:
        return ScoreView(plain(ruleset.title), before, now, "规则、程序或网站层级有变，不可比")
    if told.value is None or ruleset.score.value is None or NO_GRADE in (told.grade, ruleset.score.grade):
        return ScoreView(plain(ruleset.title), before, now, "没有得分或不评级，不作比较")
    difference = round(ruleset.score.value - told.value, 2)
    words = f"{'+' if difference > 0 else '−'}{number(abs(difference))}" if difference else "不变"
    return ScoreView(plain(ruleset.title), before, now, words)


def _score(value: float | None, grade: str) -> str:
    told = plain(grade, 40)
    return (
        told or "—" if value is None or grade == NO_GRADE else f"{number(value)}（{told}）" if told else number(value)
    )


def _list(state: Change, rows: list[ChangeRow]) -> ListView:
    shown = rows[:ROWS_SHOWN]
    problems = tuple(_row(row) for row in shown if not row.lead)
    leads = tuple(_row(row) for row in shown if row.lead)
    return ListView(state.value, state.words, problems, leads, len(rows) - len(shown))


def _row(row: ChangeRow) -> RowView:
    seen = f"，最后见于 {row.last_seen.isoformat()}" if row.last_seen else ""
    page = address(row.url) if row.url else None
    return RowView(plain(row.id, 64), row.title, row.message, page, f"{row.since.isoformat()} 起{seen}")


def _named(runs: ComparedRuns) -> dict[str, object]:
    return {
        "before": plain(runs.before, 80),
        "now": plain(runs.now, 80),
        "only_before": [plain(name, 80) for name in runs.only_before],
        "only_now": [plain(name, 80) for name in runs.only_now],
    }
