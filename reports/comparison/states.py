"""States of findings between two runs (问题的变化): pure, from what both cards answer, what both crawls saw, and what runs before them found.

A finding with an id that was there before is `open`, whatever else changed. `new` and `mended` are said only of what both runs looked at in the
same way; everything else is `first_look`, `unchecked` or `not_asked`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from reports.comparison.answers import Answers, Inquiry, Stated
from reports.comparison.likeness import Place, was_looked_for, would_have_been_found
from reports.comparison.sight import Seen, Sight
from reports.earlier_cards import Change, EarlierFinding, EarlierPlace, FindingChangeCard
from reports.scorecard import Scorecard
from reports.wording.plaintext import plain

MESSAGE_LENGTH = 300
ADDRESS_LENGTH = 2000
PAGES_KEPT = 10
STILL = (Change.UNCHECKED, Change.NOT_ASKED, Change.DISCOUNTED)  # may be there yet


@dataclass(frozen=True)
class Side:
    """One run: its answers and its sight."""

    answers: Answers
    sight: Sight

    @property
    def card(self) -> Scorecard:
        """The card the answers were read from."""
        return self.answers.card


@dataclass(frozen=True)
class Past:
    """What was known before this run, by id: since when each finding was there, and what was not there any more."""

    since: dict[str, date]
    earlier: dict[str, EarlierFinding]

    @classmethod
    def of(cls, card: Scorecard) -> "Past":
        """As the earlier card tells it."""
        since = {each.id: each.change.since for each in Answers.of(card).findings() if each.change}
        return cls(since, {each.id: each for each in card.comparison.earlier} if card.comparison else {})


@dataclass
class Changes:
    """The state of each finding of this run, and those of earlier runs that are not there now."""

    now: dict[str, FindingChangeCard] = field(default_factory=dict)
    earlier: list[EarlierFinding] = field(default_factory=list)
    problems: Counter[Change] = field(default_factory=Counter)
    leads: Counter[Change] = field(default_factory=Counter)


def changes_between(before: Side, now: Side, past: Past, withdrawn: frozenset[str] = frozenset()) -> Changes:
    """What became of every finding.

    `before` is the earlier run as it is to be compared (judged again, say), `past` what its own card tells; `withdrawn`: ids that only its own
    card names: under the present rules they were none.
    """
    changes = Changes()
    for number, stated in now.answers.stated.items():
        changes.now[number] = _state_now(stated, before, now, past, withdrawn)
        (changes.leads if stated.lead else changes.problems)[changes.now[number].state] += 1
    for entry in _gone(before, now, past):
        changes.earlier.append(entry)
        if not entry.carried:
            (changes.leads if entry.lead else changes.problems)[entry.state] += 1
    changes.earlier.sort(key=lambda each: (list(Change).index(each.state), each.check, each.id))
    return changes


def _state_now(stated: Stated, before: Side, now: Side, past: Past, withdrawn: frozenset[str]) -> FindingChangeCard:
    number = stated.finding.id
    known = past.earlier.get(number)
    if number in before.answers.present or number in withdrawn or (known and known.state in STILL):
        first = known.since if known else before.card.as_of
        return FindingChangeCard(state=Change.OPEN, since=past.since.get(number, first))
    if known:
        return FindingChangeCard(state=Change.RETURNED, since=now.card.as_of)
    place = Place.of(stated.finding, lead=stated.lead)
    was_asked = any(
        would_have_been_found(place, asked, before.sight, now.answers.inquiries[key].sample)
        for key in stated.inquiries
        if (asked := before.answers.inquiries.get(key))
    )
    return FindingChangeCard(state=Change.NEW if was_asked else Change.FIRST_LOOK, since=now.card.as_of)


def _gone(before: Side, now: Side, past: Past) -> Iterator[EarlierFinding]:
    """Findings of the earlier run, and of those before it, that have no state in this one."""
    present = now.answers.stated.keys()
    for number, stated in before.answers.stated.items():
        if number not in present:
            known = past.earlier.get(number)
            since = past.since.get(number, known.since if known else before.card.as_of)
            yield _told(_entry(stated, before, since), now, _asked(stated.inquiries, now))
    for number, known in past.earlier.items():
        if number in present or number in before.answers.stated:
            continue
        if known.state is Change.MENDED:
            yield known.model_copy(update={"carried": True})
        else:
            yield _told(known, now, _asked_for(known, now))


def _told(entry: EarlierFinding, now: Side, asked: list[Inquiry]) -> EarlierFinding:
    state = _state_gone(entry, now, asked)
    return entry.model_copy(update={"state": state, "on": now.card.as_of, "carried": False})


def _state_gone(entry: EarlierFinding, now: Side, asked: list[Inquiry]) -> Change:
    if entry.id in now.answers.present:
        return Change.DISCOUNTED
    if now.card.site.outcome is not None:
        return Change.UNCHECKED
    if not asked:
        return Change.UNCHECKED if now.answers.unasked.intersection(entry.requirements) else Change.NOT_ASKED
    place, sampled = _place(entry), frozenset(entry.place.sampled)
    within = [inquiry for inquiry in asked if not _may_be_out(entry, inquiry, now)]
    if any(was_looked_for(place, inquiry, now.sight, sampled) for inquiry in within):
        return Change.MENDED
    return Change.UNCHECKED if within else Change.NOT_ASKED


def _may_be_out(entry: EarlierFinding, inquiry: Inquiry, now: Side) -> bool:
    """Whether what the finding is about may have left the period asked about: last month's page is not mended by growing old."""
    subject, period = entry.place.subject, inquiry.period
    if period is None or subject not in entry.place.pages or now.sight.page(subject) is Seen.ABSENT:
        return False
    first, _ = period.days(now.card.as_of, inquiry.year)
    if first == period.days(entry.last_seen, inquiry.year)[0]:
        return False
    published = now.sight.published(subject)
    return published is None or published < first


def _entry(stated: Stated, before: Side, since: date) -> EarlierFinding:
    finding, place = stated.finding, Place.of(stated.finding)
    samples = frozenset().union(*(before.answers.inquiries[key].sample for key in stated.inquiries))
    return EarlierFinding(
        id=finding.id,
        check=stated.check,
        requirements=stated.requirements,
        message=plain(finding.message, MESSAGE_LENGTH),
        url=next(iter(place.pages), "")[:ADDRESS_LENGTH],
        since=since,
        last_seen=before.card.as_of,
        state=Change.UNCHECKED,
        on=before.card.as_of,
        lead=stated.lead,
        place=EarlierPlace(
            subject=finding.subject,
            element=finding.element,
            pages=list(place.pages[:PAGES_KEPT]),
            targets=list(place.targets[:PAGES_KEPT]),
            sampled=[url for url in (finding.subject, *place.pages[:PAGES_KEPT]) if url in samples],
        ),
    )


def _place(entry: EarlierFinding) -> Place:
    place = entry.place
    return Place(entry.id, place.subject, place.element, tuple(place.pages), tuple(place.targets), entry.lead)


def _asked(keys: Iterable[str], now: Side) -> list[Inquiry]:
    return [inquiry for key in keys if (inquiry := now.answers.inquiries.get(key))]


def _asked_for(entry: EarlierFinding, now: Side) -> list[Inquiry]:
    """Inquiries of this run into what a finding of an older one was about."""
    return [
        inquiry
        for inquiry in now.answers.inquiries.values()
        if inquiry.check == entry.check and inquiry.requirements.intersection(entry.requirements)
    ]
