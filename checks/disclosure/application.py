"""Disclosure on application (依申请公开): the entry and what its form asks."""

import re
from datetime import date
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.column_search import FoundColumn, bare, columns_called
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.disclosure.application_fields import ApplicationField
from checks.disclosure.application_forms import Forms, forms_behind
from checks.disclosure.entry_links import shown_name
from checks.disclosure.opened_parts import GUIDE, disclosure_menu, opened
from checks.named_items import Item
from checks.outcomes import Outcome, Reason, Severity
from checks.places import place_of
from portal.facts import Page, Target
from portal.states import LinkState
from portal.storage.snapshot import Snapshot

IN_FORCE = date(2019, 5, 15)  # since then an application gives no reason
ENTRY = Item(
    name="依申请公开",
    any_of=("政府信息公开申请", "信息公开申请", "网上依申请公开", "依申请公开政府信息", "政府信息依申请公开"),
)
_NOT_AN_ENTRY = re.compile(r"目录|统计|年报|报告|制度|办法|情况|规定|案例")
_CHANNEL = re.compile(r"申请表|在线申请|网上申请|提出申请|书面申请")


class ApplicationParameters(Parameters):
    """What the form asks, and whether the entry must open."""

    fields: tuple[ApplicationField, ...] = Field(
        default=tuple(ApplicationField), title="申请表栏目", description="what the form must ask"
    )
    opens: bool = Field(default=True, title="入口要能打开", description="the entry opens a page or form")


@check(
    "disclosure.application",
    parameters=ApplicationParameters,
    worst=Severity.MAJOR,
    kinds={
        "entry_missing": Kind("没有依申请公开入口", Severity.MAJOR),
        "entry_dead": Kind("依申请公开入口打不开", Severity.MAJOR),
        "field_missing": Kind("申请表缺少规定的栏目", Severity.MINOR),
        "asks_more": Kind("申请表多问了内容", Severity.INFO),
        "form_unread": Kind("申请表没有读到", Severity.INFO),
    },
    texts=Texts(
        title="依申请公开渠道可用",
        required="网站有依申请公开入口，能打开，申请表列出条例规定的内容。",
        method="查找依申请公开入口并打开，读在线表单和可下载的申请表的栏目；是否能提交成功请人工试办。",
        basis="《政府信息公开条例》第二十八条、第二十九条",
        remedy="恢复入口，按条例调整申请表，不索取无关信息。",
        effort="中",
    ),
)
def application(snapshot: Snapshot, parameters: ApplicationParameters, context: Context) -> Assessment:
    """An entry for applications that opens, and a form that asks what the regulation allows.

    Inputs: columns and links named 依申请公开, the pages, forms and attached forms behind them, the guide. Fails when no entry is found although
    the disclosure column was read, the crawl was complete and the guide names no way to apply, when every entry is dead, or when a form that was
    read and the text beside it leave out one of `fields`. Review where the form is in a script, in a file, behind a login or on another site,
    where no form was recognised, and where it asks for more, such as a reason (since 2019-05-15). Unknown where the entry was not opened.
    Whether an application gets through is not tried. Serves 条例 art. 28, 29.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    entries = _entries(snapshot)
    if not entries:
        return _no_entry(snapshot, home)
    read = next((page for entry in entries if (page := _page_of(snapshot, entry))), None)
    if read is not None:
        return _judge_form(snapshot, parameters, context, read) if parameters.fields else _opens(len(entries))
    targets = [_target(snapshot, entry) for entry in entries]
    if all(target and target.state is LinkState.BROKEN for target in targets):
        return _dead(snapshot, home, entries[0], targets[0], parameters)
    if any(target and target.state in (LinkState.OK, LinkState.REDIRECTED) for target in targets):
        return _elsewhere(snapshot, home, entries[0], parameters)
    return unknown(Reason.NOT_FETCHED, f"“{entries[0].name}”没有打开")


def _entries(snapshot: Snapshot) -> list[FoundColumn]:
    """Entries by their exact names, else near ones; also those in the disclosure column's own menu."""
    found = [each for each in columns_called(snapshot, ENTRY) if not _NOT_AN_ENTRY.search(each.name)]
    names = {ENTRY.name, *ENTRY.any_of}
    menu = snapshot.once(disclosure_menu)
    links = [link for link in (menu.links if menu else ()) if link.url and shown_name(link) in names]
    found += [FoundColumn(link.label, link.url, True, link=link, place=place_of(snapshot, link.url)) for link in links]
    exact = [each for each in found if each.exact or bare(each.name).endswith(ENTRY.name)]
    return exact or found


def _page_of(snapshot: Snapshot, entry: FoundColumn) -> Page | None:
    page = snapshot.page_by_id(entry.column.page_id) if entry.column else entry.page
    home = snapshot.home()
    return page if page and not page.fault and home and page.id != home.id else None


def _target(snapshot: Snapshot, entry: FoundColumn) -> Target | None:
    return snapshot.target_by_id(entry.link.target_id) if entry.link else snapshot.target(entry.url)


def _no_entry(snapshot: Snapshot, home: Page) -> Assessment:
    menu, missed = snapshot.once(disclosure_menu), gap(snapshot)
    if menu is None:
        return unknown(Reason.NOT_FETCHED, "没有读到政府信息公开栏目")
    guide = opened(snapshot, GUIDE)
    named = guide.page is not None and _CHANNEL.search(snapshot.text(guide.page.id)) is not None
    doubt = missed.words if missed else "指南里写有申请方式" if named else "" if guide.page else "指南没有读到"
    evidence = (cite_page(home), cite_page(menu.column))
    if doubt:
        message = f"没有找到依申请公开入口；{doubt}，需人工核实。"
        finding = Finding("entry_missing", message, Severity.INFO, evidence=evidence)
        return Assessment(Outcome.REVIEW, message, findings=(finding,))
    message = "网站和政府信息公开栏目都没有依申请公开入口，指南也没有写申请方式。"
    return Assessment(
        Outcome.FAIL, message, findings=(Finding("entry_missing", message, Severity.MAJOR, evidence=evidence),)
    )


def _dead(
    snapshot: Snapshot, home: Page, entry: FoundColumn, target: Target | None, parameters: ApplicationParameters
) -> Assessment:
    why = target.fault.words if target and target.fault else "打不开"
    message = f"“{entry.name}”入口打不开：{why}。"
    sure = parameters.opens
    severity, outcome = (Severity.MAJOR, Outcome.FAIL) if sure else (Severity.INFO, Outcome.REVIEW)
    finding = Finding("entry_dead", message, severity, subject=entry.url, evidence=_cited(snapshot, home, entry))
    return Assessment(outcome, message, findings=(finding,))


def _elsewhere(snapshot: Snapshot, home: Page, entry: FoundColumn, parameters: ApplicationParameters) -> Assessment:
    """The entry opens, on another site or as a file: what its form asks is for a person."""
    if not parameters.fields:
        return _opens(1)
    message = f"“{entry.name}”打开的是其他网站或文件，申请表没有读取，需人工核实。"
    finding = Finding("form_unread", message, Severity.INFO, subject=entry.url, evidence=_cited(snapshot, home, entry))
    return Assessment(Outcome.REVIEW, message, findings=(finding,))


def _cited(snapshot: Snapshot, home: Page, entry: FoundColumn) -> tuple[Evidence, ...]:
    holder = snapshot.page_by_id(entry.link.page_id) if entry.link else None
    return (
        (cite_link(holder, entry.link),) if holder and entry.link else (cite_page(home, entry.name, target=entry.url),)
    )


def _opens(entries: int) -> Assessment:
    return Assessment(Outcome.PASS, "有依申请公开入口，可以打开。", {"entries": entries})


def _judge_form(snapshot: Snapshot, parameters: ApplicationParameters, context: Context, entry: Page) -> Assessment:
    forms = forms_behind(snapshot, entry, opened(snapshot, GUIDE).page)
    measured = {"fields": len(parameters.fields), "stated": sum(each in forms.fields for each in parameters.fields)}
    if not forms.read:
        why = forms.unread or "没有辨认出申请表"
        message = f"依申请公开入口可以打开，{why}，需人工核实。"
        finding = Finding("form_unread", message, Severity.INFO, subject=entry.url, evidence=(cite_page(entry),))
        return Assessment(Outcome.REVIEW, message, measured, (finding,))
    findings = _lacking(parameters, forms)
    more = next((form for form in forms.read if form.more and context.as_of >= IN_FORCE), None)
    if more:
        message = f"申请表还要求填写“{more.more}”，是否必填需人工核实。"
        findings.append(
            Finding("asks_more", message, Severity.INFO, more.page.url, evidence=(cite_page(more.page, more.more),))
        )
    return _verdict(findings, measured)


def _lacking(parameters: ApplicationParameters, forms: Forms) -> list[Finding]:
    page = forms.read[0].page
    doubt = f"；{forms.unread}，需人工核实" if forms.unread else ""
    return [
        Finding(
            "field_missing",
            f"申请表没有“{field.words}”一栏{doubt}。",
            Severity.INFO if doubt else Severity.MINOR,
            subject=page.url,
            element=field.value,
            evidence=(cite_page(page, page.heading or page.title),),
        )
        for field in parameters.fields
        if field not in forms.fields
    ]


def _verdict(findings: list[Finding], measured: dict[str, Any]) -> Assessment:
    if not findings:
        return Assessment(Outcome.PASS, "有依申请公开入口，可以打开，申请表列出了规定的内容。", measured)
    reason = "".join(finding.message for finding in findings[:3])
    sure = any(finding.severity is not Severity.INFO for finding in findings)
    return Assessment(Outcome.FAIL if sure else Outcome.REVIEW, reason, measured, tuple(findings))
