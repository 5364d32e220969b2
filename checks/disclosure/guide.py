"""The guide to disclosure (政府信息公开指南): what it must state."""

from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.completeness import Gap
from checks.contract import Kind, Parameters, Texts, check
from checks.disclosure.guide_words import may_state
from checks.disclosure.opened_parts import GUIDE, OpenedPart, opened
from checks.disclosure.unread_content import may_hold_more
from checks.options import MaxAge
from checks.outcomes import Outcome, Reason, Severity
from checks.own_place import last_unit, own_region
from portal.disclosure_facts import DisclosureGuide
from portal.facts import Page
from portal.states import DisclosureElement
from portal.storage.snapshot import Snapshot

IN_FORCE = date(2019, 5, 15)  # the regulation as revised, 国务院令第711号
FEWEST = 3  # elements a text states if it is the guide itself, not a cover or an extract


class GuideParameters(Parameters):
    """What the guide must state, and how old it may be."""

    elements: tuple[DisclosureElement, ...] = Field(
        default=tuple(DisclosureElement), min_length=1, title="指南要素", description="what the guide must state"
    )
    max_age_days: MaxAge = None


@check(
    "disclosure.guide",
    parameters=GuideParameters,
    worst=Severity.MAJOR,
    kinds={
        "element_missing": Kind("指南缺少规定的内容", Severity.MINOR),
        "repealed_basis": Kind("指南依据的是已修订的旧条例", Severity.MAJOR),
        "old": Kind("指南较长时间没有更新", Severity.INFO),
        "unread": Kind("指南的内容没有读到", Severity.INFO),
    },
    texts=Texts(
        title="公开指南要素齐全",
        required="政府信息公开指南写明信息分类、编排体系、获取方式，以及公开工作机构的名称、办公地址、办公时间、联系电话、传真号码和互联网联系方式。",
        method="打开公开专栏里的指南，按要素的惯用写法逐项查找，列出缺少的；指南是附件或图片而读不出的请人工核实。",
        basis="《政府信息公开条例》第十二条",
        remedy="按条例补全指南要素，机构和联系方式变更后及时更新。",
        effort="小",
    ),
)
def guide(snapshot: Snapshot, parameters: GuideParameters, context: Context) -> Assessment:
    """The guide states what article 12 asks.

    Inputs: the guide of the disclosure column (the part's page, or the site's own guide in its list), the elements read from it, the regulation
    it cites, its date. Fails for each of `elements` it lacks, and where it rests on the regulation of 2007 alone after 2019-05-15. Older than
    `max_age_days`, or without a date then, is review only, since nothing may have changed; so is a guide in a picture or file, one with
    attachments that may hold the rest, a text too short or too empty to be the guide itself, and an element that other words may state. Unknown
    where the guide was not reached. Serves 条例 art. 12.
    """
    part = opened(snapshot, GUIDE)
    holder = snapshot.page_by_id(part.link.page_id) if part.link else None
    if part.is_file and holder:
        return _unread(holder, "指南是一个文件，内容没有读取")
    if part.page is None:
        missed = part.missed or Gap("", Reason.NOT_FETCHED)
        return unknown(missed.reason, missed.words)
    found = _guide_of(snapshot, part)
    if found is None:
        return _unread(part.page, "指南的内容没有读到，可能在附件或图片里")
    page = snapshot.page_by_id(found.page_id) or part.page
    lacking = [element for element in parameters.elements if element not in found.elements]
    measured = {"required": len(parameters.elements), "stated": len(parameters.elements) - len(lacking)}
    hidden = _doubt(snapshot, page, found) if lacking else ""
    doubtful = {element for element in lacking if hidden or may_state(element, snapshot.text(page.id))}
    findings = [_lacks(page, found, element, sure=element not in doubtful) for element in lacking]
    if found.cites_current_regulation is False and context.as_of >= IN_FORCE:
        findings.append(_repealed(page))
    findings += _age(page, parameters.max_age_days, context.as_of)
    return _verdict(findings, measured, lacking, hidden)


def _guide_of(snapshot: Snapshot, part: OpenedPart) -> DisclosureGuide | None:
    """The part's own text, else the guide in its list that names the site's own place and no unit of it."""
    guides = {each.page_id: each for each in snapshot.records(DisclosureGuide)}
    if part.page and part.page.id in guides:
        return guides[part.page.id]
    listed = [
        (row.item.title, page)
        for row in part.rows(snapshot)
        if row.item.url and (page := snapshot.landing(row.item.url))
    ]
    known = [(title, guides[page.id]) for title, page in listed if page.id in guides]
    own = snapshot.once(own_region)
    named = [each for title, each in known if own and last_unit(title) == own and "局" not in title]
    if named or len(known) == 1:
        return (named or [each for _, each in known])[0]
    return None


def _doubt(snapshot: Snapshot, page: Page, found: DisclosureGuide) -> str:
    """Why what was not read may be stated all the same; empty when the whole guide was read."""
    more = may_hold_more(snapshot, page)
    return f"指南{more}" if more else "读到的文字可能不是指南全文" if len(found.elements) < FEWEST else ""


def _lacks(page: Page, found: DisclosureGuide, element: DisclosureElement, *, sure: bool) -> Finding:
    return Finding(
        "element_missing",
        f"指南没有写明{element.words}。" if sure else f"没有辨认出指南写明的{element.words}，需人工核实。",
        Severity.MINOR if sure else Severity.INFO,
        subject=page.url,
        element=element.value,
        evidence=(cite_page(page, page.heading or page.title, found.selector),),
    )


def _repealed(page: Page) -> Finding:
    message = "指南依据的是2007年公布的旧条例，应改为国务院令第711号修订后的条例。"
    return Finding(
        "repealed_basis",
        message,
        Severity.MAJOR,
        subject=page.url,
        evidence=(cite_page(page, page.heading or page.title),),
    )


def _age(page: Page, limit: int | None, as_of: date) -> list[Finding]:
    if limit is None or (page.published_on and (as_of - page.published_on).days <= limit):
        return []
    words = f"指南的日期是{page.published_on}，超过 {limit} 天" if page.published_on else "指南没有注明日期"
    message = f"{words}，请确认机构和联系方式是否仍然有效。"
    return [Finding("old", message, Severity.INFO, subject=page.url, evidence=(cite_page(page, page.published_text),))]


def _unread(page: Page, words: str) -> Assessment:
    finding = Finding("unread", f"{words}，需人工核实。", Severity.INFO, subject=page.url, evidence=(cite_page(page),))
    return Assessment(Outcome.REVIEW, f"{words}，需人工核实。", findings=(finding,))


def _verdict(
    findings: list[Finding], measured: dict[str, int], lacking: list[DisclosureElement], hidden: str
) -> Assessment:
    names = "、".join(element.words for element in lacking)
    parts = [f"指南中没有找到{names}" if lacking else "", hidden]
    parts += [finding.message.rstrip("。") for finding in findings if finding.kind != "element_missing"]
    reason = "；".join(filter(None, parts))
    if any(finding.severity is not Severity.INFO for finding in findings):
        return Assessment(Outcome.FAIL, f"{reason}。", measured, tuple(findings))
    if findings:
        return Assessment(Outcome.REVIEW, f"{reason}，需人工核实。", measured, tuple(findings))
    return Assessment(Outcome.PASS, f"指南写明了规定的 {measured['required']} 项内容。", measured)
