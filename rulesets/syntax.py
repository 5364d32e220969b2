"""Words for faults of YAML writing (YAML 书写错误): what an office that never saw YAML can act on."""

import re

import yaml

from rulesets.faults import Fault

TAB = re.compile(r"[ ]*\t")
FULL_WIDTH_COLON = re.compile(r"\s*(?:- +)?[\w.-]+\s*：")
CLOSE_COLON = re.compile(r"\s*(?:- +)?[A-Za-z_][\w-]*:[^\s:/]")

LEFT_OPEN = ("unexpected end of stream", "unexpected document indicator", "expected ','")

# problem named by the parser (part of it) -> what, mend
PROBLEMS = (
    ("mapping values are not allowed", "这里不该有冒号", "检查与上一行的缩进是否对齐；文字里含“: ”时整段加引号"),
    ("block sequence entries are not allowed", "这里不该有“- ”", "把列表换到下一行，并比上面的名称多缩进两格"),
    ("could not find expected ':'", "缺少冒号", "写成“名称: 值”，冒号用英文并空一格；没有冒号的长文字整段加引号"),
    ("unexpected end of stream", "引号没有配对", "补上缺少的引号"),
    ("unexpected document indicator", "引号没有配对", "补上缺少的引号"),
    ("expected ',' or ']'", "方括号没有配对，或少了逗号", "补上“]”，各项之间用英文逗号"),
    ("expected ',' or '}'", "花括号没有配对，或少了逗号", "补上“}”，各项之间用英文逗号"),
    ("expected '-' indicator", "列表的缩进不一致", "让同一列表的“-”上下对齐"),
    ("expected key", "缩进不一致", "让同一层的名称上下对齐"),
    ("unknown escape", "引号里的反斜杠写法不对", "改用单引号，或写成两个反斜杠"),
    ("cannot start any token", "这里的符号不能开头", "把以 @ ` % 等符号开头的文字加引号"),
    ("undefined alias", "用了锚点或引用（& 或 *）", "把内容直接写出；文字以 & 或 * 开头时加引号"),
)


def syntax_fault(error: yaml.YAMLError, text: str, file: str) -> Fault:
    """Fault for what the parser refused. Typical slips of Chinese keyboards are looked for first, on the line named and the ones above it."""
    lines = text.splitlines() or [""]
    problem = str(getattr(error, "problem", None) or error)
    number = min(line_of(error, problem), len(lines))
    slip = typing_slip(lines, number, file)
    if slip:
        return slip
    return Fault(file, number, *problem_words(problem))


def line_of(error: yaml.YAMLError, problem: str) -> int:
    """Line of the problem; of something left open, the line where it was opened."""
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    if any(part in problem for part in LEFT_OPEN):
        marks.reverse()
    mark = next(filter(None, marks), None)
    return mark.line + 1 if mark else 1


def typing_slip(lines: list[str], number: int, file: str) -> Fault | None:
    """A tab or a wrong colon on the line or one of the two above it."""
    for line in range(number, max(number - 3, 0), -1):
        words = lines[line - 1]
        if TAB.match(words):
            return Fault(file, line, "行首用了制表符（Tab）", "缩进改用空格，每层两格")
        if FULL_WIDTH_COLON.match(words):
            return Fault(file, line, "冒号是全角的", "改成英文冒号“:”，后面空一格")
        if CLOSE_COLON.match(words):
            return Fault(file, line, "冒号后面没有空格", "在英文冒号后面空一格")
    return None


def problem_words(problem: str) -> tuple[str, str]:
    """What is wrong and how to mend it, for a problem as the parser words it."""
    for part, what, mend in PROBLEMS:
        if part in problem:
            return what, mend
    return "YAML 写法有误", f"检查这一行的缩进、冒号和引号（{' '.join(problem.split())}）"
