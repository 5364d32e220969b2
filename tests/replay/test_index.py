"""Which copies an archive holds, and which of several stands for an address."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.replay.heads import record_heads
from portal.replay.index import ArchiveIndex
from portal.storage.archive import FILE_NAME, Archive, Capture, captures
from portal.storage.revisits import Profile, kept_record, write_unchanged
from tests.replay.sites import AT, HOST, Answer, Given, site_of, snapshot_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    answers: Given = {
        "/": "<p>首页",
        "/a.html": [
            Answer("<p>打不开", status=502),
            Answer("<p>甲", rendered="<p>甲，脚本之后"),
            Answer("", status=404),
        ],
        "/zwgk/2026/1.html": "<p>一",
        "/zwgk/2026/2.html": "<p>二",
        "/gone.html": Answer("没有", status=404),
        "/q?it='x'": "<p>问",
    }
    return snapshot_of(tmp_path / "s", answers)


def test_heads_stand_where_whole_records_do(folder: Path) -> None:
    path = folder / FILE_NAME
    responses = [head for head in record_heads(path) if head.kind == "response"]
    whole = list(captures(path))
    assert [head.url for head in responses] == [capture.url for capture in whole]
    assert [head.size for head in responses] == [len(capture.body) for capture in whole]
    assert [head.status for head in responses] == [capture.status for capture in whole]


def test_a_body_larger_than_any_piece_does_not_hide_the_next_record(tmp_path: Path) -> None:
    big = bytes(range(256)) * 8000
    folder = snapshot_of(tmp_path / "s", {"/big": Answer(big, "image/png"), "/b": "<p>后"})
    assert [copy.url for copy in site_of(folder).index] == [f"{HOST}/b", f"{HOST}/big"]


def test_the_copy_that_facts_were_read_from_comes_first(folder: Path) -> None:
    index = site_of(folder).index
    picked = index.pick(f"{HOST}/a.html")
    assert picked is not None
    assert picked.status == 200
    assert index.is_cited(picked)
    made = index.rendered(picked)
    assert made is not None
    assert made.rendered


def test_a_copy_is_found_by_its_moment(folder: Path) -> None:
    index = site_of(folder).index
    for copy in index.copies(f"{HOST}/a.html"):
        assert index.pick(copy.url, copy.stamp) == copy


def test_the_address_as_the_card_prints_it_is_found(folder: Path) -> None:
    assert site_of(folder).index.known(f"{HOST}/q?it=%27x%27") is not None


def test_nearest_addresses_are_like_the_one_asked_for_and_opened(folder: Path) -> None:
    near = site_of(folder).index.nearest(f"{HOST}/zwgk/2026/3.html")
    assert {near[0], near[1]} == {f"{HOST}/zwgk/2026/1.html", f"{HOST}/zwgk/2026/2.html"}
    assert f"{HOST}/gone.html" not in site_of(folder).index.nearest(f"{HOST}/gone2.html")


def test_an_unchanged_answer_is_shown_with_its_own_date_and_the_earlier_body(tmp_path: Path) -> None:
    earlier = snapshot_of(tmp_path / "s", {"/": "<p>首页"}) / FILE_NAME
    kept = kept_record(earlier, next(head.offset for head in record_heads(earlier) if head.kind == "response"))
    path = tmp_path / FILE_NAME
    with Archive(path, "gongkai/0") as archive:
        later = Capture(f"{HOST}/", datetime(2026, 4, 1, tzinfo=UTC), b"HTTP/1.1 304 Not Modified", (), b"")
        write_unchanged(archive, later, kept, Profile.NOT_MODIFIED)
    index = ArchiveIndex(record_heads(path))
    (copy,) = index.copies(f"{HOST}/")
    assert (copy.moment, copy.status) == (later.fetched_at, 200)
    assert copy.body_of.startswith(AT.strftime("%Y%m%d%H%M%S"))


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_what_lies_before_the_damage_can_be_seen(folder: Path, kept: float) -> None:
    path = folder / FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    index = site_of(folder).index
    assert "损坏或不完整" in index.damage
    assert len(index) < 6


def test_bytes_that_are_no_archive_are_damage_from_the_start(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"not an archive")
    site = site_of(folder)
    assert "位置 0" in site.index.damage
    assert len(site.index) == 0


def test_redirects_are_followed_and_loops_end(tmp_path: Path) -> None:
    def to(where: str) -> Answer:
        return Answer("", status=302, headers=((b"Location", where.encode("gb18030")),))

    answers: Given = {
        "/old": to("new"),
        "/new": "<p>新",
        "/one": to("/two"),
        "/two": to("/one"),
        "/self": to("/self"),
        "/lost": to("//b.cn/政"),
    }
    site = site_of(snapshot_of(tmp_path / "s", answers))
    found = site.follow(f"{HOST}/old").copy
    assert found is not None
    assert found.url == f"{HOST}/new"
    assert site.follow(f"{HOST}/one").copy is not None
    assert site.follow(f"{HOST}/self").copy is not None
    assert site.follow(f"{HOST}/lost") == (None, "http://b.cn/%E6%94%BF")
