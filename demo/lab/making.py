"""Making a portal of the lab (实验门户): from dialect, size, seed and defects to a portal with its key and its expected facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demo.keys import Key
from demo.lab.addresses import Addresses
from demo.lab.columns import column_tree
from demo.lab.composing import Composer, Edits
from demo.lab.defects import DEFECTS, Defect
from demo.lab.desk import Desk
from demo.lab.dialects import DIALECTS
from demo.lab.expected import Expected, ExpectedColumn, ExpectedPages
from demo.lab.ground import Ground, Planted
from demo.lab.keys import make_key
from demo.lab.outlook import expected_columns
from demo.lab.place import place_of
from demo.lab.planning import plan, settle
from demo.lab.rendering import Renderer
from demo.lab.searching import Search
from demo.lab.seeding import stream
from demo.lab.serving import LazyPages, dynamic
from demo.model import Portal, Response
from demo.uptime import Load

LEAST, MOST = 50, 30_000


@dataclass(frozen=True)
class Lab:
    """A made portal. ``expected`` holds the facts of every page by path (with query, where the address has one);
    ``pairings`` are interpretation and document, ``results`` result and consultation, as paths.
    ``neighbours`` are hosts to be played beside it, ``loads`` its week of probes."""

    portal: Portal
    key: Key
    expected: Mapping[str, Expected]
    columns: tuple[ExpectedColumn, ...]
    pairings: tuple[tuple[str, str], ...]
    results: tuple[tuple[str, str], ...]
    neighbours: tuple[Portal, ...]
    loads: tuple[Load, ...]

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
    for check in defects:
        if check not in DEFECTS:
            raise ValueError(f"没有可以为检查项 {check} 埋设的问题")
    manner = DIALECTS[dialect]
    place = place_of(seed)
    style = manner.style(stream(seed, "style", dialect))
    tree = column_tree(place, pages, seed)
    planned = plan(place, tree, pages, seed)
    addresses = Addresses(manner, style, tree, planned)
    desk = Desk(seed, place, tree, planned, style, addresses.entry, addresses.href)
    ground = Ground(desk, Edits())
    planted = [(DEFECTS[check], DEFECTS[check].plant(ground)) for check in defects]
    settle(planned, tree)
    addresses.lay(desk.gone)
    ground.settle()
    return _assemble(f"lab-{dialect}-{pages}-{seed}", addresses, ground, planted)


def _assemble(name: str, addresses: Addresses, ground: Ground, planted: list[tuple[Defect, Planted]]) -> Lab:
    desk = ground.desk
    composer = Composer(desk, addresses, ground.edits)
    renderer = Renderer(desk, addresses)
    answers = LazyPages(desk, addresses, composer, renderer)
    answers.extra |= ground.extra
    by_query = dynamic(answers, desk, addresses) | Search(desk, composer, renderer, knows=ground.indexed).answers()
    portal = Portal(
        id=name,
        host=desk.place.host,
        name=desk.place.government,
        pages=answers,
        missing=renderer.page(composer.error()),
        ipv6=ground.ipv6,
        home_over_ipv6=ground.home_over_ipv6,
        dynamic={path: answer for path, answer in by_query.items() if path not in ground.extra},
    )
    paths = [path for path in addresses.places if path not in ground.extra]
    return Lab(
        portal=portal,
        key=make_key(portal, ground, planted),
        expected=ExpectedPages(paths, composer),
        columns=tuple(expected_columns(desk, addresses)),
        pairings=_pairs(desk, "interpretation"),
        results=_pairs(desk, "consultation_result"),
        neighbours=tuple(ground.neighbours),
        loads=ground.loads,
    )


def _pairs(desk: Desk, kind: str) -> tuple[tuple[str, str], ...]:
    there = [e for e in desk.plan.entries if e.kind == kind and e.number not in desk.gone]
    return tuple((desk.path(e), desk.path(desk.entry(e.about))) for e in there if e.about is not None)
