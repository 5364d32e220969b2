"""Public messages (留言公开): what each shows, and the statistics."""

from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.interaction.mailbox import MAILBOX, Letter, Mailbox, mailbox_of, traces
from checks.interaction.message_fields import MessageField, lacking
from checks.interaction.message_statistics import find_statistics
from checks.options import MaxAge, MinRate, Sample
from checks.outcomes import Outcome, Reason, Severity
from checks.shares import Share
from portal.markup.visibility import menu_is_unseen
from portal.storage.snapshot import Snapshot


class MessagesParameters(Parameters):
    """What must be shown, and of how many messages it is read."""

    fields: tuple[MessageField, ...] = Field(
        default=tuple(MessageField),
        min_length=1,
        title="应公开的要素",
        description="what every public message must show",
    )
    sample: Sample = 5
    min_rate: MinRate = 1.0
    statistics: bool = Field(
        default=False, title="公开统计数据", description="figures of messages received and answered must be published"
    )
    max_age_days: MaxAge = None


@check(
    "interaction.messages",
    parameters=MessagesParameters,
    worst=Severity.MINOR,
    kinds={
        "none_public": Kind("没有公开的留言", Severity.MINOR),
        "field_missing": Kind("公开的留言缺少要素", Severity.MINOR),
        "stale": Kind("留言栏目没有按期更新", Severity.MINOR),
        "no_statistics": Kind("没有受理反馈统计", Severity.MINOR),
    },
    texts=Texts(
        title="留言公开要素齐全",
        required="公开的留言写明留言时间、答复时间、答复单位、答复内容；有要求的公布受理反馈统计，栏目按期更新。",
        method="抽查最近公开并已答复的留言，逐条核对规定要素，并查找统计数据和最近更新时间。",
        basis="国办秘函〔2019〕19号 扣分指标“留言公开”；年度工作要点",
        remedy="补齐留言页的要素，公布统计数据，按期公开新的留言。",
        effort="中",
    ),
)
def messages(snapshot: Snapshot, parameters: MessagesParameters, context: Context) -> Assessment:
    """Public messages that show when they were asked, when, by whom and what was answered; statistics; freshness.

    Inputs: message lists and messages with their dates, unit and answer; texts of the lists and titles for statistics of received and answered
    ones. Sampled are the newest answered messages whose pages were read; petitions and discipline reports do not count. Fails when nothing is
    public on a site read in full that names no mailbox, when the share of sampled messages with every field stays below `min_rate`, when the
    newest is older than `max_age_days` (calendar days), or when `statistics` are asked and lacking. Review: fields that only the list shows or
    the page may state in other words, mailboxes that were not read, statistics that a script may fill in, undated messages. Unknown: no page was
    read. Serves 国办秘函〔2019〕19号 留言公开, yearly documents.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    box = snapshot.once(mailbox_of)
    missed = gap(snapshot, MAILBOX)
    if missed is None and menu_is_unseen(home, snapshot.links(home.id)):
        missed = Gap("首页导航由脚本生成", Reason.NO_BROWSER)
    if not box.letters:
        return _none(snapshot, missed)
    sampled = [letter for letter in box.letters if letter.page and letter.is_answered][: parameters.sample]
    fields, share = _fields(snapshot, sampled, parameters)
    findings = [*fields, *_age(box, parameters, context.as_of, missed)]
    if parameters.statistics:
        findings += find_statistics(snapshot, box, missed)
    measured = _measured(box, sampled, share)
    sample = tuple(letter.page.url for letter in sampled if letter.page)
    return replace(_verdict(share, parameters, findings, measured), sample=sample)


def _none(snapshot: Snapshot, missed: Gap | None) -> Assessment:
    """No message was read at all: a mailbox that is named somewhere may hold some."""
    named = traces(snapshot)
    home = snapshot.home()
    evidence = tuple(cited for _, cited in named[:3]) or ((cite_page(home),) if home else ())
    if named or missed:
        names = "、".join(f"“{name}”" for name, _ in named[:3])
        why = f"有{names}，但没有读到公开的留言" if named else f"没有读到公开的留言；{missed.words if missed else ''}"
        finding = Finding("none_public", f"{why}，需人工核实。", Severity.INFO, evidence=evidence)
        return Assessment(Outcome.REVIEW, finding.message, {"messages": 0}, (finding,))
    finding = Finding(
        "none_public", "网站没有公开的留言，也没有留言、信箱一类的栏目。", Severity.MINOR, evidence=evidence
    )
    return Assessment(Outcome.FAIL, finding.message, {"messages": 0}, (finding,))


def _fields(snapshot: Snapshot, sampled: list[Letter], parameters: MessagesParameters) -> tuple[list[Finding], Share]:
    findings: list[Finding] = []
    bad = doubtful = 0
    for letter in sampled:
        lacks = list(lacking(snapshot, letter, parameters.fields))
        bad += any(lack.sure for lack in lacks)
        doubtful += bool(lacks) and not any(lack.sure for lack in lacks)
        for lack in lacks:
            severity = Severity.MINOR if lack.sure else Severity.INFO
            message = f"留言“{letter.title[:40]}”没有写{lack.field.words}{lack.doubt}。"
            element = lack.field.value
            findings.append(Finding("field_missing", message, severity, letter.url, element, evidence=letter.evidence))
    return findings, Share(len(sampled) - bad - doubtful, bad, doubtful)


def _age(box: Mailbox, parameters: MessagesParameters, as_of: date, missed: Gap | None) -> list[Finding]:
    if parameters.max_age_days is None:
        return []
    newest = _newest(box)
    holder = box.letters[0]
    if newest is None:
        message = "公开的留言读不到日期，更新时间需人工核实。"
    elif (as_of - newest).days <= parameters.max_age_days:
        return []
    else:
        doubt = f"；{missed.words}，需人工核实" if missed else ""
        message = f"最近公开的留言是 {newest} 的，超过规定的 {parameters.max_age_days} 天{doubt}。"
    severity = Severity.MINOR if newest and not missed else Severity.INFO
    return [Finding("stale", message, severity, holder.holder.url, evidence=holder.evidence)]


def _newest(box: Mailbox) -> date | None:
    days = [letter.day for letter in box.letters] + [column.newest for column in box.columns]
    return max((day for day in days if day), default=None)


def _measured(box: Mailbox, sampled: list[Letter], share: Share) -> dict[str, Any]:
    newest = _newest(box)
    days = {"newest": newest.isoformat()} if newest else {}
    return {"messages": len(box.letters), "sampled": len(sampled), "complete": share.good, "rate": share.rate, **days}


def _verdict(
    share: Share, parameters: MessagesParameters, findings: list[Finding], measured: dict[str, Any]
) -> Assessment:
    words = f"抽查已答复的留言 {share.total} 条，{share.good} 条要素齐全"
    outcome, reason, _ = share.verdict(words, parameters.min_rate)
    if not share.total:
        outcome, reason = Outcome.REVIEW, "公开的留言中没有读到已答复的，需人工核实。"
    others = [finding for finding in findings if finding.kind != "field_missing"]
    failing = [finding for finding in others if finding.severity is not Severity.INFO]
    if failing:
        outcome, reason = (
            Outcome.FAIL,
            "".join((reason if outcome is Outcome.FAIL else "", *(each.message for each in failing))),
        )
    elif others and outcome is Outcome.PASS:
        outcome, reason = Outcome.REVIEW, others[0].message
    if outcome is Outcome.REVIEW:
        findings = [replace(finding, severity=Severity.INFO) for finding in findings]
    return Assessment(outcome, reason, measured, tuple(findings))
