"""Each kind of fault in a ruleset file gives one line with file, line and mend."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from rulesets.faults import Fault
from rulesets.lint import lint

SOUND = """\
id: qingyuanxia-2024
title: 清源市2024年政务公开工作要点
issued: 2024-03-01
applies: {regions: ["9901"], levels: [city, county]}
scoring: ledger
grades:
  - {min: 80, name: 良好}
  - {min: 0, name: 待改进}
requirements:
  - id: row-1
    clause: {section: 任务表, row: 1}
    title: 设置公开栏目
    units: {lead: [市档案局]}
    due: 2024-12-31
    weight: 3
    assess:
      - check: links.site
        with: {max_dead_rate: 0.01}
  - id: row-2
    clause: {section: 任务表, row: 2}
    title: 组织培训
    assess: manual
    proof: 培训通知
"""


@dataclass(frozen=True)
class Case:
    """A slip: `old` in the sound file becomes `new`; the fault must stand on `line` and hold these words."""

    name: str
    old: str
    new: str
    line: int
    what: str
    mend: str


CASES = (
    Case("unknown field", "title: 组织培训", "titel: 组织培训", 21, "不认识的项目“titel”", "“title”"),
    Case("unknown field at the top", "issued: 2024", "isued: 2024", 3, "不认识的项目“isued”", "“issued”"),
    Case("unknown nested field", "{lead: [市档案局]}", "{leads: [市档案局]}", 13, "不认识的项目“leads”", "“lead”"),
    Case("missing field", "    title: 设置公开栏目\n", "", 10, "缺少“title”", "补上 title"),
    Case("unknown check", "links.site", "link.site", 17, "没有叫“link.site”的检查项", "“links.site”"),
    Case("unknown parameter", "max_dead_rate", "max_deadrate", 18, "不认识的项目“max_deadrate”", "“max_dead_rate”"),
    Case("parameter of a wrong type", "0.01", "百分之一", 18, "“max_dead_rate”应是数字", "只写数字"),
    Case("parameter out of range", "0.01", "1.5", 18, "“max_dead_rate”超出范围", "不大于 1"),
    Case(
        "parameters that are no mapping",
        "{max_dead_rate: 0.01}",
        "[0.01]",
        18,
        "“with”应是“名称: 值”的组合",
        "每行写一个",
    ),
    Case("check that is a number", "check: links.site", "check: 12", 17, "“check”应是文字", "英文引号"),
    Case("misspelt check call", "- check: links.site", "- chek: links.site", 17, "不认识的项目“chek”", "“check”"),
    Case(
        "text where true or false belongs",
        "weight: 3",
        "standing: 长期",
        15,
        "“standing”应是 true 或 false",
        "true（是）",
    ),
    Case("title of one letter", "title: 组织培训", "title: 训", 21, "“title”太短", "至少写 2 个字"),
    Case("year out of range", "scoring: ledger", "year: 24", 5, "“year”超出范围（24）", "不小于 2000"),
    Case("value left empty", "title: 组织培训", "title:", 21, "“title”应是文字，空着", "写成一段文字"),
    Case("repeated requirement id", "id: row-2", "id: row-1", 19, "条款编号“row-1”重复", "不同的编号"),
    Case("repeated key", "    weight: 3", "    due: 2024-11-30", 15, "“due”重复（第 14 行已有）", "合并"),
    Case("id with other letters", "id: qingyuanxia-2024", "id: 清源-2024", 1, "“id”的写法不对", "小写英文字母"),
    Case("deadline that is no date", "due: 2024-12-31", "due: 年底前", 14, "“due”不是日期（年底前）", "2020-12-31"),
    Case("deadline on no day", "due: 2024-12-31", "due: 2024-02-30", 14, "“due”不是日期", "核对这一天"),
    Case("deadline in another spelling", "due: 2024-12-31", "due: 20241231", 14, "“due”不是日期", "年-月-日"),
    Case("deadline before the document", "due: 2024-12-31", "due: 2020-12-31", 14, "早于发文的年份", "核对年份"),
    Case("region without quotation marks", '["9901"]', "[9901]", 4, "应是文字，写的是数字 9901", "英文引号"),
    Case("region that is no code", '["9901"]', '["清源市"]', 4, "写法不对（清源市）", "行政区划代码"),
    Case("unknown level", "[city, county]", "[citty, county]", 4, "取值不认识（citty）", "“city”"),
    Case("empty list of levels", "[city, county]", "[]", 4, "“levels”太短或空着", "至少写 1 项"),
    Case("list written as text", "{lead: [市档案局]}", "{lead: 市档案局}", 13, "“lead”应是列表", "[甲, 乙]"),
    Case("mapping written as text", "{lead: [市档案局]}", "市档案局", 13, "“units”应是“名称: 值”的组合", "每行写一个"),
    Case(
        "unknown way of scoring", "scoring: ledger", "scoring: points", 5, "“scoring”的取值不认识（points）", "national"
    ),
    Case("unknown way of judging", "assess: manual", "assess: 人工", 22, "“assess”的取值不认识（人工）", "manual"),
    Case("weight that is a word", "weight: 3", "weight: 三", 15, "“weight”应是数字，写的是文字 三", "只写数字"),
    Case("weight of nothing", "weight: 3", "weight: 0", 15, "“weight”超出范围", "大于 0"),
    Case("weight without end", "weight: 3", "weight: .inf", 15, "“weight”应是数字", "只写数字"),
    Case("clause without a place", "    clause: {section: 任务表, row: 2}\n", "", 19, "没有写条款出处", "补上 clause"),
    Case("manual clause without proof", "    proof: 培训通知\n", "", 22, "没有写 proof", "补上 proof"),
    Case("grades in disorder", "min: 0, name: 待改进", "min: 85, name: 优秀", 8, "从高到低", "小于上一等级"),
    Case("grades that leave a gap", "min: 0,", "min: 40,", 8, "没有从 0 分起", "min: 0"),
    Case("veto in a ledger", "    weight: 3", "    veto: true", 15, "不用 veto", "scoring: national"),
    Case(
        "no requirements",
        SOUND[SOUND.index("requirements:") :],
        "requirements: []\n",
        9,
        "“requirements”太短或空着",
        "至少",
    ),
    Case("tab as indentation", "    title: 组织培训", "\ttitle: 组织培训", 21, "制表符", "空格"),
    Case("full-width colon", "title: 清源市", "title：清源市", 2, "冒号是全角的", "英文冒号"),
    Case("colon without a space", "title: 清源市", "title:清源市", 2, "冒号后面没有空格", "空一格"),
    Case("quotation mark left open", "title: 组织培训", 'title: "组织培训', 21, "引号没有配对", "补上缺少的引号"),
    Case("bracket left open", "[市档案局]", "[市档案局", 13, "方括号没有配对", "补上“]”"),
    Case("crooked indentation", "    title: 组织培训", "   title: 组织培训", 21, "缩进不一致", "上下对齐"),
    Case("colon inside a text", "title: 组织培训", "title: 组织: 培训", 21, "这里不该有冒号", "加引号"),
    Case("alias", "title: 组织培训", "title: *again", 21, "锚点或引用", "直接写出"),
    Case("anchor", "title: 组织培训", "title: &again 组织培训", 21, "锚点或引用", "直接写出"),
    Case("tag", "title: 组织培训", "title: !!python/name:os.system x", 21, "类型标签", "加引号"),
    Case("second document", "requirements:", "---\nrequirements:", 9, "多份文档", "一份规则集"),
    Case("control character", "组织培训", "组织\x07培训", 21, "控制字符（U+0007）", "删去"),
    Case("no mapping at all", SOUND, "- 一\n- 二\n", 1, "这不是规则集", "开头写 id:"),
)


def faults_of(tmp_path: Path, content: str | bytes) -> tuple[Fault, ...]:
    path = tmp_path / "rules.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return lint(path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_slip_gives_one_line_with_place_and_mend(case: Case, tmp_path: Path) -> None:
    assert case.old in SOUND
    (fault,) = faults_of(tmp_path, SOUND.replace(case.old, case.new, 1))
    assert fault.line == case.line
    assert case.what in fault.what
    assert case.mend in fault.mend
    assert str(fault) == f"{tmp_path / 'rules.yaml'}:{case.line}: {fault.what} —— {fault.mend}"
    assert "\n" not in str(fault)


def test_sound_file_has_no_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, SOUND) == ()


def test_document_sent_out_after_one_of_its_deadlines_is_sound(tmp_path: Path) -> None:
    assert faults_of(tmp_path, SOUND.replace("due: 2024-12-31", "due: 2024-01-31")) == ()


def test_all_faults_are_named_at_once_in_line_order(tmp_path: Path) -> None:
    faulty = (
        SOUND.replace("links.site", "links.sites")
        .replace("title: 组织培训", "titel: 组织培训")
        .replace('"9901"', "甲市")
    )
    faults = faults_of(tmp_path, faulty.replace("id: row-2", "id: row-1").replace("name: 良好", "nam: 良好"))
    assert [fault.line for fault in faults] == [4, 7, 17, 19, 21]


def test_fault_of_shape_does_not_hide_fault_of_meaning_in_another_requirement(tmp_path: Path) -> None:
    faulty = SOUND.replace("weight: 3", "weight: 三").replace("    proof: 培训通知\n", "")
    assert [fault.line for fault in faults_of(tmp_path, faulty)] == [15, 22]


def test_wrong_parameter_is_told_in_a_requirement_that_is_wrong_otherwise(tmp_path: Path) -> None:
    faulty = SOUND.replace("weight: 3", "weight: 三").replace("max_dead_rate", "max_rate")
    assert [fault.line for fault in faults_of(tmp_path, faulty)] == [15, 18]


def test_national_ruleset_wants_a_score_on_every_row(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, SOUND.replace("scoring: ledger", "scoring: national").replace("    weight: 3\n", ""))
    assert [fault.line for fault in faults] == [10, 18]
    assert all("没有写 veto、deduct 或 bonus" in fault.what for fault in faults)


NATIONAL_ROW = """\
id: x
title: 指标
scoring: national
requirements:
  - id: dead-links
    clause: {section: 指标}
    title: 链接可用
    deduct: {points: 1, costs: {links.site: 0.1, dead: 0.2}}
    assess: [{check: links.site}]
"""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("dead: 0.2", "deed: 0.2", "没有叫“deed”的问题类型或检查项"),
        ("dead: 0.2", "dead: 2", "每处扣 2 分，超过这一项的分值 1"),
        ("points: 1,", "points: 1, each: 3,", "每处扣 3 分，超过这一项的分值 1"),
        ("    deduct:", "    veto: true\n    deduct:", "既一票否决又扣分"),
        ("    deduct:", "    strength: encouraged\n    deduct:", "鼓励性条款不能一票否决或扣分"),
        ("    deduct:", "    bonus: {points: 2}\n    deduct:", "加分的条款又写了一票否决或扣分"),
        (
            "    deduct: {points: 1, costs: {links.site: 0.1, dead: 0.2}}",
            "    bonus: {points: 1, each: 2}",
            "每处少加 2 分",
        ),
    ],
)
def test_national_row_must_add_up(old: str, new: str, what: str, tmp_path: Path) -> None:
    assert faults_of(tmp_path, NATIONAL_ROW) == ()
    (fault,) = faults_of(tmp_path, NATIONAL_ROW.replace(old, new))
    assert what in fault.what
