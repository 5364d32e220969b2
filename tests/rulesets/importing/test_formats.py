"""The same document as Word file, web page and PDF gives the same clauses."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from rulesets.importing.finding import Found, find
from rulesets.importing.opening import draft_document, read_source
from rulesets.lint import lint
from tests.rulesets.importing.documents import as_page, as_word

Printed = Callable[[str, Path], Path]
EXPECTED = [
    ("1.1", None, ("区发展和改革局", "区自然资源局"), (), None),
    ("1.2", None, ("区政府办公室",), ("各镇街",), None),
    ("2.1", None, ("各镇街", "区直各部门"), (), None),
    ("", 1, ("区司法局",), (), date(2031, 9, 30)),
    ("", 2, ("区司法局",), (), date(2031, 12, 31)),
    ("", 3, ("区司法局",), ("区直有关部门",), date(2031, 10, 31)),
    ("", 4, ("各镇街", "区直各部门、单位"), (), date(2031, 12, 31)),
]


def summary(found: Found) -> list[tuple[object, ...]]:
    return [
        (each.number, each.row, each.units.lead, each.units.cooperating, each.due.due if each.due else None)
        for each in found.clauses
    ]


def check(path: Path) -> None:
    found = find(read_source(path), path.stem)
    assert summary(found) == EXPECTED
    assert {each.section for each in found.clauses} == {"一（一）", "一（二）", "二（一）", "青禾区政务公开任务清单"}
    head = found.head
    assert (head.title, head.number) == ("青禾区2031年政务公开工作要点", "青禾政办发〔2031〕4号")
    assert (head.issuer, head.issued, head.year) == ("青禾区人民政府办公室", date(2031, 3, 5), 2031)


def test_word_file(tmp_path: Path) -> None:
    check(as_word(tmp_path / "qinghe.docx"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_web_page_without_its_menu_and_footer(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "qinghe.html"
    path.write_bytes(as_page().replace("utf-8", encoding).encode(encoding))
    check(path)
    assert "网站标识码" not in str(read_source(path).blocks)


def test_pdf_with_a_table_over_pages(tmp_path: Path, printed: Printed) -> None:
    check(printed(as_page(), tmp_path / "qinghe.pdf"))


def test_row_that_a_page_cuts_in_two_is_one_clause(tmp_path: Path, printed: Printed) -> None:
    demand = "，".join(f"第{n}类事项逐项列出办理材料并写明依据" for n in range(1, 9)) + "。"
    rows = "".join(
        f"<tr><td>{n}<td>{demand}<td>市财政局、市发展和改革局、市自然资源局、市生态环境局柳川分局</tr>"
        for n in range(1, 9)
    )
    style = (
        "<style>table{border-collapse:collapse}td,th{border:1px solid;font-size:15pt}@page{size:A6;margin:8mm}</style>"
    )
    table = f"<table><thead><tr><th>序号<th>工作要求<th>责任单位</tr></thead>{rows}</table>"
    path = printed(f"<html><head><meta charset=utf-8>{style}</head><body>{table}</body></html>", tmp_path / "cut.pdf")
    found = find(read_source(path), "cut").clauses
    assert [each.text for each in found] == [demand] * 8
    assert {each.units.lead for each in found} == {
        ("市财政局", "市发展和改革局", "市自然资源局", "市生态环境局柳川分局")
    }


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("一、公开")
    paragraph = document.add_paragraph("（一）按季度公布")
    paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>旧的</w:delText></w:r></w:del>'))
    paragraph._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t>资金去向。（责任单位：市财政局）</w:t></w:r></w:ins>')
    )
    document.save(str(tmp_path / "tracked.docx"))
    (clause,) = find(read_source(tmp_path / "tracked.docx"), "tracked").clauses
    assert (clause.text, clause.units.lead) == ("按季度公布资金去向。", ("市财政局",))


def test_numbers_that_word_counts_by_itself_are_read(tmp_path: Path) -> None:
    document = Document()
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, text in ((0, "公开"), (1, "公布预算。"), (1, "公布决算。"), (0, "保障"), (1, "组织培训。")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
        )
    document.save(str(tmp_path / "counted.docx"))
    found = find(read_source(tmp_path / "counted.docx"), "counted").clauses
    assert [(each.section, each.number) for each in found] == [
        ("一（一）", "1.1"),
        ("一（二）", "1.2"),
        ("二（一）", "2.1"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_draft_of_a_text_in_any_encoding_lints(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "qinghe-2031.txt"
    text = "一、公开\n（一）重大决策征求意见期限不少于30日。（责任单位：区司法局）\n"
    path.write_bytes(text.encode(encoding))
    draft = draft_document(path)
    target = tmp_path / "draft.yaml"
    target.write_text(draft.text, encoding="utf-8")
    assert lint(target) == ()
    assert (draft.id, draft.clauses, draft.with_checks) == ("qinghe-2031", 1, 1)
