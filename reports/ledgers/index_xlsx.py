"""index.xlsx (批次汇总表): ranking (排名), problems (问题清单), leads (核实线索) and ledger (整改台账) of all sites of a run, to be filtered, filled in and read back."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from checks.outcomes import Outcome
from portal.site import Site
from reports.exports.occurrences import Occurrence, occurrences
from reports.index import card_path
from reports.index.changes import ChangeView, rank_change, score_change
from reports.index.ranking import standings
from reports.judging.verdict import outcome_counts
from reports.ledgers.followup import state_words
from reports.ledgers.ledger_rows import ledger_rows
from reports.ledgers.ledger_sheet import COLUMNS as LEDGER_COLUMNS
from reports.ledgers.ledger_sheet import Filled, Kept, ledger_cells
from reports.ledgers.workbook import Book, Column, Link, Status, Value, web_link
from reports.page.card import site_name
from reports.page.overview import is_rated, is_veto
from reports.page.requirements import clause_words
from reports.scorecard import RulesetCard, ScoreCard, Scorecard
from reports.wording.plaintext import plain
from reports.wording.words import KINDS, LEVELS

FILE_NAME = "index.xlsx"
COUNTED = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.NOT_DUE, Outcome.PASS)
SITE, DOCUMENT = Column("网站", 16), Column("依据文件", 18)
RANKING = (
    Column("名次", 6),
    SITE,
    Column("网址", 24),
    Column("层级", 8),
    Column("类型", 14),
    DOCUMENT,
    Column("等级", 14),
    Column("得分", 8),
    Column("豁免前得分", 8),
    Column("单项否决", 8),
    Column("已判分值", 8),
    Column("应判分值", 8),
    *(Column(each.words, 8) for each in COUNTED),
    Column("较上次得分", 12),
    Column("较上次名次", 12),
    Column("说明", 30),
)
FINDINGS = (
    Column("序号", 7),
    SITE,
    DOCUMENT,
    Column("具体要求", 24),
    Column("责任单位", 16),
    Column("完成时限", 11),
    Column("检查结果", 10),
    Column("检查项", 14),
    Column("严重程度", 9),
    Column("问题", 36),
    Column("页面", 24),
    Column("整改建议", 28),
    Column("豁免", 14),
    Column("变化", 9),
    Column("首次发现", 11),
    Column("办理状态", 10),
    Column("条款", 24, printed=False),
    Column("指向地址", 24, printed=False),
    Column("页面原文", 26, printed=False),
    Column("问题编号", 18, printed=False),
)
LEDGER = (LEDGER_COLUMNS[0], SITE, DOCUMENT, *LEDGER_COLUMNS[1:])
SITE_COLUMNS = 5  # of the ranking, before what a document says
CHANGE_COLUMNS = 2  # of the ranking, after it
FROZEN = 2  # columns that stay in sight


def write_index_workbook(cards: Sequence[Scorecard], failures: Sequence[str], folder: Path) -> Path:
    """Write index.xlsx into a run's `folder`, whole or not at all, and return its path; raises OSError, FollowupError, PeopleFileError.

    `failures`: a sentence for each target without a card.
    """
    book = Book()
    _rank(book, cards, failures)
    _list_findings(book, "问题清单", (one for one in occurrences(cards) if one.is_problem))
    _list_findings(book, "核实线索", (one for one in occurrences(cards) if not one.is_problem))
    _list_ledger(book, cards, folder)
    return book.save(folder / FILE_NAME)


def _rank(book: Book, cards: Sequence[Scorecard], failures: Sequence[str]) -> None:
    """A row per site and document; the rank is the site's."""
    table = book.table("排名", RANKING, FROZEN)
    for standing in standings(cards):
        card = standing.card
        judged: Sequence[RulesetCard | None] = card.rulesets or [None]
        for ruleset in judged:
            changes = [score_change(card, ruleset) if ruleset else None, rank_change(standing)]
            cells = [*_site_cells(card, standing.rank), *_score_cells(ruleset), *map(_change_cell, changes)]
            table.add([*cells, _remark(card)])
    for failure in failures:
        table.add([*[""] * (len(RANKING) - 1), f"没有结果：{plain(failure)}"])


def _change_cell(change: ChangeView | None) -> Value:
    """Points or places won since the previous run; words why there are none."""
    if change is None:
        return ""
    return change.why or change.words if change.amount is None else round(change.amount, 2)


def _site_cells(card: Scorecard, rank: int | None) -> list[Value]:
    site = card.site
    return [
        "" if rank is None else rank,
        Link(site_name(card), card_path(card)),
        web_link(site.url, plain(site.host, 120)),
        LEVELS[site.level] if site.level else "",
        KINDS[site.kind] if site.kind else "",
    ]


def _score_cells(ruleset: RulesetCard | None) -> list[Value]:
    """Document, grade, points (none where they would mislead), vetoes triggered, points judged and points there are, clauses by outcome."""
    if ruleset is None:
        return [""] * (len(RANKING) - SITE_COLUMNS - CHANGE_COLUMNS - 1)
    score = ruleset.score
    counts = outcome_counts(ruleset)
    return [
        plain(ruleset.title),
        plain(score.grade, 40),
        score.value if is_rated(score) and score.value is not None else "",
        _before_waivers(score),
        sum(map(is_veto, ruleset.results)),
        score.judged_points,
        score.total_points,
        *(counts[each] for each in COUNTED),
    ]


def _before_waivers(score: ScoreCard) -> Value:
    """The points without waivers, where they are others."""
    before = score.value_before_waivers
    return before if is_rated(score) and before is not None and before != score.value else ""


def _remark(card: Scorecard) -> str:
    if card.site.outcome is not None:
        return plain(card.site.reason or card.site.outcome.words)
    return "快速检查，不评分，不排名" if card.run.quick else ""


def _list_findings(book: Book, name: str, found: Iterable[Occurrence]) -> None:
    """A row per finding; what a person must still look at stands on a sheet of its own, since a list of problems accuses."""
    table = book.table(name, FINDINGS, FROZEN)
    for number, one in enumerate(found, 1):
        table.add(_finding_cells(number, one))


def _finding_cells(number: int, one: Occurrence) -> list[Value]:
    finding, result = one.finding, one.result
    place = finding.evidence[0] if finding and finding.evidence else None
    return [
        number,
        Link(site_name(one.card), card_path(one.card)),
        plain(one.ruleset.title),
        plain(result.title),
        "、".join(plain(name, 60) for name in result.units.lead),
        result.due.isoformat() if result.due else "",
        Status(result.outcome.words, result.outcome),
        plain(one.assessment.title),
        finding.severity.words if finding else "",
        plain(one.message),
        web_link(place.url, plain(place.url)) if place else "",
        plain(finding.remedy) if finding else "",
        _waiver(one),
        finding.change.state.words if finding and finding.change else "",
        finding.change.since.isoformat() if finding and finding.change else "",
        state_words(result.followup.state) if result.followup else "",
        clause_words(result.clause, one.ruleset),
        web_link(place.target, plain(place.target)) if place and place.target else "",
        plain(place.excerpt) if place else "",
        Link(plain(finding.id), card_path(one.card), f"f-{plain(finding.id)}") if finding else "",
    ]


def _waiver(one: Occurrence) -> str:
    waiver = (one.finding.waiver if one.finding else None) or one.result.waiver
    if waiver is None:
        return ""
    return plain(f"{waiver.reason}（{waiver.by}，至 {waiver.until.isoformat()}）")


def _list_ledger(book: Book, cards: Sequence[Scorecard], folder: Path) -> None:
    table = book.table("整改台账", LEDGER, FROZEN)
    for card in cards:
        site = Site(url=card.site.url).folder
        filled = Filled.of(Kept.of(folder / site, site), card.as_of)
        name = Link(site_name(card), card_path(card))
        for ruleset in card.rulesets:
            for row in ledger_rows(ruleset, card.as_of, card.unit):
                number, *others = ledger_cells(row, site, filled, card_path(card))
                table.add([number, name, plain(ruleset.title), *others])
