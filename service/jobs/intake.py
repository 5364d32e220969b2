"""A finished audit is taken in (结果入库): its card into the tables, all or nothing, by the attempt that holds it only."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import insert
from sqlalchemy.orm import Session

from auditing.exits import Exit
from auditing.runs import CARD_NAME
from reports.ledgers.followup import FollowupError, read_followup
from reports.scorecard import ResultCard, RulesetCard, Scorecard
from reports.wording.plaintext import plain
from service.database.tables import Audit, AuditEvent, AuditState, Purpose, RequirementResult, RulesetScore
from service.followup.as_file import locked, take_in
from service.jobs.attempts import Attempt, fenced
from service.jobs.ending import end_audit
from service.jobs.events import Event
from service.jobs.figures import figures_of
from service.jobs.problems import take_in_problems
from service.jobs.stopping import FaultError

LONGEST_TITLE, LONGEST_REASON = 500, 1000


def read_result(folder: Path) -> Scorecard:
    """The card in a site's folder; raises FaultError where it is missing or broken."""
    try:
        return Scorecard.model_validate_json((folder / CARD_NAME).read_bytes())
    except (OSError, ValidationError) as fault:
        raise FaultError(f"检查结束了，结果却读不出来（{str(fault).splitlines()[0]}）") from fault


def take_in_result(session: Session, attempt: Attempt, card: Scorecard, code: Exit, folder: Path) -> None:
    """Write all a card says, end the audit, close the run if it was the last. Raises StoppedError, FaultError.

    The site's row is locked first, as everybody does who removes a site or adds a step of its follow-up.
    """
    locked(session, attempt.audit.site)
    with fenced(session, attempt) as audit:
        audit.exit = int(code)
        audit.as_of = card.as_of
        audit.crawled_at = card.run.started
        audit.store_key = attempt.store_key
        audit.has_snapshot = audit.run.purpose is not Purpose.REJUDGE
        audit.summary = figures_of(card)
        _insert(session, RulesetScore, (_score(audit, ruleset) for ruleset in card.rulesets))
        _insert(session, RequirementResult, _results(audit, card))
        take_in_problems(session, audit, card)
        take_in(session, audit.site, _followup(folder), audit)
        end_audit(session, audit, AuditState.DONE, Event.DONE)


def take_in_notes(session: Session, attempt: Attempt, notes: Iterable[dict[str, Any]]) -> None:
    """Lines of the crawl's own log."""
    _insert(session, AuditEvent, (_event(attempt.audit, each) for each in notes))


def _insert(session: Session, table: type[Any], rows: Iterable[dict[str, Any]]) -> None:
    if found := list(rows):
        session.execute(insert(table), found)


def _event(audit: Audit, event: dict[str, Any]) -> dict[str, Any]:
    kind, detail = plain(event["kind"], 80), plain(event["detail"], LONGEST_REASON)
    return {"audit_id": audit.id, "at": event["at"], "kind": kind, "detail": detail}


def _score(audit: Audit, ruleset: RulesetCard) -> dict[str, Any]:
    score = ruleset.score
    return {
        "audit_id": audit.id,
        "ruleset": ruleset.id,
        "version": ruleset.version,
        "title": plain(ruleset.title, LONGEST_TITLE),
        "value": score.value,
        "value_before_waivers": score.value_before_waivers,
        "grade": plain(score.grade, 80),
        "vetoed": score.vetoed,
    }


def _results(audit: Audit, card: Scorecard) -> Iterable[dict[str, Any]]:
    return (_result(audit, result) for ruleset in card.rulesets for result in ruleset.results)


def _result(audit: Audit, result: ResultCard) -> dict[str, Any]:
    found = {finding.id for assessment in result.assessments for finding in assessment.findings}
    return {
        "audit_id": audit.id,
        "requirement": result.requirement,
        "title": plain(result.title, LONGEST_TITLE),
        "outcome": result.outcome,
        "reason": plain(result.reason, LONGEST_REASON),
        "waived": result.waived,
        "findings": len(found),
        "units": list(result.units.lead),
        "due": result.due,
    }


def _followup(folder: Path) -> Any:
    try:
        return read_followup(folder, folder.name)
    except FollowupError as fault:
        raise FaultError(str(fault)) from fault
