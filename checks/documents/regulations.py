"""Texts of administrative regulations (行政法规文本): the site shows the version in force."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, not_applicable, unknown
from checks.citing import cite_page_of
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.regulation_versions import REGULATIONS, Regulation
from checks.judged import UNDECIDED
from checks.outcomes import Outcome, Severity
from checks.titles import titles_of
from portal.dates import dates_in
from portal.interpretations.pairings import plain_name
from portal.markup.outline import squeeze
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

ORDER = re.compile(r"国务院令?[(（]?第?(\d{2,4})号令?")
HEAD = 900  # characters in which a text tells when it was made and revised
REVISED = re.compile(r"公布|修订|修正|修改|通过")
MARKED = re.compile(
    r"(?:已|被|经)(?:经|被)?(?:[^，。]{0,12})?(?:废止|失效|修订|替代|修改)|旧版|历史版本|原条例|(?:废止|失效|旧)[)）】\]]"
)
EXTRAS = re.compile(
    r"^(?:中华人民共和国)|(?:全文|文本|修订|修订版|新修订|年)+$|^(?:新修订的?|最新)|国务院令第?\d+号|20\d\d年?"
)
IS_TEXT = re.compile(r"第一条|总则")


class RegulationsParameters(Parameters):
    """Which regulations are compared."""

    names: tuple[str, ...] = Field(
        default=(), title="行政法规名称", description="names of regulations; empty: all of the reference table"
    )


@dataclass(frozen=True)
class _Text:
    """A text of a regulation on the site, and what is wrong with it: empty, or in Chinese; `sure` False where a person has to look."""

    row: Titled
    regulation: Regulation
    fault: str
    sure: bool
    words: str


@check(
    "documents.regulations",
    parameters=RegulationsParameters,
    worst=Severity.MINOR,
    kinds={
        "outdated": Kind("行政法规文本不是现行版本", Severity.MINOR),
        "repealed": Kind("登载已废止的行政法规而未标明", Severity.MINOR),
        UNDECIDED: Kind("不能确定行政法规文本是否现行", Severity.INFO),
    },
    texts=Texts(
        title="行政法规文本现行有效",
        required="网站登载的行政法规是现行版本，旧版本已替换或标明失效。",
        method="找出网站登载的行政法规，将文本开头的公布、修订日期和令号与内置对照表比较。",
        basis="年度工作要点对更新行政法规国家正式版本的要求",
        remedy="用国家公布的正式版本替换旧文本，或在旧文本上标明已被修订、废止。",
        effort="小",
    ),
)
def regulations(snapshot: Snapshot, parameters: RegulationsParameters, context: Context) -> Assessment:
    """Texts of administrative regulations (行政法规) on the site against a reference table of the versions in force.

    Inputs: pages and attachments named after a regulation, dates and order numbers (国务院令) in the opening of their text, the reference
    table, the day judged for. Fails for a text of an earlier version, or of a repealed regulation, that nothing on the page marks as such.
    Review: texts without date or order number, texts that were not read, versions the table does not hold, names the table does not hold.
    Not applicable: the site carries none. Unknown: none was found and the crawl was not complete. Serves yearly documents
    (行政法规国家正式版本).
    """
    known = {regulation.name: regulation for regulation in REGULATIONS}
    names = [EXTRAS.sub("", name) for name in parameters.names] or list(known)
    found = [text for name in names if name in known for text in _texts(snapshot, known[name], context.as_of)]
    unlisted = [name for name in names if name not in known]
    missed = gap(snapshot)
    if not found and not unlisted:
        nothing = "网站没有登载对照表中的行政法规文本。"
        return unknown(missed.reason, missed.words) if missed else not_applicable(nothing)
    wrong = [text for text in found if text.fault]
    sure = [text for text in wrong if text.sure]
    measured = {"texts": len(found), "outdated": len(sure), "undecided": len(wrong) - len(sure) + len(unlisted)}
    words = f"登载行政法规文本 {len(found)} 份，{len(sure)} 份不是现行版本"
    findings = tuple(_finding(snapshot, text) for text in wrong)
    if sure:
        return Assessment(Outcome.FAIL, f"{words}。", measured, findings)
    if wrong or unlisted:
        told = f"；对照表中没有{'、'.join(f'“{name}”' for name in unlisted)}" if unlisted else ""
        return Assessment(Outcome.REVIEW, f"{words}；有的不能确定，需人工核实{told}。", measured, findings)
    return Assessment(Outcome.PASS, f"{words}。", measured)


def _texts(snapshot: Snapshot, regulation: Regulation, as_of: date) -> Iterator[_Text]:
    """Texts of one regulation on the site."""
    for row in snapshot.once(titles_of).holding(regulation.name):
        if _name(row.title) != regulation.name:
            continue
        text = snapshot.attachment_text(row.url) if row.is_file else snapshot.text(row.page_id) if row.kind else ""
        if not text:
            yield _Text(row, regulation, "没有读到正文", sure=False, words=row.title)
        elif row.is_file or IS_TEXT.search(text) or ORDER.search(squeeze(text[:HEAD])):
            yield _judged(row, regulation, text, as_of)


def _name(title: str) -> str:
    """A title without 中华人民共和国, year, 修订 and brackets around them."""
    bare = re.sub(r"[(（【\[][^)）】\]]*[)）】\]]|\.\w{2,5}$", "", squeeze(title))
    previous, name = "", plain_name(bare)
    while name != previous:
        previous, name = name, EXTRAS.sub("", name)
    return name


def _judged(row: Titled, regulation: Regulation, text: str, as_of: date) -> _Text:
    head = squeeze(text[:HEAD])
    marked = MARKED.search(squeeze(row.title)) or MARKED.search(head.partition("第一条")[0])
    if regulation.repealed_on and regulation.repealed_on <= as_of:
        told = f"已由《{regulation.replaced_by}》取代，自 {regulation.repealed_on} 起废止"
        return _Text(row, regulation, "" if marked else told, sure=True, words=row.title)
    current = regulation.current(as_of)
    orders = [int(order) for order in ORDER.findall(head)]
    days = [
        dated.on for line in text[:HEAD].split("\n") if REVISED.search(line) for dated in dates_in(line) if dated.on
    ]
    if current is None or not (orders or days):
        return _Text(row, regulation, "没有读到公布、修订日期和令号", sure=False, words=row.title)
    last = (max(orders, default=0), max(days, default=date.min))
    known = {(version.order, day) for version in regulation.versions for day in (version.given_on, version.in_force)}
    if marked or any(last[0] == order or last[1] == day for order, day in known if order >= current.order):
        return _Text(row, regulation, "", sure=True, words=row.title)
    if last[0] > current.order or last[1] > current.given_on:
        return _Text(row, regulation, "比对照表中的版本还新", sure=False, words=row.title)
    stated = f"第{max(orders)}号令" if orders else f"{max(days)} 的文本"
    told = f"是{stated}，现行版本为国务院令第{current.order}号（{current.given_on}）"
    earlier = {version.order for version in regulation.versions} & set(orders)
    return _Text(row, regulation, told, sure=bool(earlier) or not orders, words=_cited(text))


def _cited(text: str) -> str:
    """The line that tells when the text was made."""
    lines = (line for line in text[:HEAD].split("\n") if ORDER.search(squeeze(line)) or REVISED.search(line))
    return next(lines, "")


def _finding(snapshot: Snapshot, text: _Text) -> Finding:
    kind = UNDECIDED if not text.sure else "repealed" if text.regulation.repealed_on else "outdated"
    severity = Severity.MINOR if text.sure else Severity.INFO
    told = "" if text.sure else "，需人工核实"
    return Finding(
        kind,
        f"《{text.regulation.name}》{text.fault}{told}。",
        severity,
        subject=text.row.url,
        element=text.regulation.name,
        evidence=cite_page_of(snapshot, text.row.page_id, text.words or text.row.title, target=text.row.url),
    )
