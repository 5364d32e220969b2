"""Columns that are one piece of content (单篇栏目): guide, catalogue, overview, map of the site, new media, version for the elderly."""

from collections.abc import Callable

from demo.lab.blocks import Cell, Grid, Prose, Tiles
from demo.lab.content import Content
from demo.lab.contents.disclosure import catalogue, guide
from demo.lab.desk import Desk
from demo.lab.prose import paragraphs
from demo.lab.seeding import stream


def overview(desk: Desk, column: str) -> Content:
    """What the place is like."""
    place = desk.place
    chance = stream(desk.seed, "overview")
    lead = f"{place.name}位于{'云陵省'}东部，总面积{chance.randrange(900, 4000)}平方公里，辖{len(place.towns)}个乡镇（街道），户籍人口{chance.randrange(20, 90)}万人。"
    lines = [lead, *paragraphs(chance, place, 4)]
    return Content("article", desk.tree[column].name, [Prose([("p", line) for line in lines])], source=place.office)


def site_map(desk: Desk, column: str) -> Content:
    """Links to all columns but those of departments."""
    tops = [c for c in desk.tree.values() if c.parent is None and c.id != column]
    blocks = [
        Tiles(
            [(c.name, desk.column_path(c.id)) for c in desk.tree.values() if (c.parent == top.id or c.id == top.id)],
            top.name,
        )
        for top in tops
    ]
    return Content("other", desk.tree[column].name, [*blocks], byline=False)


def new_media(desk: Desk, column: str) -> Content:
    """The list of accounts with the units that run them."""
    heads = [Cell(text, head=True) for text in ("账号名称", "平台", "主办单位")]
    names = [(f"{desk.place.short}{d.section[:2]}发布", "微信公众号", d.name) for d in desk.place.departments[:10]]
    rows = [heads, *([Cell(text) for text in row] for row in names)]
    return Content("article", desk.tree[column].name, [Grid(rows)], source=desk.place.office)


def elder(desk: Desk, column: str) -> Content:
    """The version with large print."""
    names = ("xw", "zc", "fw", "hd")
    return Content(
        "other",
        desk.tree[column].name,
        [Tiles([(desk.tree[i].name, desk.column_path(i)) for i in names], "大字服务")],
        byline=False,
    )


SINGLES: dict[str, Callable[[Desk, str], Content]] = {
    "guide": guide,
    "catalogue": catalogue,
    "article": overview,
    "map": site_map,
    "elder": elder,
    "media": new_media,
}
"""By the kind of the column."""
