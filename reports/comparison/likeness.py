"""Whether two runs looked at a finding's place in the same way (可比性): what a state may be told from."""

from dataclasses import dataclass

from checks.outcomes import Outcome, Severity
from reports.comparison.answers import Inquiry, is_web, places_of
from reports.comparison.sight import Seen, Sight
from reports.scorecard import FindingCard


@dataclass(frozen=True)
class Place:
    """Where a finding stood: what it is about, which part of it, pages it was seen on, what their links lead to."""

    id: str
    subject: str
    element: str
    pages: tuple[str, ...]
    targets: tuple[str, ...]
    lead: bool = False

    @classmethod
    def of(cls, finding: FindingCard, *, lead: bool = False) -> "Place":
        """The place of a finding on a card."""
        pages, targets = places_of(finding)
        return cls(finding.id, finding.subject, finding.element, tuple(pages), tuple(targets), lead)


def was_looked_for(place: Place, inquiry: Inquiry, sight: Sight, sampled: frozenset[str] = frozenset()) -> bool:
    """Whether an inquiry that does not name a finding found it gone or mended: it decided, and saw all places it stood in.

    `sampled`: what the run that named it looked at, where that was a sample.
    """
    if (
        inquiry.outcome is Outcome.NOT_APPLICABLE and not inquiry.is_decided
    ):  # the clause is not asked of this site any more
        return bool(place.pages) and all(sight.page(url) is Seen.ABSENT for url in place.pages)
    return (
        inquiry.is_decided
        and not inquiry.unlisted
        and not is_in_doubt(place, inquiry)
        and _is_in_sample(place, inquiry, sight, sampled)
        and all_seen(place, sight)
    )


def would_have_been_found(place: Place, inquiry: Inquiry, sight: Sight, sampled: frozenset[str]) -> bool:
    """Whether an earlier inquiry would have named a finding of this run: it decided, and saw at least one of the places it stands in.

    `sampled`: what the run that names it looked at, where that was a sample.
    """
    return (
        inquiry.is_decided
        and not inquiry.unlisted
        and not is_in_doubt(place, inquiry)
        and _any_in_sample(place, inquiry, sight, sampled)
        and _any_seen(place, sight)
    )


def is_in_doubt(place: Place, inquiry: Inquiry) -> bool:
    """Whether an answer leaves open just what the finding says: a candidate at the same place, or a review without any.

    A lead is settled by nothing that names its place: a verdict on it is none of its mending.
    """
    if inquiry.outcome is Outcome.REVIEW and not inquiry.findings and not place.subject:
        return True
    return any(
        (place.lead or finding.severity is Severity.INFO) and finding.id != place.id and _same_place(finding, place)
        for finding in inquiry.findings.values()
    )


def all_seen(place: Place, sight: Sight) -> bool:
    """Whether every page it stood on, and every address it was about, was seen or is there no more."""
    if not place.pages and not place.targets:
        return sight.whole
    seen = [*map(sight.page, place.pages), *map(sight.target, place.targets)]
    return Seen.UNSEEN not in seen


def _any_seen(place: Place, sight: Sight) -> bool:
    if not place.pages and not place.targets:
        return sight.whole
    targets = all(sight.target(url) is not Seen.UNSEEN for url in place.targets)
    return targets and (not place.pages or any(sight.page(url) is not Seen.UNSEEN for url in place.pages))


def _same_place(finding: FindingCard, place: Place) -> bool:
    if finding.subject != place.subject:
        return False
    return not finding.element or not place.element or finding.element == place.element


def _is_in_sample(place: Place, inquiry: Inquiry, sight: Sight, sampled: frozenset[str]) -> bool:
    """Whether the sample of this run holds all that the other run's held of the finding's place, but for pages that are gone."""
    if inquiry.takes_a_sample and is_web(place.subject):
        return False
    return all(_in_sample(url, inquiry, sight) for url in _within(place, sampled))


def _any_in_sample(place: Place, inquiry: Inquiry, sight: Sight, sampled: frozenset[str]) -> bool:
    if inquiry.takes_a_sample and is_web(place.subject):
        return False
    asked = _within(place, sampled)
    return not asked or any(_in_sample(url, inquiry, sight) for url in asked)


def _in_sample(url: str, inquiry: Inquiry, sight: Sight) -> bool:
    return url in inquiry.sample or sight.page(url) is Seen.ABSENT


def _within(place: Place, sampled: frozenset[str]) -> list[str]:
    if place.subject in sampled:
        return [place.subject]
    return [url for url in place.pages if url in sampled]
