"""Judging (评判): a snapshot under rulesets becomes a scorecard. Pure: no request, no clock; the same inputs give the same card."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from checks.assessment import Assessment, Context
from checks.catalogue import CATALOGUE
from checks.content.word_lists import built_in
from checks.contract import Check, Parameters
from checks.outcomes import Outcome, Reason
from checks.periods import speaks_of_a_year
from checks.quick import assess_quickly, narrowed
from checks.timing import not_begun, period_of, unless_running
from portal.site import Level, SiteKind
from portal.storage.snapshot import Snapshot
from reports.judging.card_parts import Whole, assessment_card, blank_result, site_card
from reports.judging.conclusions import conclude, set_unknown
from reports.judging.identification import Identity, agreed_code, contradiction, identify
from reports.judging.own_names import own_names
from reports.judging.search_words import words_of
from reports.people.statements import Statements
from reports.scorecard import (
    AssessmentCard,
    ResultCard,
    RulesetCard,
    RunCard,
    ScoreCard,
    Scorecard,
    Tool,
)
from reports.scoring.score import points_of, score, unscored
from rulesets.model import CheckCall, Requirement, Ruleset
from rulesets.selection import Fit, requirement_fit

NUMBER_YEAR = re.compile(r"〔(\d{4})〕")
Told = Callable[[int, int], None]  # requirements judged, of how many
NOTHING_SAID = Statements()
MANUAL_REASON = "这一条需要人工核实。"


class Judge:
    """Judges one snapshot; assessments are shared between requirements that call the same check with the same parameters, and nobody changes one."""

    def __init__(
        self,
        snapshot: Snapshot,
        identity: Identity,
        as_of: date,
        words: tuple[tuple[str, str], ...] = (),
        others: tuple[Snapshot, ...] = (),
        judged: Callable[[], None] = lambda: None,
        said: Statements = NOTHING_SAID,
    ) -> None:
        self._snapshot = snapshot
        self._identity = identity
        self._context: Context = replace(identity.context(as_of), words=words, others=others)
        self._done: dict[str, AssessmentCard] = {}
        self._judged = judged  # told of each requirement
        self._quick = snapshot.manifest.run.quick
        self.whole = _whole(snapshot)
        why = f"网站这次没有检查成（{self.whole.reason.words}）" if self.whole else ""
        self.said = said.at(snapshot.site.folder, as_of, why)

    def ruleset(self, ruleset: Ruleset) -> RulesetCard:
        """The site under one ruleset."""
        results = [self._result(ruleset, requirement) for requirement in ruleset.requirements]
        self.said.attest(ruleset, results)
        results, scored = self._scored(ruleset, results)
        return RulesetCard(
            id=ruleset.id,
            title=ruleset.title,
            version=ruleset.version,
            number=ruleset.number,
            issuer=ruleset.issuer,
            issued=ruleset.issued,
            year=ruleset.year,
            after_as_of=_issued_after(ruleset, self._context.as_of),
            scoring=ruleset.scoring,
            score=scored,
            results=results,
        )

    def _scored(self, ruleset: Ruleset, results: list[ResultCard]) -> tuple[list[ResultCard], ScoreCard]:
        """Results with their points and what is waived, and the score, which knows what it would be without waivers."""
        _earn(ruleset, results)
        waived = self.said.waiving.waive(results)
        if self._quick:
            return waived, unscored(waived)
        before = score(ruleset, results)
        _earn(ruleset, waived)
        return waived, score(ruleset, waived, before)

    def _result(self, ruleset: Ruleset, requirement: Requirement) -> ResultCard:
        card = blank_result(ruleset, requirement)
        fit = requirement_fit(ruleset, requirement, self._identity.level, self._identity.kind)
        if fit is Fit.NO:
            card.outcome, card.reason = Outcome.NOT_APPLICABLE, "这一条不适用于本网站的层级或类型。"
        elif fit is Fit.UNKNOWN:
            set_unknown(card, Reason.LEVEL_NOT_STATED)
        elif self.whole:
            set_unknown(card, self.whole.reason, self.whole.detail)
        elif requirement.assess == "manual" and self._quick:
            set_unknown(card, Reason.QUICK)
        elif requirement.assess == "manual":
            card.outcome, card.reason = Outcome.REVIEW, MANUAL_REASON
        else:
            card.assessments = [
                self._assess(call, ruleset.year, dated=requirement.due is not None) for call in requirement.assess
            ]
            conclude(card, requirement, self._context.as_of)
        self._judged()
        return card

    def _assess(self, call: CheckCall, year: int | None, *, dated: bool) -> AssessmentCard:
        check = CATALOGUE[call.check]
        parameters = check.parameters.model_validate(call.with_)
        if self._quick:
            parameters = narrowed(check, parameters)
        values = parameters.model_dump(mode="json")
        open_ended = not dated and period_of(parameters) is not None  # its period is its deadline
        key = f"{check.id} {values!r} {year if speaks_of_a_year(values) else None} {open_ended}"
        if key not in self._done:
            context = replace(self._context, year=year)
            assess = assess_quickly if self._quick else _assess
            assessment = not_begun(parameters, context) or assess(check, self._snapshot, parameters, context)
            if open_ended:
                assessment = unless_running(check, assessment, parameters, context)
            self._done[key] = assessment_card(self._snapshot, check, values, assessment)
        return self._done[key]


def _earn(ruleset: Ruleset, results: list[ResultCard]) -> None:
    for requirement, result in zip(ruleset.requirements, results, strict=True):
        result.points, result.worth = points_of(requirement, result, scoring=ruleset.scoring)


def _assess(check: Check, snapshot: Snapshot, parameters: Parameters, context: Context) -> Assessment:
    return check.function(snapshot, parameters, context)


def judge(
    snapshot: Snapshot,
    rulesets: Sequence[Ruleset],
    *,
    tool: Tool,
    as_of: date | None = None,
    level: Level | None = None,
    kind: SiteKind | None = None,
    words: tuple[tuple[str, str], ...] = (),
    others: tuple[Snapshot, ...] = (),
    told: Told | None = None,
    said: Statements = NOTHING_SAID,
) -> Scorecard:
    """The scorecard of a snapshot under rulesets; `as_of`, `level` and `kind` override what the snapshot states.

    `words`: wrong words of the user's own, each with what is right. `others`: snapshots of other sites, for clauses that compare two.
    `told`: how many requirements are judged, and of how many. `said`: waivers and attestations.
    """
    total, done = sum(len(ruleset.requirements) for ruleset in rulesets), count(1)

    def tell(number: int) -> None:
        if told:
            told(number, total)

    tell(0)
    identity = identify(snapshot, level=level, kind=kind)
    day = as_of or snapshot.manifest.as_of
    judging = Judge(snapshot, identity, day, words, others, lambda: tell(next(done)), said)
    if not judging.whole and not snapshot.manifest.run.quick:  # no quick check searches the site's texts
        snapshot.expect_searches(
            words_of(rulesets) | {wrong for wrong, _ in words} | {word.wrong for word in built_in()}
        )
    cards = [judging.ruleset(ruleset) for ruleset in rulesets]
    return Scorecard(
        tool=tool,
        site=site_card(snapshot, identity, judging.whole),
        as_of=day,
        run=RunCard(**snapshot.manifest.run.model_dump()),
        rulesets=cards,
        unused=judging.said.unused(),
    )


def _issued_after(ruleset: Ruleset, as_of: date) -> bool:
    """Whether the document came after the day judged for; where only its number is known, by the year in the number."""
    if ruleset.issued:
        return ruleset.issued > as_of
    year = NUMBER_YEAR.search(ruleset.number)
    return bool(year and int(year[1]) > as_of.year)


def _whole(snapshot: Snapshot) -> Whole | None:
    """Whether the crawl saw enough of the right site; settled before anything is judged."""
    health = snapshot.manifest.health
    if not health.ok:
        reason = next((r for r in Reason if r.value == health.reason_code), Reason.UNREACHABLE)
        return Whole(reason, health.detail)
    wrong = contradiction(snapshot.site, own_names(snapshot), agreed_code(snapshot))
    return Whole(Reason.WRONG_SITE, wrong) if wrong else None
