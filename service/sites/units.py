"""Units by name (责任单位)."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from service.database.tables import SiteRow, Unit

AT_A_TIME = 5000  # names of one statement


class Units:
    """The units of some names; those that are new are made."""

    def __init__(self, session: Session, names: Iterable[str]) -> None:
        wanted = sorted({name for name in names if name})
        self._known: dict[str, Unit] = {}
        for first in range(0, len(wanted), AT_A_TIME):
            self._know(session, wanted[first : first + AT_A_TIME])

    def named(self, name: str) -> Unit | None:
        """The unit of one of the names; None for no name."""
        return self._known[name] if name else None

    def _know(self, session: Session, names: list[str]) -> None:
        new = [{"name": name} for name in names]
        session.execute(insert(Unit).values(new).on_conflict_do_nothing(index_elements=["name"]))
        self._known |= {unit.name: unit for unit in session.scalars(select(Unit).where(Unit.name.in_(names)))}


def all_units(session: Session) -> list[Unit]:
    """Units in the order of their names."""
    return list(session.scalars(select(Unit).order_by(Unit.name)))


def has_sites(session: Session, unit: Unit) -> bool:
    """Whether any site in use is the unit's: without one its users see nothing."""
    found = select(SiteRow.id).where(SiteRow.unit_id == unit.id, SiteRow.removed_at.is_(None))
    return session.scalar(found.limit(1)) is not None
