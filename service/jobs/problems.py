"""What a card says of each finding of the site (问题入库): one row for an id through all audits, with its state as of the last one that looked."""

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from reports.comparison.answers import Answers, Stated
from reports.earlier_cards import Change, EarlierFinding
from reports.scorecard import Scorecard
from reports.wording.plaintext import plain
from service.database.tables import Audit, AuditState, Problem
from service.results.findings import PRESENT

LONGEST_ADDRESS = 2000
LONGEST_MESSAGE = 1000
AT_A_TIME = 1000  # rows of one statement
KEPT = ("site_id", "finding", "id")  # of a row that is there


def take_in_problems(session: Session, audit: Audit, card: Scorecard) -> None:
    """Write the findings of a card, and what became of earlier ones. An audit whose crawl is older than one taken in before changes nothing."""
    if _is_outdated(session, audit, card):
        return
    rows = [_row(stated, audit, card) for stated in Answers.of(card).stated.values()]
    for start in range(0, len(rows), AT_A_TIME):
        _upsert(session, rows[start : start + AT_A_TIME])
    judged = {ruleset.id for ruleset in card.rulesets}
    for entry in card.comparison.earlier if card.comparison else ():
        if not entry.carried and _was_asked(entry, judged):
            _update(session, audit, entry)
    _withdraw(session, audit, card, judged)


def _is_outdated(session: Session, audit: Audit, card: Scorecard) -> bool:
    newest = session.scalar(
        select(func.max(Audit.crawled_at)).where(
            Audit.site_id == audit.site_id, Audit.state == AuditState.DONE, Audit.id != audit.id
        )
    )
    return newest is not None and newest > card.run.started


def _row(stated: Stated, audit: Audit, card: Scorecard) -> dict[str, Any]:
    finding = stated.finding
    first = finding.evidence[0] if finding.evidence else None
    return {
        "site_id": audit.site_id,
        "finding": finding.id,
        "check": stated.check,
        "requirements": stated.requirements,
        "message": plain(finding.message, LONGEST_MESSAGE),
        "remedy": plain(finding.remedy, LONGEST_MESSAGE),
        "severity": finding.severity,
        "url": plain(first.url, LONGEST_ADDRESS) if first else "",
        "target": plain(first.target or "", LONGEST_ADDRESS) if first else "",
        "state": finding.change.state if finding.change else Change.FIRST_LOOK,
        "lead": stated.lead,
        "waived": finding.waiver is not None,
        "since": finding.change.since if finding.change else card.as_of,
        "last_seen": card.as_of,
        "audit_id": audit.id,
    }


def _upsert(session: Session, rows: list[dict[str, Any]]) -> None:
    statement = insert(Problem).values(rows)
    new = {name: statement.excluded[name] for name in rows[0] if name not in KEPT}
    session.execute(statement.on_conflict_do_update(index_elements=["site_id", "finding"], set_=new))


def _was_asked(entry: EarlierFinding, judged: set[str]) -> bool:
    """A card by some of a site's rulesets says nothing of what only the others ask."""
    asked = {requirement.partition("/")[0] for requirement in entry.requirements}
    return entry.state is not Change.NOT_ASKED or bool(asked & judged)


def _update(session: Session, audit: Audit, entry: EarlierFinding) -> None:
    """A finding that is not there now; one the table never had is not made up from the little that is kept of it."""
    session.execute(
        update(Problem)
        .where(Problem.site_id == audit.site_id, Problem.finding == entry.id)
        .values(state=entry.state, lead=entry.lead, since=entry.since, last_seen=entry.last_seen, audit_id=audit.id)
    )


def _withdraw(session: Session, audit: Audit, card: Scorecard, judged: set[str]) -> None:
    """What an earlier verdict on the same crawl found and this one does not: judged again by other figures, nothing asks for it any more."""
    earlier = select(Audit.id).where(
        Audit.site_id == audit.site_id, Audit.crawled_at == card.run.started, Audit.id != audit.id
    )
    left = session.execute(
        select(Problem.id, Problem.requirements).where(
            Problem.site_id == audit.site_id, Problem.audit_id.in_(earlier), Problem.state.in_(PRESENT)
        )
    )
    gone = [key for key, asked in left if {requirement.partition("/")[0] for requirement in asked} <= judged]
    for start in range(0, len(gone), AT_A_TIME):
        session.execute(
            update(Problem)
            .where(Problem.id.in_(gone[start : start + AT_A_TIME]))
            .values(state=Change.NOT_ASKED, audit_id=audit.id)
        )
