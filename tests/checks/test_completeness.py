"""What the crawl may not have seen: pages of the site that do not open."""

import pytest

from checks.completeness import MANY_SHUT, gap
from portal.storage.snapshot import Snapshot
from tests.checks.pages import WrittenCase

PAGE = "<html><head><title>青禾县人民政府</title></head><body><ul>{}</ul></body></html>"


def snapshot_of(shut: int, opened: int, suffix: str = "html") -> Snapshot:
    """A site whose home page links so many pages that do not open, beside as many that do."""
    dead = [f"/yw/{number}.{suffix}" for number in range(shut)]
    alive = [f"/tz/{number}.html" for number in range(opened)]
    links = "".join(f'<li><a href="{path}">第{path}条消息</a></li>' for path in (*dead, *alive))
    pages = {"/": PAGE.format(links)} | dict.fromkeys(alive, PAGE.format("<li>正文</li>"))
    return WrittenCase("", "", "", pages=pages, targets=dict.fromkeys(dead, "broken not_found")).snapshot()


def test_a_site_most_of_whose_pages_do_not_open_was_not_seen() -> None:
    missed = gap(snapshot_of(MANY_SHUT, 10))
    assert missed is not None
    assert f"{MANY_SHUT} 个页面打不开" in missed.words


@pytest.mark.parametrize(
    ("shut", "opened", "suffix"), [(MANY_SHUT - 1, 2, "html"), (MANY_SHUT, 90, "html"), (MANY_SHUT, 2, "jpg")]
)
def test_a_few_dead_links_and_dead_pictures_hide_nothing(shut: int, opened: int, suffix: str) -> None:
    assert gap(snapshot_of(shut, opened, suffix)) is None
