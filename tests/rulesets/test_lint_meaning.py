"""Faults of parameters, years, scopes and scoring: each gives one line that points at the innermost key."""

import ast
from pathlib import Path

import pytest

from rulesets.lint import examine
from rulesets.wording import REFUSALS

SOUND = """\
id: qingyuanxia-2024
title: 清源市2024年政务公开工作要点
issued: 2024-03-01
applies: {regions: ["9901"], levels: [city, county], kinds: [portal]}
year: 2024
min_judged: 0.5
grades:
  - {min: 80, name: 良好}
  - {min: 0, name: 待改进}
requirements:
  - id: row-1
    clause: {section: 任务表, row: 1}
    title: 清单和预案公开
    units: {lead: [市司法局, 市应急局], cooperating: [市财政局]}
    applies: {levels: [city]}
    strength: must
    assess:
      - check: documents.required
        with:
          items:
            - name: 应急预案
              any_of: [预案]
            - 权责清单
          period: this_year
          by: 2024-06-30
      - check: documents.elements
        with:
          scope:
            kind: normative
            any_of: [办法]
          period: {since: 2020-01-01, until: 2024-12-31}
  - id: row-2
    clause: {section: 任务表, row: 2}
    title: 组织培训
    assess:
      - check: evidence.search
        with: {any_of: [["{year}年培训", 轮训], 政务公开]}
  - id: row-3
    clause: {section: 任务表, row: 3}
    title: 网站年度报表
    assess:
      - check: site.annual_statement
        with: {publish_by: "01-31"}
      - check: site.domain
        with: {portal_pattern: '^www\\.'}
"""

SLIPS = {
    "period of no name": ("period: this_year", "period: this_yaer", 24, "“period”的取值不认识（this_yaer）", "last_year、{months: 12}"),
    "period in two ways": ("{since: 2020-01-01, until: 2024-12-31}", "{months: 3, year: 2023}", 31, "“period”的时段写法不对", "中的一种"),
    "period that ends before it starts": ("until: 2024-12-31", "until: 2019-12-31", 31, "止于开始之前", "核对 since 和 until"),
    "period that is a number": ("period: this_year", "period: 2024", 24, "“period”应是“名称: 值”的组合", "{year: 2021}"),
    "unknown key of a period": ("since: 2020", "from: 2020", 31, "不认识的项目“from”", "since"),
    "period with no such day": ("since: 2020-01-01", "since: 2020-13-01", 31, "“since”不是日期", "2020-12-31"),
    "unknown class of documents": ("kind: normative", "kind: normativ", 29, "“kind”的取值不认识（normativ）", "“normative”"),
    "unknown key of a scope": ("            any_of: [办法]", "            anyof: [办法]", 30, "不认识的项目“anyof”", "“any_of”"),
    "list of a scope written as text": ("any_of: [办法]", "any_of: 办法", 30, "“any_of”应是列表", "[甲, 乙]"),
    "missing parameter": ("with: {any_of: [[\"{year}年培训\", 轮训], 政务公开]}", "with: {min_count: 2}", 37, "缺少“any_of”", "补上 any_of"),
    "unknown key of an item": ("              any_of: [预案]", "              anyof: [预案]", 22, "不认识的项目“anyof”", "“any_of”"),
    "item of a wrong type": ("            - 权责清单", "            - 12", 23, "应是“名称: 值”的组合", "每行写一个"),
    "item of one letter": ("            - 权责清单", "            - 权", 23, "太短", "至少写 2 个字"),
    "empty word": ("轮训]", "\"\"]", 37, "“any_of”里有空的词", "删去空的词"),
    "deadline parameter on no day": ("by: 2024-06-30", "by: 2024-06-31", 25, "“by”不是日期", "核对这一天"),
    "day of the year on no day": ('"01-31"', '"02-31"', 43, "“publish_by”不是一年中的某一天", "01-31"),
    "pattern that cannot be read": ("'^www\\.'", "'^(www'", 45, "不是正确的匹配式", "核对括号"),
    "no checks": (SOUND[SOUND.index("      - check: evidence") : SOUND.index("  - id: row-3")], "      []\n", 35, "“assess”太短或空着", "至少写 1 项"),
    "unknown placeholder": ("{year}年培训", "{yaer}年培训", 37, "不认识的占位“{yaer}”", "“{year}”"),
    "unknown placeholder in a title": ("title: 组织培训", "title: '{month}组织培训'", 34, "不认识的占位“{month}”", "{last_year}"),
    "share above one": ("min_judged: 0.5", "min_judged: 50", 6, "“min_judged”超出范围（50）", "不大于 1"),
    "region of three digits": ('["9901"]', '["990"]', 4, "“regions”的写法不对（990）", "行政区划代码"),
    "region of a clause": ("applies: {levels: [city]}", 'applies: {regions: ["990101"]}', 15, "条款不能另写适用地区", "另立一份"),
    "clause for a level the document leaves out": ("{levels: [city]}", "{levels: [township]}", 15, "“township”", "补到文件开头"),
    "clause for a kind the document leaves out": ("{levels: [city]}", "{kinds: [department]}", 15, "“department”", "补到文件开头"),
    "unknown kind": ("{levels: [city]}", "{kinds: [portals]}", 15, "取值不认识（portals）", "“portal”"),
    "unknown strength": ("strength: must", "strength: shall", 16, "“strength”的取值不认识（shall）", "可用的有：encouraged、must、should"),
    "unit named twice": ("市应急局]", "市司法局]", 14, "单位“市司法局”写了两次", "只留一处"),
    "unit that leads and cooperates": ("[市财政局]", "[市司法局]", 14, "既是牵头单位又是配合单位", "只留一处"),
    "same check of a clause in two requirements": ("    clause: {section: 任务表, row: 3}", "    clause: {section: 任务表, row: 3}\n    assess: [{check: site.domain, with: {portal_pattern: '^www\\.'}}]\n    title: 域名\n  - id: row-4\n    clause: {section: 任务表, row: 3}", 48, "与 row-3 重复", "删去一处"),
    "same check twice in a requirement": ("      - check: site.domain", "      - check: site.annual_statement\n        with: {publish_by: \"01-31\"}\n      - check: site.domain", 44, "“site.annual_statement”与 row-3 重复", "删去一处"),
    "name of two grades": ("name: 待改进", "name: 良好", 9, "等级名称“良好”重复", "不同的名称"),
    "grade above the scale": ("{min: 80", "{min: 180", 8, "等级最低分 180 超过 100", "0 到 100"),
    "bonus in a ledger": ("    strength: must", "    bonus: {points: 2}", 16, "不用 bonus", "改用 weight"),
    "start of bonus in a ledger": ("min_judged: 0.5", "bonus_above: 80", 6, "没有加分", "删去 bonus_above"),
    "date of issue on no day": ("issued: 2024-03-01", "issued: 2024-03-41", 3, "“issued”不是日期", "年-月-日"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_slip_gives_one_line_with_place_and_mend(name: str) -> None:
    old, new, line, what, mend = SLIPS[name]
    assert old in SOUND
    faults = examine(SOUND.replace(old, new, 1), "rules.yaml").faults
    assert len(faults) == 1, [str(fault) for fault in faults]
    (fault,) = faults
    assert fault.line == line
    assert what in fault.what
    assert mend in fault.mend


def test_sound_file_has_no_fault() -> None:
    assert examine(SOUND, "rules.yaml").faults == ()


def test_local_document_that_speaks_of_a_year_has_one() -> None:
    faults = examine(SOUND.replace("year: 2024\n", ""), "rules.yaml").faults
    assert [(fault.line, fault.what.partition("，")[2]) for fault in faults] == [
        (23, "但文件没有写 year"),
        (36, "但文件没有写 year"),
    ]


def test_national_document_without_a_year_means_the_year_judged_in() -> None:
    text = SOUND.replace("year: 2024\n", "").replace('regions: ["9901"], ', "").replace("{year}年", "")
    assert examine(text, "rules.yaml").faults == ()


def test_placeholder_may_stand_where_a_day_belongs() -> None:
    assert examine(SOUND.replace("by: 2024-06-30", 'by: "{year}-06-30"'), "rules.yaml").faults == ()
    (fault,) = examine(SOUND.replace("by: 2024-06-30", 'by: "{year}-06-31"'), "rules.yaml").faults
    assert fault.line == 25


NATIONAL = """\
id: x
title: 指标
scoring: national
requirements:
  - id: dead-links
    clause: {section: 指标}
    title: 链接可用
    bonus: {points: 2, each: 0.5}
    assess: [{check: links.site}]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("each: 0.5", "each: 5", 8, "每处少加 5 分，超过这一项的分值 2"),
        ("    bonus:", "    veto: true\n    bonus:", 9, "加分的条款又写了一票否决"),
        ("    bonus: {points: 2,", "    deduct: {", 8, "缺少“points”"),
        ("points: 2", "points: 0", 8, "“points”超出范围"),
        ("    bonus:", "    weight: 2\n    bonus:", 8, "国家指标式计分不用 weight"),
    ],
)
def test_national_row_must_add_up(old: str, new: str, line: int, what: str) -> None:
    assert examine(NATIONAL, "rules.yaml").faults == ()
    (fault,) = examine(NATIONAL.replace(old, new), "rules.yaml").faults
    assert fault.line == line
    assert what in fault.what


def test_every_reason_of_a_parameter_model_has_chinese_words() -> None:
    known = tuple(english for english, _, _ in REFUSALS)
    for path in (Path(__file__).parents[2] / "checks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Raise)
                and isinstance(node.exc, ast.Call)
                and ast.unparse(node.exc.func) == "ValueError"
            ):
                texts = [str(part.value) for part in ast.walk(node.exc) if isinstance(part, ast.Constant)]
                assert texts[0].startswith(known), f"{path}: {texts[0]}"
