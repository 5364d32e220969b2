"""Calls judged one by one (逐项核对): those that meet what is asked, those that do not, and those only a person can tell."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from checks.assessment import Finding
from checks.citing import cite_page
from checks.consultation.calls import Call, Calls
from checks.judged import UNDECIDED, Judged
from checks.outcomes import Severity
from portal.facts import Page


@dataclass(frozen=True)
class Fault:
    """What one call lacks; `sure` is False where a person has to look. `others`: further pages that show it."""

    kind: str
    message: str
    element: str = ""
    words: str = ""  # as read on the page
    selector: str = ""
    sure: bool = True
    others: tuple[Page, ...] = ()


def judge_each(calls: Calls, faults_of: Callable[[Call], Iterable[Fault]], severity: Severity) -> Judged:
    """Judge calls by what is wrong with each; `severity` is that of a sure fault."""
    judged = Judged()
    for call in calls.asked:
        faults = list(faults_of(call))
        surely = any(fault.sure for fault in faults)
        judged.bad += surely
        judged.doubtful += bool(faults) and not surely
        judged.good += not faults
        judged.findings += [_finding(call, fault, severity) for fault in faults]
    for call, doubt in calls.undecided:
        faults = list(faults_of(call))
        judged.aside += bool(faults)
        judged.fine += not faults
        if faults:
            told = "；".join(fault.message.rstrip("。") for fault in faults)
            aside = Fault(UNDECIDED, f"{doubt}，需人工确认是否属于检查范围：{told}。", sure=False, words=call.title)
            judged.findings.append(_finding(call, aside, severity))
    return judged


def _finding(call: Call, fault: Fault, severity: Severity) -> Finding:
    return Finding(
        fault.kind if fault.sure else UNDECIDED,
        fault.message,
        severity if fault.sure else Severity.INFO,
        subject=call.page.url,
        element=fault.element,
        evidence=(
            cite_page(call.page, fault.words or call.title, fault.selector),
            *(cite_page(page, page.heading or page.title) for page in fault.others),
        ),
    )
