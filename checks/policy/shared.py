"""Policies of a site held against what a platform shows (政策同步): which are meant, and how each is found there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks.assessment import Context
from checks.citing import address_of
from checks.column_content import family, rows_of
from checks.column_search import bare
from checks.documents.in_scope import documents_of
from checks.periods import Period
from checks.scopes import DocumentClass, DocumentScope
from checks.titles import titles_of
from portal.interpretations.pairings import document_names
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

ENTERPRISE_COLUMN = re.compile(r"^(?:惠企|涉企|助企)(?:政策|纾困|服务政策)?")


@dataclass(frozen=True)
class Policy:
    """One policy of the site; `doubt` why it may not be asked for, empty where it surely is."""

    title: str
    url: str
    page_id: int
    on: date | None
    number: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class There:
    """How a policy stands on a platform: the thing of its title, or why it may stand there all the same."""

    row: Titled | None = None
    by_number: bool = False
    doubt: str = ""


def policies_of(snapshot: Snapshot, scope: DocumentScope, period: Period, context: Context) -> list[Policy]:
    """Documents in scope; for policies for enterprises also what stands in the site's column of that name."""
    documents = documents_of(snapshot, scope, period, context)
    found = [(document, "") for document in documents.asked] + documents.undecided
    policies = [
        Policy(each.title, address_of(snapshot, each.page_id), each.page_id, each.published_on, each.number, doubt)
        for each, doubt in found
    ]
    known = {policy.url for policy in policies}
    if scope.kind is DocumentClass.ENTERPRISE:
        policies += [each for each in _in_columns(snapshot, period, context) if each.url not in known]
    return policies


def _in_columns(snapshot: Snapshot, period: Period, context: Context) -> Iterator[Policy]:
    first, last = period.days(context.as_of, context.year)
    tops = [column for column in snapshot.columns() if ENTERPRISE_COLUMN.search(bare(column.name))]
    columns = {below.id: below for column in tops for below in family(snapshot, column)}
    for row in rows_of(snapshot, list(columns.values())) if columns else ():
        page = snapshot.page(row.url)
        if page and (row.on is None or first <= row.on <= last):
            yield Policy(row.title, row.url, page.id, row.on, doubt="" if row.on else "页面上读不到日期")


def stands_on(platform: Snapshot, policy: Policy) -> There | None:
    """How a policy stands on a platform; None where nothing of it was found."""
    titles = platform.once(titles_of)
    rows = sorted(titles.holding(policy.title), key=lambda row: row.on or date.max)
    if rows:
        return There(rows[0])
    if "〔" in policy.number and policy.number in platform.once(_numbers):
        return There(by_number=True)
    near = next((row for name in document_names(policy.title) for row in titles.holding(name)), None)
    if near:
        return There(doubt=f"有名称相近的“{near.title}”")
    wanted = [bare(policy.title), *([bare(policy.number)] if "〔" in policy.number else [])]
    told = platform.once(_all_words)
    return There(doubt="有页面提到它的名称或文号") if any(words in told for words in wanted) else None


def _numbers(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(document.number for document in snapshot.documents() if "〔" in document.number)


def _all_words(snapshot: Snapshot) -> str:
    """The platform's texts, bare of decoration: searched for every policy that no title names."""
    return "\n".join(bare(snapshot.text(page.id)) for page in snapshot.pages())
