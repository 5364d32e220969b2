"""objection.docx (异议申诉表): everything a finding rests on, and room to contradict it."""

from pathlib import Path

from reports.word.objection import write_objection_form
from tests.reports import cards
from tests.reports.parts import ruleset, scorecard
from tests.reports.word import told
from tests.reports.word.reading import cells, lines, tables


def test_block_has_the_evidence_of_its_finding_and_room_to_write(tmp_path: Path) -> None:
    card = cards.full()
    told.dead_links(card).assessments[0].findings[0].evidence[0].screenshot = "shots/3.png"
    path = write_objection_form(card, tmp_path)
    assert path == tmp_path / "objection.docx"
    head, _, links = tables(path)[:3]
    assert cells(head)[1] == ["申诉单位", "栖梧县人民政府办公室", "检查日", "2026年3月1日"]
    rows = cells(links)
    assert rows[0] == ["问题 2　网站上的链接都能打开"]
    assert rows[1] == ["编号", "0000000000000001", "要求", "national-2019/usable"]
    assert "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号） 扣分指标（功能设计） · usable" in rows[2][1]
    assert ["所在页面", "http://www.qiwuxian.gov.cn/zwgk/1/"] in rows
    assert ["有关地址", "http://www.qiwuxian.gov.cn/zwgk/2025/1/t2025_000001.html"] in rows
    assert ["读取时间", "2026-03-01 10:11", "截图", "shots/3.png"] in rows
    assert ["读到的内容", "关于做好第 1 号事项的通知"] in rows
    assert ["查看存档", 'gongkai view snapshot "http://www.qiwuxian.gov.cn/zwgk/1/"'] in rows
    assert [row for row in rows if row[0] in ("异议理由", "证明材料")] == [["异议理由", ""], ["证明材料", ""]]
    assert any("签字" in line for line in lines(path))


def test_command_opens_the_very_page_however_long_its_address(tmp_path: Path) -> None:
    card = cards.full()
    place = told.dead_links(card).assessments[0].findings[0].evidence[0]
    place.url = "http://www.qiwuxian.gov.cn/zwgk/?" + "a" * 500
    path = write_objection_form(card, tmp_path)
    assert path
    words = {cell for table in tables(path) for row in cells(table) for cell in row}
    assert f'gongkai view snapshot "{place.url}"' in words


def test_waived_and_false_alarms_need_no_objection(tmp_path: Path) -> None:
    card = scorecard([ruleset("county-2026", "年度任务", [told.false_alarm()])])
    assert write_objection_form(card, tmp_path) is None
    path = write_objection_form(cards.full(), tmp_path)
    assert path
    assert "0f0e0d0c0b0a0908" not in {cell for table in tables(path) for row in cells(table) for cell in row}


def test_form_of_hundreds_ends_with_an_empty_block(tmp_path: Path) -> None:
    path = write_objection_form(cards.full(300), tmp_path)
    assert path
    every = tables(path)
    assert len(every) == 1 + 50 + 1
    assert cells(every[-1])[0] == ["其他问题"]
    assert any("另有251个问题没有列出" in line for line in lines(path))
