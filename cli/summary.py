"""What is printed at the end of a run (小结)."""

from collections import Counter
from typing import Any

from rich.console import Console
from rich.table import Table

from checks.outcomes import Outcome
from cli.ledger_table import PIPED_WIDTH, rows_table
from cli.summary_changes import changes_line
from portal.contents import top_columns
from portal.states import PageKind
from reports.judging.verdict import outcome_counts
from reports.ledgers.followup import State
from reports.ledgers.ledger_rows import ledger_rows
from reports.page.overview import is_rated
from reports.page.quick import quick_view
from reports.scorecard import RulesetCard, ScoreCard, Scorecard

LISTED = 12  # names shown of a longer list
KIND_WORDS = {kind.value: kind.words for kind in PageKind}
SHOWN = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.NOT_DUE, Outcome.PASS, Outcome.NOT_APPLICABLE)


def print_summary(console: Console, cards: list[Scorecard]) -> None:
    """How each site did, under each ruleset."""
    for card in cards:
        console.print(f"\n{card.site.name}（{card.site.host}）", markup=False, highlight=False)
        if card.site.reason:
            console.print(f"  无法检查：{card.site.reason}", markup=False, highlight=False)
            continue
        quick = quick_view(card)
        if quick:
            lines = f"  快速检查：{quick.words}\n  完整检查：{quick.command}"
            console.print(lines, markup=False, highlight=False, soft_wrap=True)
        console.print(_table(card.rulesets))
        if line := changes_line(card):
            console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
        if line := people_line(card):
            console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
        if card.unit:
            _print_unit(console, card, card.unit)


def people_line(card: Scorecard) -> str:
    """How many verdicts people excused or gave, how far mending has got, what had no effect; empty for none of it."""
    results = [result for ruleset in card.rulesets for result in ruleset.results]
    steps = Counter(result.followup.state for result in results if result.followup)
    counts = {
        "全部豁免": sum(result.waived for result in results),
        "人工核实": sum(result.attestation is not None for result in results),
        **{state.words: steps[state.value] for state in State},
    }
    told = [f"{words} {count} 条" for words, count in counts.items() if count]
    unused = [f"没有起作用的豁免、核实结论 {len(card.unused)} 条，原因见检查结果单"] if card.unused else []
    return "；".join(filter(None, ("，".join(told), *unused)))


def _print_unit(console: Console, card: Scorecard, unit: str) -> None:
    """The ledger narrowed to a unit, document by document."""
    books = [(ruleset, ledger_rows(ruleset, card.as_of, unit)) for ruleset in card.rulesets]
    count = sum(len(rows) for _, rows in books)
    head = f"  台账只列“{unit}”牵头或配合的条款，共 {count} 条；上面的得分和结论仍按全部条款"
    console.print(head, markup=False, highlight=False, soft_wrap=True)
    for ruleset, rows in books:
        if rows:
            console.print(f"\n  {ruleset.title}", markup=False, highlight=False, soft_wrap=True)
            wide = console if console.is_terminal else Console(file=console.file, width=PIPED_WIDTH)
            wide.print(rows_table(rows))


def print_contents(console: Console, name: str, contents: dict[str, Any]) -> None:
    """What a crawl read, in a few lines: columns by their top level, documents, interpretations, messages, kinds of pages."""
    tops = [f"{top} {below}" if below else top for top, below in top_columns(contents)]
    own = [each["own"] for each in contents["interpretations"]]
    replied = sum(each["replied"] for each in contents["messages"])
    kinds = [f"{KIND_WORDS[kind]} {number}" for kind, number in contents["kinds"].items()]
    for line in (
        f"\n{name}",
        f"  栏目 {len(contents['columns'])} 个：{_listed(tops)}",
        f"  政策文件 {len(contents['documents'])} 份；政策解读 {len(own) - own.count(False)} 篇，解读栏目里的其他稿件 {own.count(False)} 篇",
        f"  留言 {len(contents['messages'])} 件，其中 {replied} 件有答复",
        f"  页面：{_listed(kinds)}",
    ):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _listed(words: list[str]) -> str:
    more = f"……共 {len(words)} 项" if len(words) > LISTED else ""
    return "，".join(words[:LISTED]) + more


def _table(rulesets: list[RulesetCard]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 2))
    table.add_column("规则集", no_wrap=True)
    table.add_column("得分", justify="right", no_wrap=True)
    table.add_column("等级", overflow="fold")
    table.add_column("各条结论", overflow="fold")
    for ruleset in rulesets:
        counts = outcome_counts(ruleset)
        words = "，".join(f"{outcome.words} {counts[outcome]}" for outcome in SHOWN if counts[outcome])
        table.add_row(ruleset.id, *_score_words(ruleset.score), words)
    return table


def _score_words(score: ScoreCard) -> tuple[str, str]:
    """Points and grade as card and index show them: points without a grade are of the judged part only, and no score."""
    if is_rated(score) and score.value is not None:
        return f"{score.value:g}", score.grade
    part = "" if score.value is None else f"（已判部分 {score.value:g} 分）"
    return "—", f"{score.grade}{part}"
