"""What changed, on the terminal (变化小结): a line per site after an audit, tables and lists for `gongkai compare`."""

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from reports.comparison.page import COUNTED, ComparedRuns, ComparedSite, score_view
from reports.comparison.rows import LISTED, ChangeRow, change_rows
from reports.earlier_cards import Change
from reports.scorecard import Scorecard
from reports.wording.plaintext import plain

SAID_AT_ONCE = (Change.NEW, Change.MENDED, Change.RETURNED, Change.OPEN)
ROWS_SHOWN = 50  # of one state on one site; the page lists more


def changes_line(card: Scorecard) -> str:
    """较上次（日期）：…; empty where there is no earlier run."""
    told = card.comparison
    if told is None:
        return ""
    counts = [f"{state.words} {told.counts.get(state, 0)}" for state in SAID_AT_ONCE]
    more = [f"{state.words} {told.counts[state]}" for state in (Change.UNCHECKED,) if told.counts.get(state)]
    return f"较上次（{told.as_of.isoformat()}）：{'、'.join([*counts, *more])}"


def print_changes(console: Console, runs: ComparedRuns) -> None:
    """Two runs, site by site."""
    _line(console, f"上次：{plain(runs.before, 80)}　本次：{plain(runs.now, 80)}")
    for words, names in (("只在上次", runs.only_before), ("只在本次", runs.only_now)):
        if names:
            _line(console, f"{words}的网站，没有比较：{'、'.join(plain(name, 80) for name in names)}")
    for site in runs.sites:
        _print_site(console, site)


def _print_site(console: Console, site: ComparedSite) -> None:
    told = site.now.comparison
    if told is None:
        return
    days = f"{site.before.as_of.isoformat()} → {site.now.as_of.isoformat()}"
    _line(console, f"\n{plain(site.now.site.name, 120)}（{plain(site.now.site.host, 80)}）　{days}")
    for note in told.notes:
        _line(console, f"  注：{plain(note)}")
    console.print(_scores(site.now))
    _line(console, "  问题：" + "，".join(f"{state.words} {told.counts.get(state, 0)}" for state in COUNTED))
    leads = [f"{state.words} {told.leads[state]}" for state in COUNTED if told.leads.get(state)]
    if leads:
        _line(console, f"  待人工核实的线索：{'，'.join(leads)}（清单见网页报告）")
    rows = change_rows(site.now)
    for state in LISTED:
        _print_list(console, state, [row for row in rows.get(state, []) if not row.lead])


def _scores(card: Scorecard) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 2))
    for name in ("文件", "上次", "本次", "变化"):
        table.add_column(name, overflow="fold")
    for ruleset in card.rulesets:
        view = score_view(ruleset, card)
        table.add_row(*map(escape, (view.title, view.before, view.now, view.difference)))
    return table


def _print_list(console: Console, state: Change, rows: list[ChangeRow]) -> None:
    if not rows:
        return
    _line(console, f"\n  {state.words} {len(rows)}")
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("编号", "检查项", "问题", "页面", "自"):
        table.add_column(name, overflow="fold")
    for row in rows[:ROWS_SHOWN]:
        cells = (plain(row.id, 64), row.title, plain(row.message, 160), plain(row.url, 120), row.since.isoformat())
        table.add_row(*map(escape, cells))
    console.print(table)
    if len(rows) > ROWS_SHOWN:
        _line(console, f"  另有 {len(rows) - ROWS_SHOWN} 个，见网页报告")


def _line(console: Console, words: str) -> None:
    console.print(words, markup=False, highlight=False, soft_wrap=True)
