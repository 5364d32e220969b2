"""Columns without content (空白栏目)."""

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page
from checks.column_search import EMPTY_FILLS
from checks.completeness import UNREAD, cut_short, is_shut
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.columns.addresses import leads_below
from portal.facts import Column
from portal.storage.snapshot import Snapshot


class BlankParameters(Parameters):
    """How many blank columns fail."""

    max_blank: int = Field(default=0, ge=0, title="允许的空白栏目", description="blank columns that are tolerated")
    veto_at: int | None = Field(
        default=None,
        ge=1,
        title="单项否决线（个）",
        description="fails only from this many on, as a veto; max_blank is not looked at then",
    )

    @property
    def allowed(self) -> int:
        """Most blank columns that do not fail."""
        return self.max_blank if self.veto_at is None else self.veto_at - 1


@check(
    "freshness.blank",
    parameters=BlankParameters,
    worst=Severity.VETO,
    kinds={"blank": Kind("空白栏目", Severity.VETO), "unread": Kind("未能读取内容的栏目", Severity.INFO)},
    texts=Texts(
        title="没有空白栏目",
        required="栏目都有内容。",
        method="读取每个栏目的全部列表页，没有条目、没有文章、也不链接到别处的算空白；内容由脚本生成、读不到的不算空白，请人工核实。",
        basis="国办秘函〔2019〕19号 单项否决指标“栏目不更新”、扣分指标“其他栏目”",
        remedy="补充栏目内容；长期无内容的栏目予以撤并，不要保留空栏目。",
        effort="中",
    ),
)
def blank(snapshot: Snapshot, parameters: BlankParameters, context: Context) -> Assessment:
    """Columns without content.

    Inputs: the portal's columns and what they hold over all their list pages. Blank: no item, no article, no link to content
    elsewhere, also where the page says so in words. One that leads to pages below it that do not open is not known to be blank. Fails above `max_blank` (or from `veto_at` on); columns that could not be read
    lead to review when they could turn the verdict, a crawl that ended early to unknown. Serves 国办秘函〔2019〕19号 空白栏目.
    """
    columns = list(snapshot.columns())
    if not columns:
        return unknown(Reason.NOT_FETCHED, "没有读到任何栏目")
    bare = {column.url: _shut_below(snapshot, column) for column in columns if column.fill in EMPTY_FILLS}
    blank_columns = [column for column in columns if bare.get(column.url) == []]
    unread = [column for column in columns if bare.get(column.url) or column.fill in UNREAD]
    severity = Severity.MAJOR if parameters.veto_at is None else Severity.VETO
    over = len(blank_columns) > parameters.allowed
    findings = tuple(_blank(snapshot, column, severity if over else Severity.MAJOR) for column in blank_columns)
    measured = {
        "columns": len(columns),
        "blank": len(blank_columns),
        "unread": len(unread),
        "allowed": parameters.allowed,
    }
    words = f"共读到 {len(columns)} 个栏目，{len(blank_columns)} 个没有内容"
    if over:
        return Assessment(Outcome.FAIL, f"{words}。", measured, findings)
    if cut := cut_short(snapshot):
        reason = f"{words}；{cut.words}，其余栏目没有看到。"
        return Assessment(Outcome.UNKNOWN, reason, measured, findings, cut.reason)
    if unread and len(blank_columns) + len(unread) > parameters.allowed:
        notes = tuple(_unread(snapshot, column, bare.get(column.url, [])) for column in unread)
        reason = f"{words}，另有 {len(unread)} 个未能读取，需人工核实。"
        return Assessment(Outcome.REVIEW, reason, measured, findings + notes)
    return Assessment(Outcome.PASS, f"{words}。", measured, findings)


def _place(column: Column) -> str:
    return " > ".join(column.path or (column.name,))


def _column_evidence(snapshot: Snapshot, column: Column) -> tuple[Evidence, ...]:
    page = snapshot.page_by_id(column.page_id) if column.page_id else None
    return (cite_page(page, column.fill_words),) if page else (Evidence(url=column.url, excerpt=column.fill_words),)


def _blank(snapshot: Snapshot, column: Column, severity: Severity) -> Finding:
    said = f"（页面写着“{column.fill_words}”）" if column.fill_words else ""
    return Finding(
        "blank",
        f"栏目“{_place(column)}”没有内容{said}。",
        severity,
        subject=column.url,
        evidence=_column_evidence(snapshot, column),
    )


def _shut_below(snapshot: Snapshot, column: Column) -> list[str]:
    """Names under which a column without content leads to pages below it that do not open: what it holds may stand there."""
    links = snapshot.links(column.page_id) if column.page_id else ()
    below = (link for link in links if link.url and leads_below(link.url, column.url))
    return list(dict.fromkeys(link.label for link in below if is_shut(snapshot, link.url)))


def _unread(snapshot: Snapshot, column: Column, shut: list[str]) -> Finding:
    told = f"{column.fill.words}，它的下级“{shut[0]}”等 {len(shut)} 处打不开" if shut else column.fill.words
    return Finding(
        "unread",
        f"栏目“{_place(column)}”：{told}。",
        Severity.INFO,
        subject=column.url,
        evidence=_column_evidence(snapshot, column),
    )
