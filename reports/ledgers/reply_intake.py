"""Replies taken in (整改情况回收): filled-in rows matched with the cards of a run by their ids, and kept in each site's folder.

A machine's verdict is never read back: what a unit says it has mended is a reply, and only the next check tells whether it is so. A person's
verdict is read where the machine has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal.site import Site
from reports.ledgers.filled_ledger import FilledRow
from reports.ledgers.followup import StepError
from reports.ledgers.ledger_rows import ledger_rows
from reports.ledgers.ledger_sheet import Kept, row_identity, verdict_words
from reports.ledgers.row_words import Clause, RowWords, words_of
from reports.scorecard import Scorecard

NAMED = 5  # rows with another verdict that are told by place


@dataclass
class Intake:
    """What came of it: replies, steps and verdicts that are new, those known before, and what was not read, a line each."""

    new: int = 0
    known: int = 0
    attested: int = 0  # of the new ones
    changed: set[str] = field(default_factory=set)  # sites whose follow-up or attestations have grown
    unmatched: int = 0
    notices: list[str] = field(default_factory=list)


def clauses_of(cards: Iterable[Scorecard]) -> dict[str, Clause]:
    """The clauses of all ledgers, by the id their rows carry."""
    found = {}
    for card in cards:
        site = Site(url=card.site.url).folder
        for ruleset in card.rulesets:
            for row in ledger_rows(ruleset, card.as_of):
                clause = Clause(site, row.requirement, verdict_words(row), row.attestable)
                found[row_identity(row.requirement, site)] = clause
    return found


def take_in(rows: Sequence[FilledRow], clauses: Mapping[str, Clause], kept: Mapping[str, Kept], at: datetime) -> Intake:
    """Add what was filled in to what is `kept` (by site), which is changed; `at` is when it was read."""
    intake = Intake()
    for identity, group in _by_identity(rows).items():
        clause = clauses.get(identity)
        if clause is None:
            intake.unmatched += len(group)
            intake.notices += [_stranger(row) for row in group]
            continue
        said = [words_of(row, clause, at) for row in group]
        news = [words for words in said if words.is_news(kept[clause.site])]
        if len({words.content for words in news}) > 1:
            intake.unmatched += len(news)
            intake.notices += [_contradicted(words.row, [other.row for other in news]) for words in news]
        elif news:
            _take(news[0], kept[clause.site], clause, intake)
        else:
            intake.known += 1
    intake.notices += _verdicts_changed(rows, clauses)
    return intake


def _take(words: RowWords, kept: Kept, clause: Clause, intake: Intake) -> None:
    """Take in what one row says; a step that cannot be taken does not stop the others."""
    before = intake.new
    for fault in words.faults:
        intake.notices.append(f"{words.row.place}{fault}，没有读入")
    for entry in words.steps:
        try:
            intake.new += kept.followup.add(entry)
        except StepError as fault:
            intake.notices.append(f"{words.row.place}{fault}，没有读入")
    attestation = words.new_attestation(kept)
    if attestation and clause.attestable:
        kept.attestations.append(attestation)
        intake.new += 1
        intake.attested += 1
    elif attestation:
        intake.notices.append(f"{words.row.place}的检查结果是“{clause.verdict}”，不需要核实结论，没有读入")
    if intake.new > before:
        intake.changed.add(clause.site)
    else:
        intake.unmatched += 1


def unread(rows: Sequence[FilledRow], clauses: Mapping[str, Clause], kept: Mapping[str, Kept], at: datetime) -> int:
    """How many filled-in rows say something that was not taken in."""
    filled = [row for row in rows if row.is_filled]
    return sum(_is_unread(row, clauses.get(row.identity), kept, at) for row in filled)


def _is_unread(row: FilledRow, clause: Clause | None, kept: Mapping[str, Kept], at: datetime) -> bool:
    return clause is None or words_of(row, clause, at).is_news(kept[clause.site])


def _by_identity(rows: Iterable[FilledRow]) -> dict[str, list[FilledRow]]:
    groups: dict[str, list[FilledRow]] = {}
    for row in rows:
        if row.is_filled:
            groups.setdefault(row.identity, []).append(row)
    return groups


def _stranger(row: FilledRow) -> str:
    if not row.identity:
        return f"{row.place}没有编号，没有读入"
    return f"{row.place}的编号“{row.identity[:80]}”不在这次检查里，没有读入"


def _contradicted(row: FilledRow, group: Sequence[FilledRow]) -> str:
    others = "、".join(str(other.row) for other in group if other is not row)
    return f"{row.place}与第 {others} 行编号相同而内容不同，都没有读入，请只留一行"


def _verdicts_changed(rows: Iterable[FilledRow], clauses: Mapping[str, Clause]) -> list[str]:
    """Rows whose verdict is not the card's: told, never read."""
    changed = [
        row for row in rows if row.verdict and row.identity in clauses and row.verdict != clauses[row.identity].verdict
    ]
    lines = [
        f"{row.place}的检查结果“{row.verdict[:20]}”与检查结果单的“{clauses[row.identity].verdict}”不同，以检查结果单为准，没有读入"
        for row in changed[:NAMED]
    ]
    more = len(changed) - NAMED
    return [*lines, f"另有 {more} 行的检查结果与检查结果单不同，也没有读入"] if more > 0 else lines
