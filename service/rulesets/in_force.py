"""Which of the office's own rulesets count (现行规则集)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.tables import RulesetFile


def files(session: Session) -> list[RulesetFile]:
    """The office's own rulesets in force, in the order of their ids; one with the id of a built-in ruleset replaces it."""
    return list(session.scalars(select(RulesetFile).where(RulesetFile.in_force).order_by(RulesetFile.ruleset)))
