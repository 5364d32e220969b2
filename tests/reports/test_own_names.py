"""The name a report gives a site that nobody named."""

from datetime import UTC, date, datetime

import pytest

from portal.facts import IdentityMark, Page, PageFacts
from portal.site import Site
from portal.states import Mark, PageKind, Region, Via
from portal.storage.manifest import Health, Manifest, Run
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot
from reports.judging.own_names import name_shown

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
URL = "http://www.qinghexia.gov.cn/"
OFFICE = "青禾县人民政府办公室"


@pytest.mark.parametrize(
    ("title", "sponsor", "name"),
    [
        ("青禾县人民政府门户网站", OFFICE, "青禾县人民政府门户网站"),
        ("公司网站", OFFICE, OFFICE),
        ("网站首页", "", ""),
        ("Index", OFFICE, OFFICE),
        ("", OFFICE, OFFICE),
        ("青禾县首页", "", "青禾县首页"),
    ],
)
def test_a_title_that_a_platform_left_behind_names_nobody(title: str, sponsor: str, name: str) -> None:
    recorder = Recorder(database := connect(":memory:"))
    marks = [IdentityMark(1, Mark.SPONSOR, sponsor, f"主办单位：{sponsor}", Via.TEXT, Region.FOOTER)] if sponsor else []
    home = Page(URL, 200, NOW, kind=PageKind.HOME, confidence=1.0, title=title)
    recorder.page(PageFacts(home, marks=marks))
    recorder.commit()
    run = Run(started=NOW, finished=NOW)
    manifest = Manifest(site=Site(url=URL), as_of=date(2026, 3, 1), run=run, health=Health())
    assert name_shown(Snapshot(database, manifest)) == name
