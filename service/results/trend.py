"""Scores over time (趋势): of one site crawl by crawl, of a group of sites month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.off_peak import ZONE
from reports.charts import TrendLine, TrendValue, trend_line
from reports.index.comparable import rated_value
from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import Audit, RulesetScore, SiteRow
from service.results.choosing import SiteChoice, chosen_sites, ids_of
from service.results.latest import scores

MONTHS = 13  # this one and the same of last year
CRAWLS = 24


@dataclass(frozen=True)
class Point:
    """One score, or the mean of a group's. `value` is None where there is none; `sites`: of how many it is the mean."""

    label: str
    value: float | None
    grade: str
    version: str
    audit: UUID | None = None
    sites: int = 1


@dataclass(frozen=True)
class Trend:
    """The points of one ruleset, oldest first, and their drawing, None for fewer than two."""

    ruleset: str
    title: str
    points: tuple[Point, ...]

    @property
    def line(self) -> TrendLine | None:
        """The drawing; scores under different versions of the rules are not joined."""
        return trend_line([TrendValue(point.label, point.value, point.version) for point in self.points])


def site_trends(session: Session, actor: Actor, site: UUID) -> tuple[Trend, ...]:
    """A site's scores under every ruleset it was judged by, the last CRAWLS of them."""
    found = scores(ids_of(visible_sites(actor).where(SiteRow.id == site)))
    rows = session.execute(
        select(RulesetScore, Audit)
        .join(found, found.c.score == RulesetScore.id)
        .join(Audit, Audit.id == found.c.audit)
        .where(found.c.age <= CRAWLS)
        .order_by(found.c.ruleset, found.c.moment)
    )
    by_ruleset: dict[str, list[tuple[RulesetScore, Audit]]] = {}
    for score, audit in rows:
        by_ruleset.setdefault(score.ruleset, []).append((score, audit))
    return tuple(
        Trend(ruleset, judged[-1][0].title, tuple(_point(score, audit) for score, audit in judged))
        for ruleset, judged in by_ruleset.items()
    )


def _point(score: RulesetScore, audit: Audit) -> Point:
    label = audit.as_of.isoformat() if audit.as_of else ""
    return Point(label, rated_value(score), score.grade, score.version, audit.id)


def group_trend(session: Session, actor: Actor, ruleset: str, choice: SiteChoice) -> Trend | None:
    """The mean score of the chosen sites month by month, each site with its last score of the month; None where there is none.

    The series is the version of the rules most sites were judged by in that month.
    """
    found = scores(ids_of(chosen_sites(actor, choice)), ruleset)
    rows = session.execute(
        select(RulesetScore, found.c.site, found.c.moment)
        .join(found, found.c.score == RulesetScore.id)
        .where(found.c.age <= MONTHS * 4)
        .order_by(found.c.moment)
    ).all()
    months: dict[date, dict[UUID, RulesetScore]] = {}
    for score, site, moment in rows:
        months.setdefault(moment.astimezone(ZONE).date().replace(day=1), {})[site] = score
    if not months:
        return None
    shown = sorted(months)[-MONTHS:]
    return Trend(ruleset, rows[-1][0].title, tuple(_mean(month, list(months[month].values())) for month in shown))


def _mean(month: date, judged: Sequence[RulesetScore]) -> Point:
    values = [value for score in judged if (value := rated_value(score)) is not None]
    versions = [score.version for score in judged]
    version = max(sorted(set(versions)), key=versions.count)
    return Point(f"{month:%Y-%m}", round(fmean(values), 1) if values else None, "", version, sites=len(values))
