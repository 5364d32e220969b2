"""Forms of interpretation (解读形式): how many different ones each policy has."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding
from checks.citing import address_of, cite_page_of
from checks.contract import Kind, Parameters, Texts, check
from checks.interpretation.form_names import DEBATABLE, FORM_WORDS, forms_called, in_words
from checks.interpretation.interpreted import Interpreted, interpreted_documents
from checks.interpretation.own_interpretations import interpretation_gap, unread
from checks.options import InPeriod, Scope
from checks.outcomes import Severity
from checks.own_place import GOVERNMENT_ISSUERS, last_unit
from checks.periods import THIS_YEAR
from checks.scopes import EVERYTHING
from checks.shares import Share
from portal.facts import Document
from portal.storage.snapshot import Snapshot

TOWNSHIPS = ("镇", "乡", "街道")  # their governments count among the departments (部门、镇街)
CITED = 10  # interpretations cited for a document

LEAST = "different forms each document must have; none: measured only, answer review"


class FormsParameters(Parameters):
    """How many forms, by who issued the document."""

    government: int | None = Field(
        default=None,
        ge=1,
        le=20,
        title="政府文件最少形式数",
        description=f"documents of the government or its office: {LEAST}",
    )
    department: int | None = Field(
        default=None,
        ge=1,
        le=20,
        title="部门文件最少形式数",
        description=f"documents of departments and townships: {LEAST}",
    )
    forms: tuple[str, ...] = Field(
        default=(), title="计入的形式", description="names of forms that count; empty: the closed list of forms"
    )
    scope: Scope = EVERYTHING
    period: InPeriod = THIS_YEAR


@check(
    "interpretation.forms",
    parameters=FormsParameters,
    worst=Severity.MINOR,
    kinds={
        "too_few": Kind("解读形式的种数不够", Severity.MINOR),
        "undecided": Kind("不能确定解读形式够不够", Severity.INFO),
    },
    texts=Texts(
        title="解读形式数量达标",
        required="每份文件按发文机关达到规定的解读形式种数。",
        method="汇总每份文件的全部解读，辨认形式并去重计数；政府（含办公室）文件和部门、镇街文件分别比较；没有解读的文件由解读比例一项检查。",
        basis="年度工作要点对解读形式的要求",
        remedy="为形式不足的文件补充其他形式的解读。",
        effort="中",
    ),
)
def forms(snapshot: Snapshot, parameters: FormsParameters, context: Context) -> Assessment:
    """Number of different forms in which each interpreted policy of the period is interpreted.

    Inputs: documents of the scope and period with an interpretation (one without any is `interpretation.coverage`'s), the forms read, issuers. Fails for
    a document with fewer forms than its issuer's class asks (`government`; `department`, townships' governments among them). Review: where
    the scope is important documents only (which these are is for a person), forms that cannot be told or stand on other platforms, an
    official's or a paper's interpretation where that would make the number, forms counted that no reader recognises, issuers that are not
    stated, no figure given (measured only), nothing in scope. Unknown: the interpretation columns were not read. Serves yearly documents
    (number of forms).
    """
    missed = interpretation_gap(snapshot)
    unseen = unread(snapshot, missed)
    if unseen:
        return unseen
    counted = Counted.of(parameters.forms)
    policies = interpreted_documents(snapshot, parameters.scope, parameters.period, context)
    judged = [Judged.of(policy, counted, _asked(policy.document, parameters)) for policy in policies]
    none_asked = parameters.government is None and parameters.department is None
    share = _share([each for each in judged if each.asked or none_asked])
    sure = [each for each in judged if not each.policy.aside]
    measured = {
        "policies": len(sure),
        "enough": share.good,
        "fewest_forms": min((each.count for each in sure), default=None),
        "forms": _tally(sure, counted),
    }
    words = f"{len(sure)} 份有解读的政策文件，{share.good} 份的解读形式达到规定的种数"
    if none_asked:
        words = f"{len(sure)} 份有解读的政策文件，每份至少有 {measured['fewest_forms'] or 0} 种解读形式"
    outcome, reason, code = share.verdict(words, None if none_asked else 1.0, missed)
    return Assessment(outcome, reason, measured, tuple(_findings(snapshot, judged)), code)


@dataclass(frozen=True)
class Counted:
    """Forms that count, and how many more a clause names that no reader recognises."""

    forms: frozenset[str]
    unknown: int

    @classmethod
    def of(cls, names: tuple[str, ...]) -> "Counted":
        """By the names a clause gives; none: the closed list."""
        meant = [forms_called(name) for name in names]
        return cls(frozenset().union(*meant) if names else frozenset(FORM_WORDS), sum(not each for each in meant))


@dataclass(frozen=True)
class Judged:
    """A policy's number of forms against what its issuer's class asks: the sure ones, and with those that may count."""

    policy: Interpreted
    asked: tuple[int, ...]  # the least and the most that may be asked of it; empty: no figure
    forms: frozenset[str]
    count: int
    most: int
    doubt: str

    @classmethod
    def of(cls, policy: Interpreted, counted: Counted, asked: tuple[int, ...]) -> "Judged":
        """Count the forms of a policy; a doubt leaves open how many there are."""
        found = policy.forms & counted.forms
        sure = found - DEBATABLE
        doubt = policy.doubt or policy.aside or ("有的形式不能由程序辨认" if counted.unknown else "")
        most = len(FORM_WORDS) if policy.doubt else len(found) + counted.unknown
        return cls(policy, asked, found, len(sure), most, doubt)

    @property
    def is_enough(self) -> bool | None:
        """Whether there are as many as asked; None where that is not sure."""
        if not self.asked or self.count >= self.asked[-1]:
            return True
        return False if self.most < self.asked[0] else None


def _asked(document: Document, parameters: FormsParameters) -> tuple[int, ...]:
    """Forms asked of a document by its issuer; the least and most of both classes where the page states none."""
    if not document.issuer:
        figures = [figure for figure in (parameters.government, parameters.department) if figure is not None]
        return (min(figures), max(figures)) if figures else ()
    figure = parameters.government if _is_governments(document.issuer) else parameters.department
    return (figure,) if figure is not None else ()


def _is_governments(issuer: str) -> bool:
    return issuer.endswith(GOVERNMENT_ISSUERS) and not last_unit(issuer).endswith(TOWNSHIPS)


def _share(judged: list[Judged]) -> Share:
    sure = [each for each in judged if not each.policy.aside]
    rest = [each for each in judged if each.policy.aside]
    count = Counter(each.is_enough for each in sure)
    fine = sum(each.is_enough is True for each in rest)
    return Share(count[True], count[False], count[None], len(rest) - fine, fine)


def _tally(judged: list[Judged], counted: Counted) -> dict[str, int]:
    """Policies by form, in Chinese."""
    return {
        words: count
        for form, words in FORM_WORDS.items()
        if form in counted.forms and (count := sum(form in each.forms for each in judged))
    }


def _findings(snapshot: Snapshot, judged: list[Judged]) -> Iterator[Finding]:
    for each in judged:
        if each.is_enough is False and not each.policy.aside:
            yield _finding(snapshot, each, "too_few", "解读形式不够", Severity.MINOR)
        elif not each.is_enough:
            doubt = each.doubt or (
                "页面上读不到发文机关" if len(each.asked) > 1 else "负责人、媒体解读算不算一种形式要由人判断"
            )
            yield _finding(snapshot, each, "undecided", f"{doubt}，需人工确认", Severity.INFO)


def _finding(snapshot: Snapshot, each: Judged, kind: str, words: str, severity: Severity) -> Finding:
    document = each.policy.document
    shown = f"读到 {len(each.forms)} 种（{in_words(each.forms)}）" if each.forms else "没有读到计入的形式"
    return Finding(
        kind,
        f"{words}：{shown}，应不少于 {each.asked[-1]} 种：{document.title}",
        severity,
        subject=address_of(snapshot, document.page_id),
        evidence=tuple(_cited(snapshot, each)),
    )


def _cited(snapshot: Snapshot, each: Judged) -> Iterator[Evidence]:
    document = each.policy.document
    yield from cite_page_of(snapshot, document.page_id, f"{document.issuer} {document.title}")
    for item in each.policy.interpretations[:CITED]:
        yield from cite_page_of(snapshot, item.page_id, f"{item.title}（{in_words(frozenset(item.forms))}）")
