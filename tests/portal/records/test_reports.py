"""Yearly reports: chapters and the three tables, merged cells kept or lost."""

import pytest

from portal.disclosure_facts import AnnualReport, ReportFigure
from portal.states import ReportPart
from tests.portal.records.samples import in_article, records
from tests.portal.samples import article

TITLE = "青禾县财政局2025年政府信息公开工作年度报告"
P = ReportPart


def chapters(*names: str) -> str:
    return "".join(
        f"<p>{number}、{name}</p><p>情况如下。</p>" for number, name in zip("一二三四五六七", names, strict=False)
    )


def report(body: str, title: str = TITLE) -> AnnualReport:
    (found,) = in_article(AnnualReport, body, title, "政府信息公开年报")
    return found


def figures(table: str) -> dict[str, int | float | None]:
    page = article(chapters("总体情况") + table, title=TITLE, column="政府信息公开年报")
    return {f"{row.number}/{row.row}/{row.column}": row.value for row in records(ReportFigure, page)}


def test_six_chapters_in_their_order() -> None:
    found = report(
        chapters(
            "总体情况",
            "主动公开政府信息情况",
            "收到和处理政府信息公开申请情况",
            "政府信息公开行政复议、行政诉讼情况",
            "存在的主要问题及改进情况",
            "其他需要报告的事项",
        )
    )
    assert found.parts == tuple(P)
    assert (found.year, found.unit) == (2025, "青禾县财政局")


def test_an_older_report_with_four_chapters() -> None:
    found = report(
        chapters("概述", "主动公开政府信息的情况", "依申请公开政府信息办理情况", "存在的不足和下一步工作"),
        "青禾县民政局二〇一五年政府信息公开工作年度报告",
    )
    assert found.parts == (P.OVERVIEW, P.PROACTIVE, P.APPLICATIONS, P.PROBLEMS)
    assert (found.year, found.unit) == (2015, "青禾县民政局")


FIRST = """<table><tr><td colspan=4>第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>０</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>3</td><td>1</td><td>1,204</td></tr>
<tr><td colspan=4>第二十条第（八）项</td></tr><tr><td>信息内容</td><td colspan=3>本年收费金额（单位：万元）</td></tr>
<tr><td>行政事业性收费</td><td colspan=3>１２.35</td></tr></table>"""


def test_first_table_with_full_width_digits_commas_and_fractions() -> None:
    found = figures(FIRST)
    assert found["1/行政规范性文件/现行有效件数"] == 1204
    assert found["1/规章/本年制发件数"] == 0
    assert found["1/行政事业性收费/本年收费金额（单位：万元）"] == 12.35


def third(*, merged: bool) -> str:
    cells = "<tr><td>" + "</td><td>".join(str(n) for n in range(1, 16)) + "</td></tr>"
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    head = "".join(f"<td>{name}</td>" for name in names)
    if merged:
        top = "<tr><td colspan=5 rowspan=2>行政复议</td><td colspan=10>行政诉讼</td></tr><tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    else:
        top = "<tr><td>行政复议</td><td>行政诉讼</td></tr><tr><td>未经复议直接起诉</td><td>复议后起诉</td></tr>"
    return f"<table>{top}<tr>{head * 3}</tr>{cells}</table>"


def test_third_table_has_fifteen_figures_under_nested_heads() -> None:
    found = figures(third(merged=True))
    assert found["3//行政复议/结果维持"] == 1
    assert found["3//行政诉讼/未经复议直接起诉/总计"] == 10
    assert found["3//行政诉讼/复议后起诉/总计"] == 15


def test_third_table_with_merging_lost_still_gives_every_figure() -> None:
    page = article(chapters("总体情况") + third(merged=False), title=TITLE, column="政府信息公开年报")
    assert [row.value for row in records(ReportFigure, page)] == list(range(1, 16))


SECOND_HEAD = """<tr><td colspan=3 rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan=7>申请人情况</td></tr>
<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>
<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>"""


@pytest.mark.parametrize("wrapped", [False, True])
def test_second_table_with_nested_labels(wrapped: bool) -> None:
    row = "".join(f"<td>{n}</td>" for n in (5, 1, 0, 0, 0, 0, 6))
    body = (
        f"<tr><td colspan=3>一、本年新收政府信息公开申请数量</td>{row}</tr>"
        f"<tr><td rowspan=2>三、本年度办理结果</td><td colspan=2>（一）予以公开</td>{row}</tr>"
        f"<tr><td>（三）不予公开</td><td>1.属于国家秘密</td>{row}</tr>"
    )
    table = f"<table>{SECOND_HEAD}{body}</table>"
    found = figures(f"<table><tr><td>{table}</td></tr></table>" if wrapped else table)
    assert found["2/一、本年新收政府信息公开申请数量/自然人"] == 5
    assert found["2/三、本年度办理结果/（三）不予公开/1.属于国家秘密/法人或其他组织/商业企业"] == 1
    assert found["2/三、本年度办理结果/（一）予以公开/总计"] == 6


@pytest.mark.parametrize(
    "table", ["<table><tr><td>3</td></tr></table>", "<table><tr><td>序号</td></tr><tr><td>1</td></tr></table>"]
)
def test_other_tables_are_none_of_the_three(table: str) -> None:
    assert not figures(table)


def test_empty_cells_and_amounts_in_another_unit_have_no_value() -> None:
    found = figures(FIRST.replace("<td>3</td>", "<td></td>").replace("１２.35", "3500元"))
    assert found["1/行政规范性文件/本年制发件数"] is None
    assert found["1/行政事业性收费/本年收费金额（单位：万元）"] is None


def test_a_notice_on_reports_is_none() -> None:
    assert not in_article(
        AnnualReport, chapters("总体情况"), "关于报送2025年政府信息公开工作年度报告的通知", "通知公告"
    )
