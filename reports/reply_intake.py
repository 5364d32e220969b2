"""Replies taken in (整改情况回收): filled-in rows matched with the cards of a run by their ids, and kept in each site's followup.yaml.

A verdict is never read back: what a unit says it has mended is a reply, and only the next check tells whether it is so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal.site import Site
from reports.filled_ledger import FilledRow
from reports.followup import Followup, FollowupEntry, Source, State
from reports.ledger_rows import ledger_rows
from reports.ledger_sheet import row_identity, verdict_words
from reports.scorecard import Scorecard

NAMED = 5  # rows with another verdict that are told by place


@dataclass(frozen=True)
class Clause:
    """A clause in the ledger of a site: where its replies go, and the verdict it has."""

    site: str
    requirement: str
    verdict: str


@dataclass
class Intake:
    """What came of it: replies that are new, those known before, and what was not read, a line each."""

    new: int = 0
    known: int = 0
    changed: set[str] = field(default_factory=set)  # sites whose followup has grown
    unmatched: int = 0
    notices: list[str] = field(default_factory=list)


def clauses_of(cards: Iterable[Scorecard]) -> dict[str, Clause]:
    """The clauses of all ledgers, by the id their rows carry."""
    found = {}
    for card in cards:
        site = Site(url=card.site.url).folder
        for ruleset in card.rulesets:
            for row in ledger_rows(ruleset, card.as_of):
                clause = Clause(site, row.requirement, verdict_words(row))
                found[row_identity(row.requirement, site)] = clause
    return found


def take_in(
    rows: Sequence[FilledRow], clauses: Mapping[str, Clause], followups: Mapping[str, Followup], at: datetime
) -> Intake:
    """Add what was filled in to the `followups` (by site), which are changed; `at` is when it was read."""
    intake = Intake()
    for identity, group in _by_identity(rows).items():
        clause = clauses.get(identity)
        if clause is None or len({(row.text, row.by, row.note) for row in group}) > 1:
            intake.unmatched += len(group)
            intake.notices += [_why_not(row, group, clause) for row in group]
            continue
        if followups[clause.site].add(_entry(group[0], clause, at)):
            intake.new += 1
            intake.changed.add(clause.site)
        else:
            intake.known += 1
    intake.notices += _verdicts_changed(rows, clauses)
    return intake


def unread(rows: Iterable[FilledRow], clauses: Mapping[str, Clause], followups: Mapping[str, Followup]) -> int:
    """How many filled-in rows say something that no followup has taken in."""
    last = {site: followup.replies() for site, followup in followups.items()}
    return sum(row.is_filled and not _is_kept(row, clauses.get(row.identity), last) for row in rows)


def _is_kept(row: FilledRow, clause: Clause | None, last: Mapping[str, Mapping[str, FollowupEntry]]) -> bool:
    reply = last[clause.site].get(clause.requirement) if clause else None
    return reply is not None and (reply.text, reply.by, reply.note) == (row.text, row.by, row.note)


def _by_identity(rows: Iterable[FilledRow]) -> dict[str, list[FilledRow]]:
    groups: dict[str, list[FilledRow]] = {}
    for row in rows:
        if row.is_filled:
            groups.setdefault(row.identity, []).append(row)
    return groups


def _why_not(row: FilledRow, group: list[FilledRow], clause: Clause | None) -> str:
    if not row.identity:
        return f"{row.place}没有编号，没有读入"
    if clause is None:
        return f"{row.place}的编号“{row.identity[:80]}”不在这次检查里，没有读入"
    others = "、".join(str(other.row) for other in group if other is not row)
    return f"{row.place}与第 {others} 行编号相同而内容不同，都没有读入，请只留一行"


def _entry(row: FilledRow, clause: Clause, at: datetime) -> FollowupEntry:
    source = Source(file=row.file, sheet=row.sheet, row=row.row)
    return FollowupEntry(
        requirement=clause.requirement,
        state=State.REPLIED,
        text=row.text,
        by=row.by,
        note=row.note,
        at=at,
        source=source,
    )


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
