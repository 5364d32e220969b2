"""States of a ruleset (规则集的历次修改): saved, put in force again, withdrawn. Nothing is overwritten."""

from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from rulesets.loading import builtin, builtin_ids
from rulesets.model import Ruleset
from service.accounts.actor import Actor, Right
from service.database.tables import RulesetFile, Schedule, SiteRow
from service.journal import record
from service.refusals import RefusalError
from service.rulesets.known import known_ruleset, of_file
from service.rulesets.uploading import Examination
from service.typed_text import typed

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('gongkai.rulesets'))")
LONGEST_NOTE = 500


def save_examined(session: Session, actor: Actor, examination: Examination, note: str = "") -> RulesetFile:
    """Put an uploaded ruleset in force; raises RefusalError (403, 409 when nothing is changed, 422 with every fault)."""
    actor.require(Right.MANAGE_RULESETS)
    if examination.ruleset is None:
        raise RefusalError.unusable(examination.words)
    return save_state(session, actor, examination.ruleset, examination.yaml, note)


def save_state(session: Session, actor: Actor, ruleset: Ruleset, yaml: str, note: str) -> RulesetFile:
    """A new state of a ruleset, in force at once. Raises RefusalError (403, 409, 422)."""
    actor.require(Right.MANAGE_RULESETS)
    session.execute(_ONE_AT_A_TIME)
    _refuse_same(session, ruleset, yaml)
    _out_of_force(session, ruleset.id)
    state = RulesetFile(
        ruleset=ruleset.id,
        version=ruleset.version,
        title=ruleset.title,
        yaml=yaml,
        note=typed(note, "修改说明", LONGEST_NOTE),
        saved_by=actor.user_id,
    )
    session.add(state)
    session.flush()
    record(session, actor, "ruleset.save", ruleset.id, version=ruleset.version, note=state.note)
    return state


def restore_state(session: Session, actor: Actor, state_id: UUID) -> RulesetFile:
    """Put an earlier state in force again; raises RefusalError (403, 404, 409 when this version finds faults in it)."""
    actor.require(Right.MANAGE_RULESETS)
    session.execute(_ONE_AT_A_TIME)
    state = state_of(session, state_id)
    known = of_file(state)
    if known.ruleset is None:
        raise RefusalError.conflict(f"这一份在当前版本下有错误，不能恢复：{known.faults[0]}")
    _out_of_force(session, state.ruleset)
    state.in_force = True
    session.flush()
    record(session, actor, "ruleset.restore", state.ruleset, version=state.version)
    return state


def withdraw(session: Session, actor: Actor, name: str) -> None:
    """Take the office's own ruleset out of force: the built-in one counts again, where there is one. Its states stay.

    Raises RefusalError (403, 404, 409 while sites or schedules name a ruleset that would be gone).
    """
    actor.require(Right.MANAGE_RULESETS)
    session.execute(_ONE_AT_A_TIME)
    if known_ruleset(session, name).own is None:
        raise RefusalError.conflict("这是内置规则集，没有本单位的修改")
    if name not in builtin_ids():
        _refuse_in_use(session, name)
    _out_of_force(session, name)
    record(session, actor, "ruleset.withdraw", name)


def history(session: Session, name: str) -> list[RulesetFile]:
    """All states of a ruleset, the newest first."""
    states = (
        select(RulesetFile).where(RulesetFile.ruleset == name).order_by(RulesetFile.saved_at.desc(), RulesetFile.id)
    )
    return list(session.scalars(states))


def state_of(session: Session, state_id: UUID) -> RulesetFile:
    """One state; raises RefusalError (404)."""
    state = session.get(RulesetFile, state_id)
    if state is None:
        raise RefusalError.not_found("没有这一份规则集")
    return state


def _out_of_force(session: Session, name: str) -> None:
    session.execute(update(RulesetFile).where(RulesetFile.ruleset == name).values(in_force=False))


def _refuse_same(session: Session, ruleset: Ruleset, yaml: str) -> None:
    """A state that says the same as the one in force would only make the history longer."""
    own = select(RulesetFile).where(RulesetFile.ruleset == ruleset.id, RulesetFile.in_force)
    now = session.scalar(own)
    if now and now.yaml == yaml:
        raise RefusalError.conflict("与现行的规则集相同，没有保存")
    if now is None and ruleset.id in builtin_ids() and builtin(ruleset.id) == ruleset:
        raise RefusalError.conflict("与内置的规则集相同，没有保存")


def _refuse_in_use(session: Session, name: str) -> None:
    sites = select(func.count()).where(SiteRow.removed_at.is_(None), SiteRow.rulesets.contains([name]))
    schedules = select(func.count()).where(Schedule.rulesets.contains([name]))
    used = session.scalar(sites) or 0, session.scalar(schedules) or 0
    if any(used):
        raise RefusalError.conflict(f"有 {used[0]} 个网站、{used[1]} 个计划指定了这个规则集，请先改掉再停用")
