"""The home page's screenshot stands in the card itself; whatever else lies in the snapshot does not."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import html

from auditing.judgement import read_card, write_card
from checks.assessment import Evidence
from portal.facts import DnsAnswer, IdentityMark, Page, PageFacts
from portal.site import Site
from portal.states import Mark, PageKind, Region, Via
from portal.storage.manifest import Box, Manifest, Run, Shot
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot
from reports.judging.card_parts import _frame, _screenshot
from reports.judging.identification import agreed_code, shown_code
from reports.judging.judge import judge
from reports.page.html import write_scorecard
from reports.page.jpeg import dimensions
from reports.page.portrait import MAX_SIZE, pictures_of, portrait_of
from reports.scorecard import FrameCard, Tool
from rulesets.model import Ruleset
from tests.reports import cards

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
URL = "http://www.qinghexia.gov.cn/"
PICTURE = b"\xff\xd8\xff\xe0 a small picture"


def manifest(*shots: Shot) -> Manifest:
    return Manifest(site=Site(url=URL), as_of=date(2026, 3, 1), run=Run(started=NOW, finished=NOW), shots=list(shots))


def snapshot_with(folder: Path, data: bytes, small: str = "shots/home.jpg") -> Path:
    (folder / "shots").mkdir(parents=True)
    (folder / "shots" / "home.jpg").write_bytes(data)
    manifest(Shot(url=URL, file="shots/home.png", small=small)).write(folder)
    return folder


def images(card: Path) -> list[str]:
    return [image.get("src") for image in html.parse(card).getroot().iter("img")]


def test_card_holds_the_picture_of_the_snapshot_beside_it(tmp_path: Path) -> None:
    snapshot_with(tmp_path / "snapshot", PICTURE)
    (source,) = images(write_scorecard(cards.full(), tmp_path))
    assert source == portrait_of(tmp_path / "snapshot")
    assert source.startswith("data:image/jpeg;base64,")


def test_card_of_a_snapshot_elsewhere_holds_its_picture(tmp_path: Path) -> None:
    elsewhere = snapshot_with(tmp_path / "elsewhere", PICTURE)
    assert images(write_scorecard(cards.full(), tmp_path, elsewhere)) == [portrait_of(elsewhere)]


def test_card_without_a_snapshot_has_no_picture(tmp_path: Path) -> None:
    assert images(write_scorecard(cards.full(), tmp_path)) == []


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", PICTURE + b"x" * MAX_SIZE])
def test_what_is_no_small_jpeg_stays_out(tmp_path: Path, data: bytes) -> None:
    assert portrait_of(snapshot_with(tmp_path, data)) == ""


def test_no_file_outside_the_shots_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(PICTURE)
    assert portrait_of(snapshot_with(tmp_path / "snapshot", b"", small="../../secret.jpg")) == ""


def test_evidence_names_the_screenshot_of_its_page() -> None:
    database = connect(":memory:")
    recorder = Recorder(database)
    recorder.page(PageFacts(Page(URL, 200, NOW, kind=PageKind.HOME, confidence=1.0, title="青禾县人民政府")))
    recorder.network([DnsAnswer("www.qinghexia.gov.cn", "AAAA", source="test", error="no_answer")], [])
    recorder.commit()
    snapshot = Snapshot(database, manifest(Shot(url=URL, file="shots/home.png", small="shots/home.jpg")))
    rows = [{"id": "r1", "title": "域名有 AAAA 记录", "assess": [{"check": "ipv6.dns"}]}]
    ruleset = Ruleset.model_validate({"id": "rules", "title": "某要点", "requirements": rows})
    card = judge(snapshot, [ruleset], tool=Tool(name="gongkai", version="test"))
    (finding,) = card.rulesets[0].results[0].assessments[0].findings
    assert [evidence.screenshot for evidence in finding.evidence] == ["shots/home.png"]


def test_report_written_again_without_the_snapshot_keeps_its_pictures(tmp_path: Path) -> None:
    elsewhere = snapshot_with(tmp_path / "elsewhere", PICTURE)
    folder = tmp_path / "run"
    write_card(cards.full(), folder, elsewhere)
    before = images(folder / "scorecard.html")
    assert before == [portrait_of(elsewhere)]
    shutil.rmtree(elsewhere)
    assert images(write_scorecard(read_card(folder), folder)) == before


def test_picture_of_a_fault_stands_once_where_the_fault_is_told(tmp_path: Path) -> None:
    card = cards.full()
    cited = next(
        evidence
        for ruleset in card.rulesets
        for result in ruleset.results
        for assessment in result.assessments
        for finding in assessment.findings
        for evidence in finding.evidence[:1]
    )
    cited.screenshot = "shots/fault-01.png"
    (tmp_path / "shots").mkdir()
    (tmp_path / "shots" / "fault-01.jpg").write_bytes(PICTURE)
    assert images(write_scorecard(card, tmp_path)) == [pictures_of(tmp_path)["shots/fault-01.png"]]


def test_evidence_of_a_link_names_the_picture_that_frames_it() -> None:
    shots = [
        Shot(url=URL, file="shots/home.png", small="shots/home.jpg"),
        Shot(url=URL, file="shots/fault-01.png", marks=[f"{URL}gone.html"]),
        Shot(url=f"{URL}a.html", file="shots/fault-02.png", marks=[f"{URL}x.html"]),
    ]
    named = {
        (url, target): _screenshot(Evidence(url=URL + url, target=target and URL + target), shots)
        for url, target in [
            ("", None),
            ("", "gone.html"),
            ("", "other.html"),
            ("a.html", "x.html"),
            ("a.html", "y.html"),
        ]
    }
    assert named == {
        ("", None): "shots/home.png",
        ("", "gone.html"): "shots/fault-01.png",
        ("", "other.html"): "shots/home.png",
        ("a.html", "x.html"): "shots/fault-02.png",
        ("a.html", "y.html"): None,
    }


HEADER = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x06\x40\x02\x80" + b"\x03" * 12  # 640 x 1600, nothing behind


@pytest.mark.parametrize(
    ("data", "size"),
    [(HEADER, (640, 1600)), (HEADER[:14], None), (PICTURE, None), (b"", None), (b"\xff\xd8\xff\xe0\x00\x00" * 9, None)],
)
def test_size_of_a_picture_is_read_from_its_header(data: bytes, size: tuple[int, int] | None) -> None:
    assert dimensions(data) == size


def test_cited_link_is_framed_on_a_piece_of_the_home_pages_picture(tmp_path: Path) -> None:
    snapshot_with(tmp_path / "snapshot", HEADER)
    card = cards.full(dead=3)
    cited = card.rulesets[0].results[1].assessments[0].findings
    cited[0].evidence[0].frame = FrameCard(left=100, top=2000, width=200, height=30, page_width=1280)
    cited[1].evidence[0].frame = FrameCard(
        left=100, top=3500, width=200, height=30, page_width=1280
    )  # below the picture
    document = html.parse(write_scorecard(card, tmp_path)).getroot()
    assert len(document.xpath("//image[@id='home-picture']")) == 1
    (piece,) = document.xpath("//svg[@class='shot']")
    assert piece.getparent().getparent().getparent().getparent().get("id") == f"f-{cited[0].id}"
    assert piece.get("viewbox") == "0 918 400 180"
    assert piece.get("aria-label") == "首页截图的一部分，红框标出：关于做好第 1 号事项的通知"
    (frame,) = piece.xpath("./rect")
    assert [frame.get(name) for name in ("x", "y", "width", "height")] == ["48.0", "998.0", "104.0", "19.0"]


def test_evidence_knows_the_box_of_its_link_by_selector_then_by_address() -> None:
    boxes = [Box(url=f"{URL}a", selector=f"a.{n}", place=(n, 2, 3, 4)) for n in (1, 2)]
    shots = [Shot(url=URL, file="shots/home.png", width=1280, boxes=boxes)]

    def left(target: str | None, selector: str = "", page: str = URL) -> int | None:
        frame = _frame(Evidence(url=page, target=target, selector=selector), shots)
        return frame.left if frame else None

    assert left(f"{URL}a", "a.2") == 2
    assert left(f"{URL}a", "a.moved") == 1
    assert left(f"{URL}b", "a.1") is None
    assert left(f"{URL}a", page=f"{URL}other") is None
    assert left(None, "a.1") is None


def test_a_code_in_the_footer_alone_is_shown_and_decides_nothing() -> None:
    database = connect(":memory:")
    recorder = Recorder(database)
    page = Page(URL, 200, NOW, kind=PageKind.HOME, confidence=1.0, title="青禾县人民政府")
    mark = IdentityMark(0, Mark.SITE_CODE, "3799260001", "网站标识码：3799260001", Via.TEXT, Region.FOOTER)
    recorder.page(PageFacts(page, marks=[mark]))
    recorder.commit()
    snapshot = Snapshot(database, manifest())
    assert (shown_code(snapshot), agreed_code(snapshot)) == ("3799260001", None)
