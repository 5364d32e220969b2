"""Which sites a list is about (网站范围): what the reader asked for, within what the reader may see."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from portal.site import Level, SiteKind
from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import SiteRow, Unit

LONGEST = 200  # characters of what is searched for


def _typed(value: object) -> object:
    """What a form sends: an empty field is none, and a NUL, which no database takes, is no letter."""
    if isinstance(value, str):
        return value.replace("\x00", "").strip() or None
    return value


Typed = BeforeValidator(_typed)
Words = Annotated[Annotated[str, Field(max_length=LONGEST)] | None, Typed]


class SiteChoice(BaseModel):
    """What the sites have in common; nothing given: all of them."""

    model_config = ConfigDict(extra="ignore")

    search: Words = None  # part of the name, the address or the 网站标识码
    tag: Words = None
    level: Annotated[Level | None, Typed] = None
    kind: Annotated[SiteKind | None, Typed] = None
    unit: Annotated[UUID | None, Typed] = None


def chosen_sites(actor: Actor, choice: SiteChoice) -> Select[SiteRow]:
    """The sites of a choice that the actor may see."""
    sites = visible_sites(actor)
    if choice.search:
        places = (SiteRow.name, SiteRow.url, SiteRow.code)
        sites = sites.where(or_(*(place.icontains(choice.search, autoescape=True) for place in places)))
    if choice.tag:
        sites = sites.where(SiteRow.tags.contains([choice.tag]))
    if choice.level:
        sites = sites.where(SiteRow.level == choice.level)
    if choice.kind:
        sites = sites.where(SiteRow.kind == choice.kind)
    if choice.unit:
        sites = sites.where(SiteRow.unit_id == choice.unit)
    return sites


def ids_of(sites: Select[SiteRow]) -> Select[UUID]:
    """The keys of sites, for a condition."""
    return sites.with_only_columns(SiteRow.id)


def tags_of(session: Session, actor: Actor) -> Sequence[str]:
    """Every tag of the sites the actor may see."""
    tags = visible_sites(actor).with_only_columns(func.unnest(SiteRow.tags).label("tag")).subquery()
    return session.scalars(select(tags.c.tag).distinct().order_by(tags.c.tag)).all()


def units_of(session: Session, actor: Actor) -> Sequence[Unit]:
    """Every unit that answers for a site the actor may see."""
    seen = visible_sites(actor).with_only_columns(SiteRow.unit_id)
    return session.scalars(select(Unit).where(Unit.id.in_(seen)).order_by(Unit.name)).all()
