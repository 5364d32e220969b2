"""Publication dates that cannot be true (伪造发稿日期)."""

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page_of
from checks.content.serials import Numbered, Orders, OutOfOrder, orders_of
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.states import CONTENT_KINDS, Via
from portal.storage.snapshot import Snapshot

KINDS = {"contradicted": Kind("日期与编号先后矛盾的稿件", Severity.INFO)}
_SEEN = (Via.TEXT, Via.META, Via.LINK, Via.IMAGE)  # dates a visitor or the page's own tag states


class FakeDatesParameters(Parameters):
    """How far a date may stray."""

    tolerance_days: int = Field(
        default=1,
        ge=0,
        le=365,
        title="允许偏差（天）",
        description="days a date may contradict the order or the archive",
    )


@check(
    "content.fake_dates",
    parameters=FakeDatesParameters,
    worst=Severity.INFO,
    kinds=KINDS,
    texts=Texts(
        title="发稿日期真实",
        required="稿件的发布日期是真实的，没有事后改写。",
        method="比对同一栏目内网址编号与发布日期的先后：多数稿件编号越大日期越新的栏目里，日期与前后稿件矛盾的列出，由人核实；迁移、补发也会造成矛盾。",
        basis="国办秘函〔2019〕19号 单项否决指标“安全、泄密事故等严重问题”（弄虚作假）",
        remedy="恢复真实的发布日期；补发的稿件按实际发布日期标注。",
        effort="小",
    ),
)
def fake_dates(snapshot: Snapshot, parameters: FakeDatesParameters, context: Context) -> Assessment:
    """Publication dates that contradict the order of ids.

    Inputs: publication dates of articles and the numbers in their addresses, column by column; compared are columns of at least eight articles
    of which nine in ten have rising dates where numbers rise (in others, numbers mean nothing). Never fails by itself: a date more than
    `tolerance_days` out of line with its neighbours is review with both, since migrated sites renumber and late papers are backdated in
    good faith. Passes when enough articles were compared and none is out of line; unknown when none could be. An earlier snapshot is
    not looked at. Serves 国办秘函〔2019〕19号 弄虚作假 in part.
    """
    orders = snapshot.once(_orders)
    strays = [stray for stray in orders.strays if abs(stray.days) > parameters.tolerance_days]
    measured = {"compared": orders.compared, "contradicted": len(strays)}
    if not orders.compared:
        return unknown(Reason.NOT_MEASURED, "没有编号与日期先后一致的栏目可供比对", **measured)
    findings = tuple(_finding(snapshot, stray) for stray in strays)
    words = f"比对了 {orders.compared} 篇稿件的编号和日期"
    if findings:
        return Assessment(Outcome.REVIEW, f"{words}，{len(findings)} 篇先后矛盾，需人工核实。", measured, findings)
    return Assessment(Outcome.PASS, f"{words}，没有先后矛盾的。", measured)


def _orders(snapshot: Snapshot) -> Orders:
    return orders_of(page for page in snapshot.dated_pages(*CONTENT_KINDS) if page.published_via in _SEEN)


def _finding(snapshot: Snapshot, stray: OutOfOrder) -> Finding:
    article = stray.article
    neighbour = stray.after if stray.days > 0 else stray.before
    beside = f"，编号相邻的稿件是 {neighbour.on.isoformat()}（{neighbour.url}）" if neighbour else ""
    how = "新" if stray.days > 0 else "旧"
    message = f"编号 {article.serial} 的稿件标着 {article.on.isoformat()}{beside}，日期偏{how} {abs(stray.days)} 天，需人工核实。"
    evidence = [*_cited(snapshot, article), *(_cited(snapshot, neighbour) if neighbour else ())]
    return Finding("contradicted", message, Severity.INFO, subject=article.url, evidence=tuple(evidence))


def _cited(snapshot: Snapshot, article: Numbered) -> tuple[Evidence, ...]:
    return cite_page_of(snapshot, article.page_id, f"发布日期 {article.on.isoformat()}，编号 {article.serial}")
