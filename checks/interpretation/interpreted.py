"""Policies with their interpretations (有解读的政策): which forms each surely has, and why it may have more."""

from dataclasses import dataclass

from checks.assessment import Context
from checks.documents.in_scope import documents_of
from checks.interpretation.form_names import DEBATABLE
from checks.interpretation.other_media import other_media
from checks.interpretation.own_interpretations import OwnInterpretation, interpretations_of, own_interpretations
from checks.interpretation.unread_traces import unread_traces
from checks.periods import Period
from checks.scopes import DocumentScope
from portal.facts import Document, Interpretation
from portal.storage.snapshot import Snapshot


@dataclass(frozen=True)
class Interpreted:
    """A policy and the interpretations of it; `forms` are sure, `doubt` says in Chinese why there may be more, empty when there are none.

    `aside`: why it is not sure that the clause asks about the policy, or that it is interpreted at all; empty when both are.
    """

    document: Document
    interpretations: tuple[Interpretation, ...]
    forms: frozenset[str]
    doubt: str
    aside: str = ""


def interpreted_documents(
    snapshot: Snapshot, scope: DocumentScope, period: Period, context: Context
) -> list[Interpreted]:
    """Documents of the scope and period that have an interpretation, or may have one: those with a sure one first."""
    found = documents_of(snapshot, scope, period, context)
    sorted_ones = [(document, "") for document in found.asked] + found.undecided
    by_document = snapshot.once(_by_document)
    traces = unread_traces(snapshot, [document for document, _ in sorted_ones if document.page_id in by_document])
    policies = [
        _interpreted(snapshot, document, doubt, by_document[document.page_id], traces.get(document.page_id, ""))
        for document, doubt in sorted_ones
        if document.page_id in by_document
    ]
    return sorted(policies, key=lambda policy: bool(policy.aside))


Belonging = tuple[OwnInterpretation, bool]  # with whether it is sure that it belongs


def _by_document(snapshot: Snapshot) -> dict[int, list[Belonging]]:
    found: dict[int, list[Belonging]] = {}
    for each in snapshot.once(own_interpretations):
        for document in each.documents:
            found.setdefault(document.page_id, []).append((each, bool(each.item.own)))
        for document in each.perhaps:
            found.setdefault(document.page_id, []).append((each, False))
    return found


def _interpreted(
    snapshot: Snapshot, document: Document, aside: str, belonging: list[Belonging], trace: str
) -> Interpreted:
    sure = [each for each, is_sure in belonging if is_sure]
    doubts = (
        trace,
        "有的解读是不是解读这份文件不能确定" if len(sure) < len(belonging) else "",
        next((words for each in sure if (words := other_media(snapshot, each))), ""),
    )
    return Interpreted(
        document,
        tuple(each.item for each in (sure or [each for each, _ in belonging])),
        frozenset(form for each in sure for form in each.item.forms),
        next(filter(None, doubts), ""),
        aside or ("" if sure else "有没有解读不能确定"),
    )


def unpaired_policies(snapshot: Snapshot, scope: DocumentScope, period: Period, context: Context) -> list[Interpreted]:
    """Policies known by their interpretations alone, one for each name: which they are, and whose, is not sure."""
    named: dict[str, list[OwnInterpretation]] = {}
    for each, _ in interpretations_of(snapshot, scope, period, context).undecided:
        if not each.documents and not each.perhaps and each.item.own:
            named.setdefault(each.item.subject or each.item.title, []).append(each)
    return [
        Interpreted(
            Document(group[0].page.id, name),
            tuple(each.item for each in group),
            frozenset(form for each in group for form in each.item.forms),
            next((words for each in group if (words := other_media(snapshot, each))), ""),
            "没有在本网站找到被解读的文件",
        )
        for name, group in named.items()
    ]


def more_than_text(policy: Interpreted) -> bool | None:
    """Whether a policy is interpreted in a form beyond text; None where it may be."""
    if policy.forms - DEBATABLE - {"text"}:
        return True
    return None if policy.doubt or policy.forms & DEBATABLE else False
