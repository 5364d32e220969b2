"""What came of a call for opinions (征集结果): the pages that tell it, and traces of one that was not read."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from checks.consultation.calls import DRAFT_NAME, Call, all_calls, beginning
from checks.own_place import own_region
from checks.titles import titles_of
from portal.content_facts import ConsultationResult
from portal.facts import Document, Page
from portal.interpretations.relations import RESULT, core_name
from portal.states import CONTENT_KINDS, LinkState, PageKind, Region
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

RESULT_WORDS = ("采纳", "结果", "反馈", "处理情况", "研究情况", "汇总")
LINK_TO_RESULT = re.compile(
    r"采纳|反馈(?:情况|结果|意见)|征集结果|征求意见(?:情况|结果)|结果(?:反馈|公布|公示|公告|查看)|查看结果"
)
TOLD_ON_PAGE = re.compile(
    r"(?:采纳情况|反馈情况|征集结果|结果反馈|反馈结果|意见反馈)\s*[:：]|(?:共|已)(?:收到|征集到?|收集到?)[^。；]{0,20}(?:条|件|份)|(?:截至|截止)[^。；]{0,20}(?:未|没有)收到"
)
ANSWERED = re.compile(r"已反馈|已公布|结果已")
ALL_TOGETHER = re.compile(r"年度|汇总|季度|半年|月份|全年|总体")
ASKING = re.compile(r"征求|征集|征询")
LIKE = 0.85  # likeness of two names from which a person must tell them apart
SHORTEST_NAME = 6  # characters of a draft's name that identify the document it became


@dataclass(frozen=True)
class Answer:
    """A page that tells what came of a call; `sure` is False where only part of a name speaks for it."""

    page: Page
    result: ConsultationResult
    sure: bool


def answers(snapshot: Snapshot) -> dict[int, list[Answer]]:
    """Page of every call to what came of it. Give it to `Snapshot.once`."""
    calls = {call.page.id: call for call in snapshot.once(all_calls)}
    results = {result.page_id: result for result in snapshot.records(ConsultationResult)}
    found: dict[int, list[Answer]] = {}
    for relation in snapshot.relations(RESULT):
        call, result, page = calls.get(relation.from_page), results.get(relation.to_page), None
        if call and result:
            page = snapshot.page_by_id(relation.to_page)
        if call and result and page:
            sure = relation.by != "title" or core_name(call.title) == core_name(result.title)
            found.setdefault(call.page.id, []).append(Answer(page, result, sure))
    return found


def _result_titles(snapshot: Snapshot) -> list[tuple[str, Titled]]:
    """Titles that may be those of a result which belongs to no call, with the names in them."""
    taken = {answer.page.id for each in snapshot.once(answers).values() for answer in each if answer.sure}
    own = snapshot.once(own_region)
    all_titles = snapshot.once(titles_of)
    found = {row.url: row for word in RESULT_WORDS for row in all_titles.holding(word)}
    return [
        (core_name(row.title).removeprefix(own), row)
        for row in found.values()
        if row.state is not LinkState.BROKEN
        and (row.kind is None or (row.kind in CONTENT_KINDS and row.page_id not in taken))
        and row.kind is not PageKind.CONSULTATION
    ]


def trace_of_result(snapshot: Snapshot, call: Call) -> str:
    """Why a call without a result read may have one; empty where nothing speaks for it."""
    if ANSWERED.search(call.call.status) or TOLD_ON_PAGE.search(snapshot.text(call.page.id)):
        return "征集页本身可能公布了结果"
    if _links_to_result(snapshot, call):
        return "征集页链接到疑似的结果，但没有读到"
    begun = beginning(call) or date.min
    name = core_name(call.title).removeprefix(snapshot.once(own_region))
    for other, row in snapshot.once(_result_titles):
        if row.on and row.on < begun:
            continue
        together = ASKING.search(row.title) and ALL_TOGETHER.search(row.title) and "《" not in row.title
        if together or _is_like(name, other):
            return f"“{row.title[:40]}”可能是它的结果"
    return ""


def _is_like(name: str, other: str) -> bool:
    shorter, longer = sorted((name, other), key=len)
    if len(shorter) < SHORTEST_NAME:
        return False
    return shorter in longer or SequenceMatcher(None, name, other, autojunk=False).ratio() >= LIKE


def _links_to_result(snapshot: Snapshot, call: Call) -> bool:
    for link in snapshot.links(call.page.id, Region.MAIN):
        if not link.url or not LINK_TO_RESULT.search(link.label):
            continue
        target = snapshot.target_by_id(link.target_id)
        if target is None or target.state is not LinkState.BROKEN:
            page = snapshot.landing(link.url)
            if page is None or (page.id != call.page.id and page.kind in CONTENT_KINDS):
                return True
    return False


def draft_name(call: Call) -> str:
    """Name of the document a draft is to become; empty where the title gives none that would identify it."""
    quoted = re.search(r"《([^》]{4,})》", call.title)
    words = quoted.group(1) if quoted else core_name(call.title)
    name = DRAFT_NAME.sub("", re.sub(r"[（(][^（）()]*(?:稿|草案)[^（）()]*[)）]", "", words)).strip()
    return name if len(name) >= SHORTEST_NAME else ""


def _documents_by_page(snapshot: Snapshot) -> dict[int, Document]:
    return {document.page_id: document for document in snapshot.documents()}


def decision_of(snapshot: Snapshot, call: Call) -> Document | None:
    """The document a call's draft became: the first of its name written after the call began; None where none is found."""
    name, begun = draft_name(call), beginning(call)
    if not name:
        return None
    documents = snapshot.once(_documents_by_page)
    named = (documents.get(row.page_id) for row in snapshot.once(titles_of).holding(name) if row.kind is not None)
    found = [each for each in named if each and each.written_on and (begun is None or each.written_on >= begun)]
    return min(found, key=lambda document: (document.written_on or date.max, document.page_id), default=None)
