"""What changed since the previous run, as the reader sees it (与上次相比): counts, scores, verdicts, findings by what became of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.charts import TrendLine, trend_line
from reports.comparison.answers import Answers
from reports.earlier_cards import Change, ComparisonCard, EarlierFinding, FindingChangeCard, RulesetBefore
from reports.page.places import AddressView, address
from reports.score_history import score_history
from reports.scorecard import FindingCard, RulesetCard, Scorecard
from reports.scoring.score import NO_GRADE
from reports.wording.plaintext import plain
from reports.wording.words import number

PRESENT = (Change.RETURNED, Change.NEW, Change.OPEN, Change.FIRST_LOOK)  # findings told on the card
GONE = (Change.MENDED, Change.UNCHECKED, Change.NOT_ASKED, Change.DISCOUNTED)  # told in the comparison only
PRESENT_SHOWN = 20  # the card itself tells them all
GONE_SHOWN = 300
NOT_COMPARABLE = "规则有变，不能比较"


@dataclass(frozen=True)
class ChangeView:
    """What became of a finding: key for style and filter, words with the day where it has one."""

    key: str
    words: str


@dataclass(frozen=True)
class CountView:
    """How many findings there are of one state, and the anchor of their list, empty without one."""

    key: str
    words: str
    count: int
    anchor: str


@dataclass(frozen=True)
class ScoreChangeView:
    """The score under one document, before and now."""

    title: str
    anchor: str
    before: str
    now: str
    words: str
    direction: str  # up, down, same or none


@dataclass(frozen=True)
class TurnView:
    """A requirement whose verdict is another than before."""

    anchor: str
    title: str
    before: str
    now: str
    key: str


@dataclass(frozen=True)
class ItemView:
    """A finding in a list. `anchor`: where the card tells it; gone ones have an address instead."""

    message: str
    anchor: str
    page: AddressView | None
    when: str


@dataclass(frozen=True)
class ListView:
    """Findings of one state; `more` are not listed here."""

    key: str
    title: str
    anchor: str
    count: int
    items: tuple[ItemView, ...]
    more: int
    on_card: bool


@dataclass(frozen=True)
class ComparisonView:
    """The whole comparison."""

    day: str
    run: str
    notes: tuple[str, ...]
    counts: tuple[CountView, ...]
    scores: tuple[ScoreChangeView, ...]
    turns: tuple[TurnView, ...]
    lists: tuple[ListView, ...]

    def before(self, anchor: str) -> ScoreChangeView | None:
        """The change of the score of the document told at `anchor`; None where the previous run did not judge by it."""
        return next((score for score in self.scores if score.anchor == anchor), None)


@dataclass(frozen=True)
class TrendView:
    """The scores of all runs under one document."""

    anchor: str
    title: str
    line: TrendLine


def change_view(card: FindingChangeCard | None) -> ChangeView | None:
    """The state of a finding; what was there before says since when."""
    if card is None:
        return None
    since = f"（自 {card.since.isoformat()}）" if card.state is Change.OPEN else ""
    return ChangeView(card.state.value, f"{card.state.words}{since}")


def comparison_view(
    card: Scorecard, documents: Mapping[str, str], places: Mapping[str, str], told: Mapping[str, str]
) -> ComparisonView | None:
    """The comparison; None where there is no earlier run.

    `documents`, `places`, `told`: anchors of where each document, requirement and finding (by id) is told.
    """
    before = card.comparison
    if before is None:
        return None
    lists = _lists(card, before, told)
    anchors = {each.key: each.anchor for each in lists}
    return ComparisonView(
        day=before.as_of.isoformat(),
        run=plain(before.run, 80),
        notes=tuple(plain(note) for note in before.notes),
        counts=tuple(
            CountView(state.value, state.words, before.counts.get(state, 0), anchors.get(state.value, ""))
            for state in (*PRESENT, *GONE)
            if before.counts.get(state, 0) or state in (Change.NEW, Change.OPEN, Change.MENDED)
        ),
        scores=tuple(_scores(card, before, documents)),
        turns=tuple(_turns(card, before, places)),
        lists=lists,
    )


def trends_view(card: Scorecard, documents: Mapping[str, str]) -> dict[str, TrendView]:
    """Lines by the anchor of their document, of those with at least two scores."""
    lines = {ruleset.id: (ruleset, trend_line(score_history(card, ruleset))) for ruleset in card.rulesets}
    return {
        documents[name]: TrendView(f"trend-{place}", plain(ruleset.title), line)
        for place, (name, (ruleset, line)) in enumerate(lines.items(), 1)
        if line
    }


def _scores(card: Scorecard, before: ComparisonCard, documents: Mapping[str, str]) -> Iterable[ScoreChangeView]:
    now = {ruleset.id: ruleset for ruleset in card.rulesets}
    for earlier in before.rulesets:
        if earlier.id in now:
            yield _score(earlier, now[earlier.id], documents.get(earlier.id, ""))


def _score(before: RulesetBefore, ruleset: RulesetCard, anchor: str) -> ScoreChangeView:
    now = ruleset.score
    words, direction = _difference(before, ruleset)
    return ScoreChangeView(
        title=plain(ruleset.title),
        anchor=anchor,
        before=_value(before.value, before.grade),
        now=_value(now.value, now.grade),
        words=words,
        direction=direction,
    )


def _value(value: float | None, grade: str) -> str:
    told = plain(grade, 40)
    if grade == NO_GRADE:
        return told
    return told if value is None else f"{number(value)} 分（{told}）" if told else f"{number(value)} 分"


def _difference(before: RulesetBefore, ruleset: RulesetCard) -> tuple[str, str]:
    if not before.comparable:
        return NOT_COMPARABLE, "none"
    graded = NO_GRADE not in (before.grade, ruleset.score.grade)
    if before.value is None or ruleset.score.value is None or not graded:
        same = (before.value, before.grade) == (ruleset.score.value, ruleset.score.grade)
        return ("没有变化" if same else ""), "none"
    change = round(ruleset.score.value - before.value, 2)
    if not change:
        return "没有变化", "same"
    return (f"升 {number(change)} 分", "up") if change > 0 else (f"降 {number(-change)} 分", "down")


def _turns(card: Scorecard, before: ComparisonCard, places: Mapping[str, str]) -> Iterable[TurnView]:
    results = {result.requirement: result for ruleset in card.rulesets for result in ruleset.results}
    for earlier in before.requirements:
        result = results.get(earlier.requirement)
        if result is not None:
            yield TurnView(
                anchor=places.get(earlier.requirement, ""),
                title=plain(result.title),
                before=earlier.outcome.words,
                now=result.outcome.words,
                key=result.outcome.value,
            )


def _lists(card: Scorecard, before: ComparisonCard, told: Mapping[str, str]) -> tuple[ListView, ...]:
    present = _present(card)
    found = [_present_list(state, present.get(state, []), told) for state in PRESENT]
    told_now = [each for each in before.earlier if not each.carried and not each.lead]  # as the counts do
    gone = [_gone_list(state, [each for each in told_now if each.state is state]) for state in GONE]
    return tuple(each for each in (*found, *gone) if each.count)


def _present(card: Scorecard) -> dict[Change, list[FindingCard]]:
    """Problems (those the counts are of), each once, by what became of them."""
    found: dict[Change, list[FindingCard]] = {}
    for stated in Answers.of(card).stated.values():
        if stated.finding.change is not None and not stated.lead:
            found.setdefault(stated.finding.change.state, []).append(stated.finding)
    return found


def _present_list(state: Change, findings: list[FindingCard], told: Mapping[str, str]) -> ListView:
    items = tuple(_present_item(finding, told) for finding in findings[:PRESENT_SHOWN])
    return ListView(
        state.value, state.words, f"c-{state.value}", len(findings), items, len(findings) - len(items), True
    )


def _present_item(finding: FindingCard, told: Mapping[str, str]) -> ItemView:
    since = finding.change.since.isoformat() if finding.change else ""
    place = finding.evidence[0] if finding.evidence else None
    words = plain(place.excerpt or place.page_title, 60) if place else ""
    message = plain(finding.message, 160)
    return ItemView(
        message=f"{message}（{words}）" if words else message,
        anchor=told.get(finding.id, ""),
        page=None,
        when=f"自 {since}" if since and finding.change and finding.change.state is Change.OPEN else "",
    )


def _gone_list(state: Change, findings: list[EarlierFinding]) -> ListView:
    items = tuple(_gone_item(finding) for finding in findings[:GONE_SHOWN])
    return ListView(
        state.value, state.words, f"c-{state.value}", len(findings), items, len(findings) - len(items), False
    )


def _gone_item(finding: EarlierFinding) -> ItemView:
    return ItemView(
        message=plain(finding.message, 200),
        anchor="",
        page=address(finding.url) if finding.url else None,
        when=f"{finding.since.isoformat()} 首次发现，最后见于 {finding.last_seen.isoformat()}",
    )
