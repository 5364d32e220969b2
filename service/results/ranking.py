"""The ranking (排名): every site's newest score under one ruleset, and what changed since the crawl before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from reports.index.comparable import is_assessed, rated_value
from reports.ledgers.workbook import Book, Column, Link, Value, web_link
from reports.wording.plaintext import plain
from reports.wording.words import LEVELS
from service.accounts.actor import Actor
from service.database.tables import Audit, RulesetScore, SiteRow
from service.results.choosing import SiteChoice, chosen_sites, ids_of
from service.results.latest import scores

SCORED, VETOED, UNRANKED = range(3)  # in the order of the list


@dataclass(frozen=True)
class Standing:
    """A site's place. `value` is None where too little was judged for a score; `change` is in points, None where it cannot be told, `why` not."""

    site: SiteRow
    audit: UUID
    as_of: date | None
    grade: str
    value: float | None
    vetoed: bool
    before_waivers: float | None  # where waivers changed it
    change: float | None
    why: str
    rank: int | None = None


def ranking(session: Session, actor: Actor, ruleset: str, choice: SiteChoice) -> Sequence[Standing]:
    """All chosen sites that were judged by `ruleset`: scored ones by points, then vetoed ones, then those without a score; equals share a rank."""
    found = scores(ids_of(chosen_sites(actor, choice)), ruleset)
    rows = session.execute(
        select(RulesetScore, Audit, found.c.age)
        .join(found, found.c.score == RulesetScore.id)
        .join(Audit, Audit.id == found.c.audit)
        .where(found.c.age <= 2)
    ).all()
    now = {audit.site_id: (score, audit) for score, audit, age in rows if age == 1}
    before = {audit.site_id: score for score, audit, age in rows if age == 2}
    standings = [_standing(score, audit, before.get(site)) for site, (score, audit) in now.items()]
    return _ranked(standings)


def _standing(score: RulesetScore, audit: Audit, before: RulesetScore | None) -> Standing:
    value = rated_value(score)
    change, why = change_of(score, before)
    waived = score.value_before_waivers if score.value_before_waivers != score.value else None
    return Standing(
        audit.site, audit.id, audit.as_of, score.grade, value, score.vetoed, waived if value is not None else None, change, why
    )  # fmt: skip


def change_of(score: RulesetScore, before: RulesetScore | None) -> tuple[float | None, str]:
    """Points won since the crawl before; None, and why, where like cannot be compared with like."""
    if before is None:
        return None, "没有往次检查"
    if before.version != score.version:
        return None, "规则版本不同"
    now, then = rated_value(score), rated_value(before)
    if now is None or then is None:
        return None, "只有一次有得分" if (now is None) != (then is None) else ""
    return round(now - then, 2), ""


def _key(standing: Standing) -> tuple[int, float]:
    if standing.vetoed:
        return VETOED, 0.0
    return (UNRANKED, 0.0) if standing.value is None else (SCORED, -round(standing.value, 2))


def _ranked(standings: Iterable[Standing]) -> list[Standing]:
    ordered = sorted(standings, key=lambda each: (*_key(each), each.site.host))
    places: dict[tuple[int, float], int] = {}
    for place, each in enumerate(ordered, 1):
        places.setdefault(_key(each), place)
    return [
        each if _key(each)[0] == UNRANKED else _with_rank(each, places[_key(each)])
        for each in ordered
    ]  # fmt: skip


def _with_rank(standing: Standing, rank: int) -> Standing:
    return Standing(**{**vars(standing), "rank": rank})


def mean_of(standings: Sequence[Standing]) -> float | None:
    """Mean of the points of those that have any."""
    values = [each.value for each in standings if each.value is not None and not each.vetoed]
    return round(sum(values) / len(values), 1) if values else None


def assessed(score: RulesetScore) -> bool:
    """Whether the ruleset came to a result on the site."""
    return is_assessed(score)


COLUMNS = (
    Column("名次", 6),
    Column("网站", 22),
    Column("网址", 28),
    Column("责任单位", 18),
    Column("层级", 8),
    Column("标签", 16),
    Column("等级", 14),
    Column("得分", 8),
    Column("豁免前得分", 10),
    Column("较上次", 10),
    Column("说明", 16),
    Column("检查日", 11),
)


def write_ranking(standings: Sequence[Standing], path: Path) -> Path:
    """Write the ranking as a workbook and return its path; raises OSError."""
    book = Book()
    table = book.table("排名", COLUMNS, 2)
    for each in standings:
        table.add(_cells(each))
    return book.save(path)


def _cells(each: Standing) -> list[Value]:
    site = each.site
    address: Value | Link = web_link(site.url, plain(site.url, 200))
    return [
        each.rank or "",
        plain(site.name or site.host, 120),
        address,
        plain(site.unit.name, 120) if site.unit else "",
        LEVELS[site.level] if site.level else "",
        plain("、".join(site.tags), 200),
        plain(each.grade, 40),
        "" if each.value is None else each.value,
        "" if each.before_waivers is None else each.before_waivers,
        "" if each.change is None else each.change,
        each.why,
        each.as_of.isoformat() if each.as_of else "",
    ]
