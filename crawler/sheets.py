"""Style sheets of the site (样式文件核对): each is read once, and what it names is opened like everything else."""

from crawler.exchange import Exchange
from crawler.register import Register
from crawler.visits import Visit
from portal.facts import Link, SheetLink
from portal.links.addresses import resolve
from portal.links.style_sheets import MEDIA_TYPE, Named, named_in
from portal.states import Region, Scope
from portal.storage.recorder import Recorder

MAX_SHEETS = 300  # read in a crawl: sheets that import one another without end are a trap

_WANTED = """
    SELECT (EXISTS (SELECT 1 FROM link WHERE target_id = :id AND element = 'css')
        OR EXISTS (SELECT 1 FROM sheet_link WHERE target_id = :id AND element = 'css'))
        AND NOT EXISTS (SELECT 1 FROM sheet_link WHERE sheet_id = :id)
        AND (SELECT count(DISTINCT sheet_id) FROM sheet_link) < :most"""


class Sheets:
    """Reads style sheets that pages use, or that such sheets import."""

    def __init__(self, recorder: Recorder, register: Register) -> None:
        self._recorder = recorder
        self._register = register

    def read(self, visit: Visit, exchange: Exchange) -> None:
        """Record what an answer names, if it is a style sheet of the site, and queue it."""
        if exchange.media_type != MEDIA_TYPE or visit.scope is Scope.EXTERNAL or not exchange.decoded:
            return
        sheets = [target.id for target in visit.owners() if self._wants(target.id)]
        if sheets:
            named = named_in(exchange.body, exchange.content_type)
            for sheet_id in sheets:
                self._recorder.sheet(self._rows(sheet_id, named, visit, exchange.url))

    def _wants(self, sheet_id: int) -> bool:
        """Whether a target is a sheet that is used somewhere, and neither stored yet nor one too many."""
        query, values = _WANTED, {"id": sheet_id, "most": MAX_SHEETS}
        return bool(self._recorder.database.execute(query, values).fetchone()[0])

    def _rows(self, sheet_id: int, named: list[Named], visit: Visit, base: str) -> list[SheetLink]:
        rows: list[SheetLink] = []
        for name in named:
            address = resolve(base, name.raw)
            if address is not None and address.url != base:
                row = SheetLink(sheet_id, len(rows), address.url, "css" if name.imported else "img", name.raw)
                link = Link(0, row.url, "", Region.MAIN, row.position, element=row.element)
                row.target_id = self._register.link(link, visit.depth)
                rows.append(row)
        return rows
