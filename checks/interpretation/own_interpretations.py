"""The site's own interpretations (本网站的解读) with the documents they belong to, and those a clause asks about."""

import re
from dataclasses import dataclass, field
from datetime import date

from checks.assessment import Assessment, Context, unknown
from checks.completeness import Gap, gap
from checks.documents.in_scope import documents_of, doubt_of_scope
from checks.interpretation.pairing_doubts import guessed_pairs
from checks.periods import Period
from checks.scopes import DocumentScope
from portal.facts import Document, Interpretation, Page
from portal.storage.snapshot import Snapshot

INTERPRETATION_COLUMN = re.compile(r"解读|图解")


@dataclass(frozen=True)
class OwnInterpretation:
    """An interpretation that is the site's own, or may be; `perhaps`: documents of guessed pairings."""

    item: Interpretation
    page: Page
    documents: tuple[Document, ...]
    perhaps: tuple[Document, ...]
    copied: float | None  # the most of its text that stands in one of `documents`, 0–1

    @property
    def published_on(self) -> date | None:
        """发布日期."""
        return self.page.published_on


@dataclass
class Interpretations:
    """Interpretations sorted by whether a clause speaks of them: `asked`, and `undecided` ones with the reason in Chinese."""

    asked: list[OwnInterpretation] = field(default_factory=list)
    undecided: list[tuple[OwnInterpretation, str]] = field(default_factory=list)

    @property
    def every(self) -> list[OwnInterpretation]:
        """Both together."""
        return [*self.asked, *(each for each, _ in self.undecided)]


def own_interpretations(snapshot: Snapshot) -> tuple[OwnInterpretation, ...]:
    """All of them; reposted news in an interpretation column is left out. Ask through `snapshot.once`."""
    documents = {document.page_id: document for document in snapshot.documents()}
    guessed = snapshot.once(guessed_pairs)
    sure: dict[int, list[Document]] = {}
    perhaps: dict[int, list[Document]] = {}
    copied: dict[int, float] = {}
    for pairing in snapshot.pairings():
        one, other = pairing.interpretation_id, pairing.document_id
        kept = perhaps if (one, other) in guessed else sure
        kept.setdefault(one, []).append(documents[other])
        if kept is sure and pairing.copied is not None:
            copied[one] = max(pairing.copied, copied.get(one, 0.0))
    return tuple(
        OwnInterpretation(
            item,
            page,
            tuple(sure.get(page.id, ())),
            tuple(perhaps.get(page.id, ())),
            copied.get(page.id),
        )
        for item in snapshot.interpretations()
        if item.own is not False and (page := snapshot.page_by_id(item.page_id)) is not None
    )


def interpretations_of(snapshot: Snapshot, scope: DocumentScope, period: Period, context: Context) -> Interpretations:
    """Interpretations published in the period of documents of the scope (at whatever time these were issued).

    One whose document was not found on the site may be of a superior's policy, and one without a day may be older: both are undecided.
    """
    first, last = period.days(context.as_of, context.year)
    about = documents_of(snapshot, scope, None, context)
    asked = {document.page_id for document in about.asked}
    doubts = {document.page_id: doubt for document, doubt in about.undecided}
    found = Interpretations()
    for each in snapshot.once(own_interpretations):
        if each.published_on and not first <= each.published_on <= last:
            continue
        doubt = _doubt(snapshot, each, asked, doubts, scope)
        if doubt is None:
            continue
        doubt = doubt or ("" if each.published_on else "页面上读不到发布日期")
        if doubt:
            found.undecided.append((each, doubt))
        else:
            found.asked.append(each)
    return found


def _doubt(
    snapshot: Snapshot, each: OwnInterpretation, asked: set[int], doubts: dict[int, str], scope: DocumentScope
) -> str | None:
    """Why it is not sure that a clause asks about an interpretation: empty when it is sure, None when the clause does not."""
    ids = [document.page_id for document in each.documents]
    if ids:
        if any(page_id in asked for page_id in ids):
            return "" if each.item.own else "转载的材料，是不是本单位的解读不能确定"
        return next((doubts[page_id] for page_id in ids if page_id in doubts), None)
    named = Document(each.page.id, each.item.subject or each.item.title)
    if doubt_of_scope(snapshot, named, scope) is None:
        return None
    if each.perhaps:
        return "与文件的对应只是推测"
    return "没有在本网站找到被解读的文件" if each.item.own else "不能确定是不是政策解读"


def interpretation_gap(snapshot: Snapshot) -> Gap | None:
    """What of the interpretations may not have been seen; None when all their columns were read."""
    return gap(snapshot, INTERPRETATION_COLUMN)


def unread(snapshot: Snapshot, missed: Gap | None) -> Assessment | None:
    """Unknown, where no interpretation was seen and some may stand where nobody looked; None otherwise."""
    if missed is None or snapshot.once(own_interpretations):
        return None
    return unknown(missed.reason, missed.words)


def column_address(snapshot: Snapshot) -> str:
    """Address of the first column for interpretations; empty where there is none."""
    return next((column.url for column in snapshot.columns() if INTERPRETATION_COLUMN.search(column.name)), "")
