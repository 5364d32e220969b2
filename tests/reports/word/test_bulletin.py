"""bulletin.docx (通报): counts that can be added up again, sites named, nothing that could not be checked held against anyone."""

from pathlib import Path

from checks.outcomes import Outcome
from reports.earlier_cards import Change, ComparisonCard, RulesetBefore
from reports.scorecard import Scorecard
from reports.word.bulletin import write_bulletin
from tests.reports import cards
from tests.reports.word.reading import cells, lines, tables, text
from tests.reports.word.told import BEFORE, region

PASS, FAIL, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN


def compared(card: Scorecard, value: float, mended: int, *, comparable: bool = True) -> Scorecard:
    before = RulesetBefore(id="town-2026", version="3f9a2c1b", value=value, grade="合格", comparable=comparable)
    counts = {Change.NEW: 1, Change.MENDED: mended, Change.UNCHECKED: 9}
    card.comparison = ComparisonCard(run="20260201-0200", as_of=BEFORE, tool="0.1.0", rulesets=[before], counts=counts)
    return card


def run() -> list[Scorecard]:
    """Five towns: the first does everything, the second nothing."""
    return [
        compared(region(1, 甲=PASS, 乙=PASS, 丙=PASS), 80.0, 3),
        compared(region(2, 甲=FAIL, 乙=FAIL, 丙=FAIL), 90.0, 0, comparable=False),
        region(3, 甲=PASS, 乙=FAIL, 丙=PASS),
        region(4, 甲=PASS, 乙=FAIL, 丙=UNKNOWN),
        region(5, 甲=PASS, 乙=FAIL, 丙=PASS),
    ]


def test_bulletin_tells_the_whole_the_good_the_common_problems_and_the_ranking(tmp_path: Path) -> None:
    path = write_bulletin(run(), ["第 7 行：网址不对"], tmp_path)
    assert path == tmp_path / "bulletin.docx"
    words = text(path)
    assert lines(path)[0] == "关于2026年3月政务公开检查情况的通报"
    assert "检查网站5个，其中4个有不合格的要求，合计6项次；触发单项否决的网站0个。另有1个目标没有取得结果。" in words
    assert "适用于5个网站，其中5个有得分，平均76分，最高100分，最低40分。等级分布：“合格”4 个、“不合格”1 个。" in words
    assert (
        "2 个网站有上次检查（2026年2月1日）可比，问题新出现 2 个，已整改 3 个。规则相同、两次都有得分的 1 项得分，平均由 80 分变为 100 分。"
        in words
    )
    assert "得分居前的是第1镇（100分）、第3镇（80分）、第4镇（80分）、第5镇（80分）。" in words
    assert "“要求乙”有结论的网站5个，做到的只有1个：第1镇。" in words
    assert "上次发现的问题整改较多的是第1镇（已整改3个）。" in words
    assert "（一）平台建设（涉及4个网站）" in lines(path)
    assert (
        "1.要求乙。有结论的网站5个，不合格4个。第2镇：2号网站的乙情况；第3镇：3号网站的乙情况；第4镇：4号网站的乙情况。"
        in lines(path)
    )
    assert any("要求丙。有结论的网站4个，不合格1个。" in line for line in lines(path))
    ranking = cells(tables(path)[0])
    assert ranking[1] == [
        "1",
        "第1镇www.town1.gov.cn",
        "镇街政务公开任务：合格 100 分",
        "0",
        "0",
        "新出现 1 个，已整改 3 个",
    ]
    assert [row[0] for row in ranking[1:]] == ["1", "2", "2", "2", "5"]
    assert ranking[5][1:5] == ["第2镇www.town2.gov.cn", "镇街政务公开任务：不合格 40 分", "0", "3"]


def test_site_that_could_not_be_checked_is_named_and_not_ranked(tmp_path: Path) -> None:
    path = write_bulletin([region(1, 甲=FAIL), cards.unreachable()], [], tmp_path)
    assert path
    assert "栖梧县人民政府没有能够检查，不评分，也不作为问题。" in text(path)
    assert cells(tables(path)[0])[2][0] == "—"


def test_one_site_gets_no_bulletin(tmp_path: Path) -> None:
    assert write_bulletin([region(1, 甲=FAIL)], [], tmp_path) is None
    assert list(tmp_path.iterdir()) == []
