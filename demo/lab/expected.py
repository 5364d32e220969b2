"""What a reader of the lab's pages must find (期望事实): one entry a page, in the form that hand-made labels have too.

Values are texts, ISO dates, true/false, numbers or lists. A field that the page does not state is null; one that two readings do justice to is
left out and not judged. ``also`` are kinds that do the page justice as well. ``page.title`` is what stands in ``<title>``, ``page.heading`` the headline. ``items`` is null where a script brings the
rows, ``fill`` then says ``scripted``. ``attachments`` are paths. ``figures`` of yearly reports go by table number, row and column.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from demo.lab.page import LabPage


@dataclass(frozen=True, slots=True)
class Expected:
    """The facts of one page; ``fields`` maps a table of the snapshot to its fields, or to a list of them where there are several rows."""

    path: str
    kind: str
    fields: dict[str, Any]
    items: dict[str, Any] | None
    attachments: list[str]
    figures: dict[str, int] | None
    also: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The entry as it is written to files."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ExpectedColumn:
    """A column as menus tell it: names from the top down, path of its first page, its entries, the newest day among them."""

    names: tuple[str, ...]
    path: str
    level: int
    items: int
    newest: str | None
    fill: str


def expected_of(page: LabPage) -> Expected:
    """What must be read from a page."""
    fields = {"page": _written(page.about), **{table: _written(facts) for table, facts in page.facts.items()}}
    items = _written(page.items) if page.items is not None else None
    return Expected(page.path, page.kind, fields, items, list(page.attachments), page.figures, page.also)


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, dict):
        return {key: _written(inner) for key, inner in value.items()}
    return [_written(inner) for inner in value] if isinstance(value, (list, tuple)) else value


class ExpectedPages(Mapping[str, Expected]):
    """Expected facts of every page by path, worked out when asked for."""

    def __init__(self, paths: list[str], compose: Callable[[str], LabPage]) -> None:
        self._paths = dict.fromkeys(paths)
        self._compose = compose

    def __getitem__(self, path: str) -> Expected:
        if path not in self._paths:
            raise KeyError(path)
        return expected_of(self._compose(path))

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
