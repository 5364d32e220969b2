"""What attestations do to results (核实结论的效力): a person's verdict stands in the place of `review` or `unknown`, never of a machine's verdict."""

from collections.abc import Iterable
from datetime import date

from checks.outcomes import Outcome
from reports.people.attestations import VERDICT_WORDS, Attestation
from reports.people.entries import Clauses
from reports.people_cards import AttestationCard, UnusedEntryCard
from reports.scorecard import ResultCard
from rulesets.model import Requirement, Strength

USED = "used"
OPEN = (Outcome.REVIEW, Outcome.UNKNOWN)  # what a person may decide


class Attesting:
    """The attestations for one site on one day, and why some had no effect. `whole`: why the site could not be judged at all."""

    def __init__(
        self, attestations: Iterable[Attestation], site: str, as_of: date, clauses: Clauses, whole: str = ""
    ) -> None:
        self._all = [one for one in attestations if one.site == site]
        self._clauses = clauses
        self._whole = whole
        self._as_of = as_of
        self._why: dict[int, str] = {}  # by the place in the list; USED for those with effect
        self._valid: dict[str, tuple[int, Attestation]] = {}
        for index, one in sorted(enumerate(self._all), key=lambda pair: pair[1].on):
            self._take(index, one)

    def _take(self, index: int, one: Attestation) -> None:
        """The newest one for a clause counts."""
        if one.until < self._as_of:
            self._why[index] = f"已于 {one.until.isoformat()} 到期，需要重新核实"
            return
        older = self._valid.get(one.requirement)
        if older is not None:
            self._why[older[0]] = f"后来另有核实结论（{one.place}）"
        self._valid[one.requirement] = index, one
        self._why[index] = self._whole

    def attest(self, result: ResultCard, requirement: Requirement) -> None:
        """Let a person's verdict stand on a result, if there is one and it may."""
        index, one = self._valid.get(result.requirement, (-1, None))
        if one is None or self._whole:
            return
        why = _why_not(result, requirement, one)
        self._why[index] = why or USED
        if not why:
            _stand(result, requirement, one, self._as_of)

    def unused(self) -> list[UnusedEntryCard]:
        """The attestations without effect, and why."""
        return [
            UnusedEntryCard(
                kind="attestation",
                place=one.place,
                text=one.words,
                why=self._why[index] or self._clauses.why_unjudged(one.requirement),
            )
            for index, one in enumerate(self._all)
            if self._why[index] != USED
        ]


def _why_not(result: ResultCard, requirement: Requirement, one: Attestation) -> str:
    if result.outcome not in OPEN:
        return f"检查结果是“{result.outcome.words}”，不需要人工核实；对结果有异议的用豁免或误报"
    if one.verdict is Outcome.FAIL and requirement.strength is Strength.ENCOURAGED:
        return "鼓励性要求不判不合格"
    return ""


def _stand(result: ResultCard, requirement: Requirement, one: Attestation, as_of: date) -> None:
    result.attestation = AttestationCard(
        verdict=one.verdict,
        machine=result.outcome,
        by=one.by,
        on=one.on,
        what=one.what,
        link=one.link,
        until=one.until if one.until < date.max else None,
    )
    said = f"{one.by} {one.on.isoformat()} 人工核实：{VERDICT_WORDS[one.verdict]}。{one.what}"
    result.outcome, result.reason, result.reason_code = one.verdict, said, None
    if one.verdict is not Outcome.FAIL:
        return
    if requirement.bonus:
        result.outcome, result.reason = Outcome.NOT_APPLICABLE, f"加分条件没有达到：{said}"
    elif requirement.due and requirement.due > as_of:
        result.outcome, result.reason = Outcome.NOT_DUE, f"期限 {requirement.due.isoformat()} 未到，目前：{said}"
