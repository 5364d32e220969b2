"""Lists in pages (分页)."""

from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

Item = TypeVar("Item")
USUAL_SIZE = 50
LARGEST_SIZE = 200
LAST_PAGE = 1_000_000


@dataclass(frozen=True)
class Paged(Generic[Item]):
    """One page of a list: `items`, how many there are on all (`total`), `page` from 1, `size`."""

    items: list[Item]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.size))


class Listed(BaseModel, Generic[Item]):
    """A list as the API answers it."""

    items: list[Item]
    total: int


@dataclass(frozen=True)
class Paging:
    """`?page=2&size=50`."""

    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1
    size: Annotated[int, Query(ge=1, le=LARGEST_SIZE)] = USUAL_SIZE

    def rows(self, session: Session, rows: Select[Any]) -> Paged[Any]:
        """The page of an ordered selection of one entity."""
        total = session.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0
        items = session.scalars(rows.limit(self.size).offset((self.page - 1) * self.size)).unique().all()
        return Paged(list(items), total, self.page, self.size)


WhichPage = Annotated[Paging, Depends()]
