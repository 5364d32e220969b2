"""What counts now (现行结果): of each site and document the last audit that looked at the whole, and the last step on each requirement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

from sqlalchemy import ARRAY, Select, String, TableValuedAlias, Uuid, cast, column, func, select, true
from sqlalchemy.orm import Session, join
from sqlalchemy.sql.selectable import LateralFromClause

from service.database.tables import Audit, FollowupRow, RequirementResult, RulesetScore, SiteRow
from service.results.latest import scores


@dataclass(frozen=True)
class Latest:
    """The newest whole audit of each site under each ruleset: titles of rulesets and days judged for, by audit and ruleset.

    By ruleset, since an audit may judge by some of the site's rulesets only and says nothing about the others. Read first, then handed to further
    queries as a table whose size PostgreSQL knows: as a part of them it is taken for a single row, and their plans become quadratic.
    """

    titles: dict[tuple[UUID, str], str]
    days: dict[UUID, date | None]
    table: TableValuedAlias

    @classmethod
    def of(cls, session: Session, sites: Select[UUID], ruleset: str | None = None) -> Self:
        """Of some sites; by all rulesets or one."""
        newest = scores(sites, ruleset)
        rows = session.execute(
            select(RulesetScore.audit_id, RulesetScore.ruleset, RulesetScore.title, newest.c.site, Audit.as_of)
            .join(newest, newest.c.score == RulesetScore.id)
            .join(Audit, Audit.id == RulesetScore.audit_id)
            .where(newest.c.age == 1)
        ).all()
        titles = {(audit, name): title for audit, name, title, _, _ in rows}
        table = _table([row[0] for row in rows], [row[1] for row in rows], [row[3] for row in rows])
        return cls(titles, {row[0]: row[4] for row in rows}, table)

    def select(self, *more: Any, beside: Sequence[Any] = ()) -> Select[Any]:
        """Results that count, each with its site, its ruleset, and `more` of what stands `beside` it, where it does."""
        latest, result = self.table, RequirementResult
        of = func.split_part(result.requirement, "/", 1) == latest.c.ruleset
        rows = join(latest, result, (result.audit_id == latest.c.audit) & of).join(SiteRow, SiteRow.id == latest.c.site)
        for each in beside:
            rows = rows.outerjoin(each, true())
        return select(result, SiteRow, latest.c.ruleset, *more).select_from(rows)


def _table(audits: list[UUID], rulesets: list[str], sites: list[UUID]) -> TableValuedAlias:
    ids = ARRAY(Uuid())
    columns = column("audit", Uuid()), column("ruleset", String()), column("site", Uuid())
    rows = func.unnest(cast(audits, ids), cast(rulesets, ARRAY(String())), cast(sites, ids))
    return rows.table_valued(*columns, name="latest").render_derived(name="latest")


def last_step() -> LateralFromClause:
    """The last step on the requirement of the row it is joined to."""
    return _steps(FollowupRow).limit(1).lateral("last_step")


def asked_until() -> LateralFromClause:
    """The day until which the unit was last asked to answer (反馈期限) on the requirement of the row it is joined to."""
    return _steps(FollowupRow.due).where(FollowupRow.due.is_not(None)).limit(1).lateral("asked_until")


def _steps(what: Any) -> Select[Any]:
    here = FollowupRow.site_id == SiteRow.id, FollowupRow.requirement == RequirementResult.requirement
    return select(what).where(*here).correlate(SiteRow, RequirementResult).order_by(FollowupRow.id.desc())
