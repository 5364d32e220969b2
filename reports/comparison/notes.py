"""Where like cannot be compared with like (比较说明): sentences for the reader of a comparison."""

from collections.abc import Iterator

from reports.scorecard import RulesetCard, Scorecard
from reports.wording.plaintext import plain

STOPPED = {
    "max_pages": "达到页数上限",
    "max_depth": "达到层数上限",
    "time": "超过时间上限",
    "interrupted": "中途被停止",
    "quick": "快速检查",
}


def notes_on(now: Scorecard, before: Scorecard, *, again: Scorecard | None, withdrawn: int = 0) -> list[str]:
    """What must be said beside a comparison; `withdrawn` is how many problems of the earlier card are none under the present rules."""
    return [*_of_program(now, before, again, withdrawn), *_of_rulesets(now, before, again), *_of_crawls(now, before)]


def _of_program(now: Scorecard, before: Scorecard, again: Scorecard | None, withdrawn: int) -> Iterator[str]:
    other = before.tool.version != now.tool.version
    programs = f"上次用的程序是 {plain(before.tool.version, 40)} 版，本次是 {plain(now.tool.version, 40)} 版"
    if again is not None:
        why = programs if other else "上次用的规则集版本与本次不同"
        yield f"{why}；已用本次的程序和规则集重新评判上次的快照，再作比较。"
    elif other:
        yield f"{programs}，上次的快照已不在，没有重新评判：只比较两次参数相同的检查，得分不作比较。"
    if withdrawn:
        yield f"上次结果单上有 {withdrawn} 个问题按本次的程序和规则集不再认定，不算已整改。"


def _of_rulesets(now: Scorecard, before: Scorecard, again: Scorecard | None) -> Iterator[str]:
    theirs = {ruleset.id: ruleset for ruleset in (again or before).rulesets}
    for ruleset in now.rulesets:
        other = theirs.pop(ruleset.id, None)
        if other is None:
            yield f"{_named(ruleset)}上次没有用，其中的问题是首次检查到。"
        elif other.version != ruleset.version:
            versions = f"（{plain(other.version, 40)} 改为 {plain(ruleset.version, 40)}）"
            yield f"{_named(ruleset)}的版本变了{versions}，得分不可比；只比较两次参数相同的检查。"
        elif other.year != ruleset.year:
            yield f"{_named(ruleset)}上次按 {other.year} 年、本次按 {ruleset.year} 年评判，得分不可比。"
    for ruleset in theirs.values():
        yield f"{_named(ruleset)}本次没有用，上次按它发现的问题本次没有检查。"


def _of_crawls(now: Scorecard, before: Scorecard) -> Iterator[str]:
    if now.site.outcome is not None:
        yield "本次没有检查成网站，上次的问题都未能复查。"
    if before.site.outcome is not None:
        yield "上次没有检查成网站，本次的问题不能说是新出现的。"
    for words, card in (("上次", before), ("本次", now)):
        if card.run.stopped_by is not None:
            why = STOPPED.get(card.run.stopped_by, plain(card.run.stopped_by, 40))
            yield f"{words}没有看完整个网站（{why}）：没有看到的地方不作比较。"
    if (before.site.level, before.site.kind) != (now.site.level, now.site.kind):
        yield "两次评判时网站的层级或类型不同，适用的条款不同，得分不可比。"


def _named(ruleset: RulesetCard) -> str:
    return f"规则集 {plain(ruleset.id, 60)}（{plain(ruleset.title, 80)}）"
