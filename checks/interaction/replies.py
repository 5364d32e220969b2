"""Overdue replies (留言超期未答复)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.interaction.mailbox import MAILBOX, Letter, mailbox_of
from checks.outcomes import Outcome, Reason, Severity
from checks.periods import months_before
from portal.storage.snapshot import Snapshot


class RepliesParameters(Parameters):
    """How long an answer may take, in what window, and how many may be late."""

    max_months: int = Field(default=3, ge=1, le=24, title="答复期限（个月）", description="months an answer may take")
    window_months: int = Field(
        default=12, ge=1, le=120, title="检查范围（个月）", description="months back in which messages are looked at"
    )
    max_overdue: int = Field(
        default=0, ge=0, le=10_000, title="允许的超期留言", description="messages that may be overdue"
    )


@check(
    "interaction.replies",
    parameters=RepliesParameters,
    worst=Severity.VETO,
    kinds={
        "overdue": Kind("留言超过期限没有答复", Severity.VETO),
        "late": Kind("留言超过期限才答复", Severity.INFO),
        "undecided": Kind("不能确定有没有按期答复的留言", Severity.INFO),
    },
    texts=Texts(
        title="留言没有超期未答复",
        required="政务咨询类栏目的有效留言在三个月内答复。",
        method="读取公开的咨询类留言，计算到检查日仍未答复、或者答复超过期限的留言；在线访谈、调查征集、信访、纪检举报不算。",
        basis="国办秘函〔2019〕19号 单项否决“互动回应差”",
        remedy="立即答复超期留言，建立转办和催办制度。",
        effort="中",
    ),
)
def replies(snapshot: Snapshot, parameters: RepliesParameters, context: Context) -> Assessment:
    """Messages of the window that waited longer than `max_months` for an answer, or still do.

    Inputs: messages of consulting columns, from their pages and the lists, with date, state and date of answer; interviews, surveys, petitions and
    discipline reports do not count. Fails when more than `max_overdue` messages written within `window_months` before the day judged for are said
    to be unanswered and are older than `max_months`. Review: answered late, unanswered without a date, neither state nor answer to be seen, more
    messages that were not read. Unknown: messages are not public or were not read. Serves 国办秘函〔2019〕19号 互动回应差 (a veto).
    """
    box = snapshot.once(mailbox_of)
    missed = gap(snapshot, MAILBOX)
    if not box.letters:
        reason = missed.reason if missed else Reason.NOTHING_IN_SCOPE
        return unknown(reason, missed.words if missed else "没有读到公开的留言")
    limit = Limit.of(parameters, context.as_of)
    faults = [(letter, fault) for letter in box.letters for fault in limit.faults(letter)]
    overdue = [letter for letter, fault in faults if fault == "overdue"]
    over = len(overdue) > parameters.max_overdue
    findings = tuple(_finding(letter, fault, over) for letter, fault in faults)
    measured = {
        "messages": len(box.letters),
        "in_window": sum(limit.is_asked(letter) for letter in box.letters),
        "overdue": len(overdue),
        "late_replies": sum(fault == "late" for _, fault in faults),
        "undecided": sum(fault == "undecided" for _, fault in faults),
    }
    words = f"{limit.first} 以来公开的留言 {measured['in_window']} 条"
    if over:
        told = f"{words}，{len(overdue)} 条超过 {parameters.max_months} 个月仍未答复。"
        return Assessment(Outcome.FAIL, told, measured, findings)
    if missed or measured["late_replies"] or measured["undecided"]:
        why = missed.words if missed else "有的答复时间超过期限，或者不能确定有没有答复"
        return Assessment(Outcome.REVIEW, f"{words}；{why}，需人工核实。", measured, findings)
    return Assessment(Outcome.PASS, f"{words}，没有超过 {parameters.max_months} 个月未答复的。", measured, findings)


@dataclass(frozen=True)
class Limit:
    """Days that decide: the first of the window, the last on which a message can have been written that is overdue today."""

    first: date
    overdue: date
    months: int

    @classmethod
    def of(cls, parameters: RepliesParameters, as_of: date) -> "Limit":
        """The days for a day judged for."""
        first = months_before(as_of, parameters.window_months)
        return cls(first, months_before(as_of, parameters.max_months), parameters.max_months)

    def is_asked(self, letter: Letter) -> bool:
        """Whether a message was written within the window."""
        return letter.written_on is not None and letter.written_on >= self.first

    def faults(self, letter: Letter) -> Iterator[str]:
        """Kind of defect of one message, if any."""
        written, answered = letter.written_on, letter.is_answered
        if written is None:
            if answered is False:
                yield "undecided"
        elif self.is_asked(letter):
            if answered is not True and written < self.overdue:
                yield "undecided" if answered is None else "overdue"
            elif letter.replied_on and months_before(letter.replied_on, self.months) > written:
                yield "late"


def _finding(letter: Letter, fault: str, over: bool) -> Finding:
    name = f"留言“{letter.title[:40]}”"
    message = {
        "overdue": f"{name}{letter.written_on} 提出，到检查日仍未答复（{letter.status}）。",
        "late": f"{name}{letter.written_on} 提出，{letter.replied_on} 才答复，需人工核实。",
        "undecided": f"{name}没有读到{'答复' if letter.written_on else '留言时间'}，需人工核实。",
    }[fault]
    severity = Severity.VETO if fault == "overdue" and over else Severity.INFO
    return Finding(
        fault,
        message,
        severity,
        letter.url or letter.holder.url,
        "" if letter.url else letter.title,
        evidence=letter.evidence,
    )
