"""Notifying units of many requirements at once (批量通知整改)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from uuid import UUID

from sqlalchemy.orm import Session

from reports.ledgers.followup import State
from service.accounts.actor import Actor, Right
from service.accounts.scope import site_for
from service.database.tables import Unit
from service.followup.as_file import locked
from service.followup.ledger import LedgerLine, all_lines
from service.followup.steps import Said, name_of, step_on
from service.mail.notices import Told, put_notices
from service.refusals import RefusalError

MOST = 2_000  # requirements of one notice


@dataclass(frozen=True)
class Item:
    """A requirement to be notified of, and the last step its author saw."""

    site: UUID
    requirement: str
    seen: int


@dataclass
class Notified:
    """What came of it: how many were notified, why others were not, units nobody could write to."""

    count: int = 0
    refused: list[str] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)


def notify(session: Session, actor: Actor, items: Sequence[Item], due: date | None, text: str) -> Notified:
    """Set requirements to 已通知 and write to the users of their units. What cannot be notified now does not stop the others.

    Raises RefusalError: 403; 404 for a site or requirement there is none of; 422 for nothing chosen, too much, or a day that cannot be.
    """
    actor.require(Right.SUPERVISE)
    if not items:
        raise RefusalError.unusable("没有选中任何一条")
    if len(items) > MOST:
        raise RefusalError.unusable(f"选了 {len(items)} 条，一次最多 {MOST} 条")
    lines = _locked_lines(session, actor, {item.site for item in items})
    notified = Notified()
    told: list[Told] = []
    for item in sorted(set(items), key=lambda each: (str(each.site), each.requirement)):
        line = lines.get((item.site, item.requirement))
        if line is None:
            raise RefusalError.not_found("选中的有一条已经不在，请刷新后再选")
        try:
            step = step_on(session, actor, line, Said(State.NOTIFIED, text, due=due), item.seen)
        except RefusalError as fault:
            if fault.status != HTTPStatus.CONFLICT:
                raise
            notified.refused.append(f"{name_of(line.site)} {item.requirement}：{fault.words}")
        else:
            told.append((line, step))
    notified.count = len(told)
    notified.unreached = [_unit_name(session, unit) for unit in put_notices(session, told)]
    return notified


def _locked_lines(session: Session, actor: Actor, sites: set[UUID]) -> dict[tuple[UUID, str], LedgerLine]:
    """The requirements of some sites, which are locked in one order; raises RefusalError (404)."""
    for site in sorted(sites):
        locked(session, site_for(session, actor, site))
    return {(line.site.id, line.result.requirement): line for line in all_lines(session, actor, sites)}


def _unit_name(session: Session, unit: UUID | None) -> str:
    found = session.get(Unit, unit) if unit else None
    return found.name if found else "没有登记责任单位的网站"
