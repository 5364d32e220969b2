"""Making a portal of the lab (实验门户): from dialect, size, seed and defects to a portal with its key and its expected facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demo.keys import Key
from demo.lab.addresses import Addresses
from demo.lab.columns import column_tree
from demo.lab.composing import Composer, Edits
from demo.lab.desk import Desk
from demo.lab.dialects import DIALECTS
from demo.lab.expected import Expected, ExpectedColumn, ExpectedPages
from demo.lab.outlook import expected_columns
from demo.lab.place import place_of
from demo.lab.planning import plan
from demo.lab.rendering import Renderer
from demo.lab.seeding import stream
from demo.lab.serving import LazyPages, dynamic
from demo.model import AS_OF, Portal, Response

LEAST, MOST = 50, 30_000


@dataclass(frozen=True)
class Lab:
    """A made portal. ``expected`` holds the facts of every page by path (with query, where the address has one);
    ``pairings`` are interpretation and document, ``results`` consultation and result, as paths."""

    portal: Portal
    key: Key
    expected: Mapping[str, Expected]
    columns: tuple[ExpectedColumn, ...]
    pairings: tuple[tuple[str, str], ...]
    results: tuple[tuple[str, str], ...]

    def answer(self, path: str) -> Response:
        """The answer to a path with its query."""
        bare, _, query = path.partition("?")
        return self.portal.answer(bare, query)


def make(dialect: str, pages: int, seed: int, defects: Sequence[str] = ()) -> Lab:
    """A portal of about ``pages`` pages (50 to 30,000); the same arguments always give the same bytes.

    ``defects`` are ids of checks, each planted with its look-alike.

    Raises:
        ValueError: no such dialect, size, or defect; or the portal is too small for the defect.
    """
    if dialect not in DIALECTS:
        raise ValueError(f"没有方言 {dialect}，可用：{'、'.join(DIALECTS)}")
    if not LEAST <= pages <= MOST:
        raise ValueError(f"页数须在 {LEAST} 到 {MOST} 之间")
    if defects:
        raise ValueError(f"没有可以埋设的问题：{'、'.join(defects)}")
    manner = DIALECTS[dialect]
    place = place_of(seed)
    style = manner.style(stream(seed, "style", dialect))
    tree = column_tree(place, pages, seed)
    planned = plan(place, tree, pages, seed)
    addresses = Addresses(manner, style, tree, planned)
    desk = Desk(seed, place, tree, planned, style, addresses.entry, addresses.href)
    edits = Edits()
    composer = Composer(desk, addresses, edits)
    renderer = Renderer(desk, addresses)
    answers = LazyPages(desk, addresses, composer, renderer)
    portal = Portal(
        id=f"lab-{dialect}-{pages}-{seed}",
        host=place.host,
        name=place.government,
        pages=answers,
        missing=renderer.page(composer.error()),
        dynamic=dynamic(answers, desk, addresses),
    )
    facts = {"host": place.host, "name": place.government, "code": place.code, "level": place.level, "kind": "portal"}
    key = Key(portal.id, facts | {"url": portal.url("/"), "unit": place.office}, AS_OF, [], [])
    return Lab(
        portal,
        key,
        ExpectedPages(list(addresses.places), composer),
        tuple(expected_columns(desk, addresses)),
        *(tuple(_pairs(desk, kind)) for kind in ("interpretation", "consultation_result")),
    )


def _pairs(desk: Desk, kind: str) -> list[tuple[str, str]]:
    found = [e for e in desk.plan.entries if e.kind == kind and e.about is not None and e.number not in desk.gone]
    return [(desk.path(e), desk.path(desk.entry(e.about or 0))) for e in found]
