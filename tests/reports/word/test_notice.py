"""notice.docx (整改通知书): accuses of what failed, and of nothing else."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from checks.outcomes import Outcome
from reports.scorecard import Scorecard, UnitsCard
from reports.word.notice import notice_view, write_notice
from tests.reports import cards
from tests.reports.cards import links_result
from tests.reports.parts import result, ruleset, scorecard
from tests.reports.word import told
from tests.reports.word.reading import cells, everything, lines, tables, text


def notice(card: Scorecard, folder: Path) -> Path:
    path = write_notice(card, folder)
    assert path == folder / "notice.docx"
    return path


def test_notice_names_what_failed_where_and_by_which_clause(tmp_path: Path) -> None:
    path = notice(cards.full(), tmp_path)
    words = text(path)
    assert lines(path)[0] == "关于栖梧县人民政府网站\n检查发现问题的整改通知书"
    assert "栖梧县人民政府办公室：" in lines(path)
    assert "以2026年3月1日为检查日" in words
    assert "等级：不合格（单项否决）" in words
    assert "规则版本3f9a2c1b" in words
    assert "1.首页两周内有更新（单项否决）" in lines(path)
    assert "测得：距检查日 40 天（要求不超过 14 天）" in words
    assert "2.网站上的链接都能打开" in lines(path)
    assert (
        "（1）链接打不开：页面不存在（404），间隔复查两次结果相同。页面：http://www.qiwuxian.gov.cn/zwgk/1/等2处。"
        in lines(path)
    )
    assert "另有11个同类问题，见附件。" in lines(path)
    assert "row-1。责任单位：县政府办公室。" in words  # the same links fail a clause of the second document too
    assert (
        "共3项要求不合格，其中几项要求问题相同的合并写，下面列为2项，涉及具体问题15个。另有1个问题已经同意豁免，没有列入。"
        in words
    )
    rows = cells(tables(path)[0])
    assert rows[0] == ["序号", "检查要求", "问题", "所在页面"]
    assert len(rows) == 16
    assert rows[1][1:] == [
        "首页两周内有更新（正文二（一）1）",
        "首页最近一条信息是 2026-01-20 的，距检查日 40 天。编号 aa11bb22cc33dd44",
        "http://www.qiwuxian.gov.cn/",
    ]


def test_what_did_not_fail_is_no_problem(tmp_path: Path) -> None:
    card = cards.full()
    words = everything(notice(card, tmp_path))
    problems, doubts = words.split("三、请自行核实的事项")[0], words.split("三、请自行核实的事项")[1]
    assert "公安机关备案" not in words  # waived
    assert "支持 IPv6 访问" not in words  # could not be checked
    assert "四个部分齐全" not in words  # not due
    assert "政策文件都有解读" not in problems
    assert "不作为问题" in doubts
    assert "1.政策文件都有解读。" in doubts


def test_problem_is_new_open_since_or_returned(tmp_path: Path) -> None:
    path = notice(told.compared(), tmp_path)
    words = text(path)
    assert (
        "与2026年2月1日的检查相比，问题新出现 1 个，再次出现 1 个，仍未整改 1 个，已整改 4 个。上次按另一版本的规则评判，得分不作比较。"
        in words
    )
    assert "与上次检查相比：新出现 1 个，仍未整改 1 个（最早2025年12月1日发现），再次出现 1 个。" in words
    assert "（仍未整改（2025年12月1日首次发现））" in words
    assert [row[2].rpartition("　")[2] for row in cells(tables(path)[0])[2:]] == [
        "新出现",
        "仍未整改（2025年12月1日首次发现）",
        "再次出现",
    ]


def test_a_problem_with_thousands_of_findings_leaves_no_other_out_of_the_list(tmp_path: Path) -> None:
    card = cards.full()
    many = max((a for r in card.rulesets for one in r.results for a in one.assessments), key=lambda a: len(a.findings))
    many.findings += [many.findings[-1].model_copy(update={"id": f"{number:016x}"}) for number in range(3000)]
    titles = [row[1] for row in cells(tables(notice(card, tmp_path))[0])[1:]]
    assert len(titles) == 50
    assert {title.partition("（")[0] for title in titles} == {"首页两周内有更新", "网站上的链接都能打开"}


def test_what_a_person_found_counts_and_a_false_alarm_does_not(tmp_path: Path) -> None:
    card = scorecard([ruleset("county-2026", "年度任务", [told.attested(), told.false_alarm()])])
    words = everything(notice(card, tmp_path))
    assert "检查情况：王敏于2026年2月20日人工核实：培训没有举办，只有通知，佐证：培训台账.xlsx" in words
    assert "其中“公报能够打开”经核实属于误报，不作为问题" in words
    assert words.count("公报能够打开") == 1
    assert "共1项要求不合格" in words


@pytest.mark.parametrize("rows", [[], [told.false_alarm()], [told.attested().model_copy(update={"waived": True})]])
def test_site_without_problems_gets_no_notice(rows: list, tmp_path: Path) -> None:  # type: ignore[type-arg]
    passed = result("county-2026/row-1", "专栏", Outcome.PASS, "有。")
    assert write_notice(scorecard([ruleset("county-2026", "年度任务", [passed, *rows])]), tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_unit_gets_only_what_it_answers_for(tmp_path: Path) -> None:
    rows = [
        result("county-2026/a", "公开预算", Outcome.FAIL, "没有。", units=UnitsCard(lead=["县财政局"])),
        result("county-2026/b", "公开公报", Outcome.FAIL, "没有。", units=UnitsCard(lead=["县政府办公室"])),
    ]
    card = scorecard([ruleset("county-2026", "年度任务", rows)]).model_copy(update={"unit": "财政"})
    path = notice(card, tmp_path)
    assert lines(path)[1] == "县财政局："
    assert "公开预算" in everything(path)
    assert "公开公报" not in everything(path)


def test_quick_check_is_told_as_one_and_not_graded(tmp_path: Path) -> None:
    card = cards.full()
    card.run.quick = True
    words = text(notice(card, tmp_path))
    assert "这是一次快速检查" in words
    assert "等级：" not in words
    assert "得分：" not in words


def test_list_of_hundreds_is_cut_and_says_so(tmp_path: Path) -> None:
    path = notice(cards.full(300), tmp_path)
    assert len(cells(tables(path)[0])) == 51
    assert "另有251个问题没有列入。全部问题和证据见检查结果单、整改台账。" in lines(path)
    assert notice_view(cards.full(300)).findings_count == 301


def test_layout_is_that_of_official_documents(tmp_path: Path) -> None:
    document = Document(str(notice(cards.full(), tmp_path)))
    section = document.sections[0]
    assert [
        round(edge.mm)
        for edge in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        if edge
    ] == [37, 35, 28, 26]
    assert (round(section.page_width or 0, -4), round(section.page_height or 0, -4)) == (
        round(Mm(210), -4),
        round(Mm(297), -4),
    )
    fonts = {
        name: document.styles[name].element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))
        for name in ("公文标题", "正文公文", "一级标题", "二级标题", "页码单")
    }
    assert fonts == {
        "公文标题": "方正小标宋简体",
        "正文公文": "仿宋_GB2312",
        "一级标题": "黑体",
        "二级标题": "楷体_GB2312",
        "页码单": "宋体",
    }
    assert section.footer.paragraphs[0].style.name == "页码单"
    assert section.even_page_footer.paragraphs[0].style.name == "页码双"
    assert "【发文机关】" in [paragraph.text for paragraph in document.paragraphs]


def test_requirements_written_as_one_are_counted_as_on_the_card(tmp_path: Path) -> None:
    rows = [links_result(f"county-2026/{name}", 2) for name in ("a", "b", "c")]
    card = scorecard(
        [ruleset("county-2026", "年度任务", [*rows, result("county-2026/d", "公报", Outcome.FAIL, "没有。")])]
    )
    words = everything(notice(card, tmp_path))
    assert "共4项要求不合格，其中几项要求问题相同的合并写，下面列为2项，涉及具体问题3个。" in words
