"""The list of sites as a workbook (导出网站清单), which the import reads back unchanged."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.site import Level, SiteKind
from portal.site_list import KIND_WORDS, LEVEL_WORDS
from reports.ledgers.workbook import Book, Column
from service.database.tables import SiteRow

_LEVELS: dict[Level, str] = {level: words for words, level in reversed(LEVEL_WORDS.items())}
_KINDS: dict[SiteKind, str] = {kind: words for words, kind in reversed(KIND_WORDS.items())}
COLUMNS = (
    Column("网址", 36),
    Column("名称", 28),
    Column("网站标识码", 14),
    Column("层级", 8, tuple(_LEVELS.values())),
    Column("类型", 8, tuple(_KINDS.values())),
    Column("单位", 24),
    Column("行政区划", 12),
    Column("标签", 20),
    Column("其他域名", 28),
)


def sites_book(sites: Iterable[SiteRow]) -> bytes:
    """The workbook; every cell is text, none a formula."""
    book = Book()
    table = book.table("站点清单", COLUMNS, 1)
    for site in sites:
        table.add(_cells(site))
    with TemporaryDirectory() as folder:
        return book.save(Path(folder) / "sites.xlsx").read_bytes()


def _cells(site: SiteRow) -> list[str]:
    return [
        *(site.url, site.name, site.code),
        _LEVELS[site.level] if site.level else "",
        _KINDS[site.kind] if site.kind else "",
        site.unit.name if site.unit else "",
        *(site.region, "、".join(site.tags), "、".join(site.aliases)),
    ]
