"""What a defect is planted on (埋设): a portal while it is planned, and the means to change it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from demo.lab.columns import Column
from demo.lab.composing import Edits
from demo.lab.content import Content
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.model import Portal, Response
from demo.uptime import Load, week_of_loads

TOKEN = re.compile(r"\0([ec])(\w+)\0")


@dataclass(frozen=True)
class Planted:
    """A defect in its place with its look-alike. ``target`` and ``alike`` are paths or addresses; ``pages`` show the defect."""

    note: str
    alike: str
    alike_note: str
    target: str | None = None
    pages: tuple[str, ...] = ()
    element: str | None = None


@dataclass
class Ground:
    """The portal that defects change. What one has used, no other takes."""

    desk: Desk
    edits: Edits
    extra: dict[str, Response] = field(default_factory=dict)
    neighbours: list[Portal] = field(default_factory=list)
    loads: tuple[Load, ...] = field(default_factory=lambda: tuple(week_of_loads()))
    ipv6: bool = True
    home_over_ipv6: Response | None = None
    indexed: bool = True  # the search finds what is published
    used: set[int] = field(default_factory=set)

    def column(self, column_id: str) -> Column:
        """A column by its id.

        Raises:
            ValueError: the portal is too small to have it.
        """
        if column_id not in self.desk.tree:
            raise ValueError(f"门户太小，没有埋设所需的栏目（{column_id}），请增加页数")
        return self.desk.tree[column_id]

    def take(self, column_id: str, fits: Callable[[Entry], bool] | None = None) -> Entry:
        """The newest entry of a column that no defect has used.

        Raises:
            ValueError: there is none left.
        """
        for number in self.desk.plan.of_column[self.column(column_id).id]:
            entry = self.desk.entry(number)
            if number not in self.used and (fits is None or fits(entry)):
                self.used.add(number)
                return entry
        raise ValueError(f"门户太小，栏目“{self.column(column_id).name}”里没有可以埋设的内容，请增加页数")

    def path(self, entry: Entry) -> str:
        """A token for an entry's path, which other defects may still move; `resolve` puts the path in its place."""
        return f"\0e{entry.number}\0"

    def place(self, column_id: str) -> str:
        """A token for a column's path."""
        return f"\0c{self.column(column_id).id}\0"

    def resolve(self, text: str) -> str:
        """``text`` with paths instead of tokens, once everything is planted."""
        return TOKEN.sub(self._resolved, text)

    def _resolved(self, found: re.Match[str]) -> str:
        name = found[2]
        return self.desk.path(self.desk.entry(int(name))) if found[1] == "e" else self.desk.column_path(name)

    def settle(self) -> None:
        """Put paths in the place of the tokens by which pages are to be changed."""
        for path in list(self.edits.pages):
            self.edits.pages.setdefault(self.resolve(path), self.edits.pages.pop(path))

    def drop(self, entries: Sequence[Entry]) -> None:
        """Take entries away: their pages, their rows, their links."""
        gone = {entry.number for entry in entries}
        self.desk.gone |= gone
        for numbers in self.desk.plan.of_column.values():
            numbers[:] = [number for number in numbers if number not in gone]

    def entries(self, column_id: str) -> list[Entry]:
        """All entries of a column, pinned first, then newest first."""
        return [self.desk.entry(number) for number in self.desk.plan.of_column[self.column(column_id).id]]

    def rewrite(self, entry: Entry, change: Callable[[Content], None]) -> None:
        """Have an entry changed once it is written."""
        self.edits.content(entry.number, change)

    def add(self, path: str, markup: str) -> None:
        """Put markup at the end of a page's main part."""
        self.edits.page(path, lambda page: page.extra_body.append(self.resolve(markup)))

    def neighbour(self, host: str, name: str, *, ipv6: bool = True, body: str = "") -> None:
        """Play another host beside the portal; any path of it answers."""
        page = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{name}</title></head><body><h1>{name}</h1>{body}</body></html>'
        answer = Response(page.encode())
        self.neighbours.append(Portal(host, host, name, {"/": answer}, answer, ipv6=ipv6))

    def under(self, name: str) -> str:
        """A host below the portal's own domain."""
        return f"{name}.{self.desk.place.host.removeprefix('www.')}"
