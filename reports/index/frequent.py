"""What fails most often (最常见的问题): on how many sites, what became of it since the previous run, where to read it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checks.outcomes import Outcome, Severity
from reports.index.addresses import requirement_path
from reports.index.batch import Batch
from reports.index.comparable import score_before
from reports.index.excused import is_held_against
from reports.page.card import site_name
from reports.scorecard import ResultCard, RulesetCard, Scorecard
from reports.wording.plaintext import plain

EXAMPLES = 3
FREQUENT = 20
JUDGED = (Outcome.PASS, Outcome.FAIL)


@dataclass(frozen=True)
class ExampleView:
    """A site where a requirement failed, why, and where its card tells it."""

    name: str
    href: str
    reason: str


@dataclass(frozen=True)
class FrequentView:
    """A requirement and how many sites fail it. `change` compares the same sites; `others` are those that no example names."""

    title: str
    ruleset: str
    failed: int
    judged: int
    share: str
    percent: float
    findings: int
    excused: int
    change: str
    examples: tuple[ExampleView, ...]
    others: tuple[ExampleView, ...]


@dataclass(frozen=True)
class Entry:
    """A requirement on one card."""

    card: Scorecard
    ruleset: RulesetCard
    result: ResultCard
    mention: int  # of this requirement on the card

    @property
    def href(self) -> str:
        """Where the card tells it."""
        return requirement_path(self.card, self.result.requirement, self.mention)

    @property
    def fails(self) -> bool:
        """Whether it is held against the site."""
        return is_held_against(self.result)

    @property
    def accusations(self) -> int:
        """Findings that say something is wrong, mere hints left out."""
        failed = (assessment for assessment in self.result.assessments if assessment.outcome is Outcome.FAIL)
        return sum(finding.severity is not Severity.INFO for assessment in failed for finding in assessment.findings)

    @property
    def outcome_before(self) -> Outcome | None:
        """The verdict of the previous run under the same rules; None where there is none to compare with."""
        before = score_before(self.card, self.ruleset)
        if self.card.comparison is None or isinstance(before, str):
            return None
        changed = {each.requirement: each.outcome for each in self.card.comparison.requirements}
        return changed.get(self.result.requirement, self.result.outcome)


@dataclass(frozen=True)
class FailuresView:
    """What fails on most sites, how many requirements fail on any, and how many only where it is waived or a false alarm."""

    shown: tuple[FrequentView, ...]
    total: int
    excused: int


def frequent(batch: Batch) -> FailuresView:
    """Requirements failed by most sites, most first."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for card in batch.cards:
        mentions: Counter[str] = Counter()
        for ruleset in card.rulesets:
            for result in ruleset.results:
                mentions[result.requirement] += 1
                entry = Entry(card, ruleset, result, mentions[result.requirement])
                found.setdefault((ruleset.id, result.requirement), []).append(entry)
    failing = [entries for entries in found.values() if any(entry.fails for entry in entries)]
    ordered = sorted(
        failing, key=lambda entries: [-sum(e.fails for e in entries), -sum(e.accusations for e in entries)]
    )
    excused = [e for e in found.values() if any(one.result.outcome is Outcome.FAIL for one in e)]
    return FailuresView(tuple(map(_frequency, ordered[:FREQUENT])), len(ordered), len(excused) - len(failing))


def _frequency(entries: Sequence[Entry]) -> FrequentView:
    failed = sorted((entry for entry in entries if entry.fails), key=lambda entry: -entry.accusations)
    judged = sum(entry.result.outcome in JUDGED for entry in entries)
    views = tuple(ExampleView(site_name(e.card), e.href, plain(e.result.reason, 120)) for e in failed)
    return FrequentView(
        title=plain(entries[0].result.title),
        ruleset=plain(entries[0].ruleset.title),
        failed=len(failed),
        judged=judged,
        share=f"{len(failed) / judged:.0%}",
        percent=round(len(failed) * 100 / judged, 2),
        findings=sum(entry.accusations for entry in failed),
        excused=sum(entry.result.outcome is Outcome.FAIL and not entry.fails for entry in entries),
        change=_change(entries),
        examples=views[:EXAMPLES],
        others=views[EXAMPLES:],
    )


def _change(entries: Sequence[Entry]) -> str:
    """How many of the sites judged in both runs failed it then and now; empty where no site was."""
    verdicts = [(entry.outcome_before, entry.result.outcome) for entry in entries if entry.result.outcome in JUDGED]
    both = [(before, now) for before, now in verdicts if before in JUDGED]
    if not both:
        return ""
    before = sum(earlier is Outcome.FAIL for earlier, _ in both)
    still = sum(now is Outcome.FAIL for _, now in both)
    if before == still:
        return f"持平（可比的 {len(both)} 个网站）"
    sign = "↓" if still < before else "↑"
    return f"{sign} {abs(still - before)}（可比的 {len(both)} 个网站：{before} → {still}）"
