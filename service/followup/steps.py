"""Steps of the follow-up (整改跟踪的步骤): what people may do next, and doing it. The table of steps is the ledger's own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from auditing.today import today
from reports.ledgers.followup import STEPS, State, StepError, refuse_impossible
from service.accounts.actor import Actor, Right
from service.accounts.scope import site_for
from service.database.tables import FollowupRow, SiteRow
from service.followup.as_file import entry_of, locked
from service.followup.ledger import LedgerLine, line_of
from service.journal import record
from service.mail.notices import put_notices
from service.refusals import RefusalError
from service.typed_text import typed, typed_line

LONGEST_TEXT = 4000
LONGEST_NAME = 200
LONGEST_WAIT = timedelta(days=366)
WITH_DUE = (State.NOTIFIED, State.REJECTED)  # ask the unit for an answer
WITH_REASON = (State.REJECTED, State.OPEN)  # beside 误报, for which the ledger itself asks
DONE_AGAIN = (State.NOTIFIED, State.REPLIED, State.FALSE_ALARM)  # of which more is said in the same state


@dataclass(frozen=True)
class Said:
    """What somebody says with a step. `by`: 责任人, else who is signed in; `due`: until when the unit is to answer."""

    state: State
    text: str = ""
    note: str = ""
    by: str = ""
    due: date | None = None
    finding: str = ""


def right_for(state: State) -> Right:
    """What one must be allowed to bring a requirement into a state."""
    return Right.REPLY if state is State.REPLIED else Right.SUPERVISE


def next_states(actor: Actor, now: State) -> list[State]:
    """What this actor may do next; that of the present state is to say more."""
    possible = [*STEPS[now], *([now] if now in DONE_AGAIN else [])]
    return [state for state in State if state in possible and actor.may(right_for(state))]


def take_step(session: Session, actor: Actor, site_id: UUID, requirement: str, said: Said, seen: int) -> FollowupRow:
    """Add a step, with a mail to the unit where it asks for an answer. `seen`: number of the last step its author saw, 0 for none.

    Raises RefusalError: 404 where there is no such requirement, 403 without the right, 422 for what is lacking, 409 when somebody was quicker or
    the step cannot be taken now.
    """
    actor.require(right_for(said.state))
    site = site_for(session, actor, site_id)
    locked(session, site)
    line = line_of(session, actor, site, requirement)
    if line is None:
        raise RefusalError.not_found("没有这一条，可能规则集已经变了")
    row = step_on(session, actor, line, said, seen)
    if said.state in WITH_DUE:
        put_notices(session, [(line, row)])
    return row


def step_on(session: Session, actor: Actor, line: LedgerLine, said: Said, seen: int) -> FollowupRow:
    """The same without mail, where the site is locked and the line was read since."""
    row = _row(actor, line, said)
    _refuse_outdated(line, seen)
    try:
        refuse_impossible(entry_of(row), entry_of(line.step) if line.step else None)
    except StepError as fault:
        raise RefusalError.conflict(str(fault)) from fault
    session.add(row)
    session.flush()
    record(session, actor, f"followup.{said.state.value}", _name(line), step=row.id, text=row.text)
    return row


def _row(actor: Actor, line: LedgerLine, said: Said) -> FollowupRow:
    """The step as it is kept; raises RefusalError (422)."""
    needed = said.state in (*WITH_REASON, State.FALSE_ALARM)
    return FollowupRow(
        site_id=line.site.id,
        requirement=line.result.requirement,
        finding=typed_line(said.finding, "问题编号", 64),
        state=said.state,
        text=typed(said.text, "理由" if needed else "说明", LONGEST_TEXT, needed=needed),
        by=typed_line(said.by, "责任人", LONGEST_NAME) or actor.name[:LONGEST_NAME],
        note=typed(said.note, "备注", LONGEST_TEXT),
        due=_due(said),
        at=datetime.now(UTC),
        user_id=actor.user_id,
        audit_id=line.result.audit_id,
    )


def _due(said: Said) -> date | None:
    if said.due is None:
        return None
    if said.state not in WITH_DUE:
        raise RefusalError.unusable("只有通知和退回可以写反馈期限")
    if not today() <= said.due <= today() + LONGEST_WAIT:
        raise RefusalError.unusable(f"反馈期限 {said.due.isoformat()} 应在今天以后、一年以内")
    return said.due


def _refuse_outdated(line: LedgerLine, seen: int) -> None:
    if line.seen == seen:
        return
    last = line.step
    what = f"“{last.by}”刚刚把它改为“{last.state.words}”" if last else "它的办理记录变了"
    raise RefusalError.conflict(f"您打开页面以后，{what}，请刷新后再办理")


def _name(line: LedgerLine) -> str:
    return f"{name_of(line.site)} {line.result.requirement}"


def name_of(site: SiteRow) -> str:
    """A site as people call it."""
    return site.name or site.host
