"""Units by name (责任单位)."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from service.database.tables import Unit


class Units:
    """Finds units by their names and makes those that are new; keeps what it found."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, Unit] = {}

    def named(self, name: str) -> Unit | None:
        """The unit of a name; None for no name."""
        if not name:
            return None
        if name not in self._known:
            self._session.execute(insert(Unit).values(name=name).on_conflict_do_nothing(index_elements=["name"]))
            self._known[name] = self._session.scalars(select(Unit).where(Unit.name == name)).one()
        return self._known[name]


def all_units(session: Session) -> list[Unit]:
    """Units in the order of their names."""
    return list(session.scalars(select(Unit).order_by(Unit.name)))
