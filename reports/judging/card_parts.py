"""Parts of a card from what was judged (结果单各部分): the site, a requirement before its verdict, the answers of checks with their findings and evidence."""

from dataclasses import dataclass
from typing import Any

from checks.assessment import Assessment, Evidence, Finding, unknown
from checks.contract import Check
from checks.outcomes import Outcome, Reason
from portal.masking import mask
from portal.storage.archive import FILE_NAME as ARCHIVE_NAME
from portal.storage.manifest import Shot
from portal.storage.snapshot import Snapshot
from reports.judging.fingerprints import fingerprint
from reports.judging.identification import Identity, shown_code
from reports.judging.own_names import name_shown
from reports.scorecard import (
    ArchivePlace,
    AssessmentCard,
    ClauseCard,
    EvidenceCard,
    FindingCard,
    FrameCard,
    ResultCard,
    SiteCard,
    UnitsCard,
)
from rulesets.model import Requirement, Ruleset


@dataclass(frozen=True)
class Whole:
    """Why a site can not be judged as a whole."""

    reason: Reason
    detail: str


def site_card(snapshot: Snapshot, identity: Identity, whole: Whole | None) -> SiteCard:
    """The site; `whole` tells why it could not be judged as a whole."""
    site = snapshot.site
    unknown_as_a_whole = unknown(whole.reason, whole.detail) if whole else None
    return SiteCard(
        name=site.name or name_shown(snapshot) or site.host,
        url=site.url,
        host=site.host,
        level=identity.level,
        kind=identity.kind,
        code=identity.code,
        shown_code=shown_code(snapshot),
        unit=site.unit,
        region=site.region,
        outcome=Outcome.UNKNOWN if unknown_as_a_whole else None,
        reason=unknown_as_a_whole.reason if unknown_as_a_whole else None,
        reason_code=whole.reason.value if whole else None,
    )


def blank_result(ruleset: Ruleset, requirement: Requirement) -> ResultCard:
    """A requirement without a verdict."""
    clause = requirement.clause
    return ResultCard(
        requirement=f"{ruleset.id}/{requirement.id}",
        title=requirement.title,
        theme=requirement.theme,
        clause=ClauseCard(
            document=ruleset.title, number=clause.number or ruleset.number, section=clause.section, row=clause.row
        ),
        units=UnitsCard(lead=list(requirement.units.lead), cooperating=list(requirement.units.cooperating)),
        due=requirement.due,
        strength=requirement.strength.value,
        confirm=requirement.confirm,
        note=requirement.note,
        outcome=Outcome.UNKNOWN,
        veto=requirement.veto,
        bonus=requirement.bonus is not None,
        reason="",
        proof=requirement.proof,
    )


def assessment_card(
    snapshot: Snapshot, check: Check, parameters: dict[str, Any], assessment: Assessment
) -> AssessmentCard:
    """The answer of a check with its texts; personal numbers are masked."""
    return AssessmentCard(
        check=check.id,
        title=check.texts.title,
        parameters=parameters,
        outcome=assessment.outcome,
        reason=mask(assessment.reason),
        reason_code=assessment.reason_code.value if assessment.reason_code else None,
        measured=assessment.measured,
        required=check.texts.required,
        method=check.texts.method,
        basis=check.texts.basis,
        effort=check.texts.effort,
        sample=list(assessment.sample),
        unlisted=assessment.unlisted,
        findings=[_finding_card(snapshot, check, finding) for finding in assessment.findings],
    )


def _finding_card(snapshot: Snapshot, check: Check, finding: Finding) -> FindingCard:
    shots = snapshot.manifest.shots
    return FindingCard(
        id=fingerprint(snapshot.site.host, check.id, finding.kind, finding.subject, finding.element),
        kind=finding.kind,
        element=finding.element,
        subject=finding.subject,
        message=mask(finding.message),
        severity=finding.severity,
        remedy=finding.remedy or check.texts.remedy,
        evidence=[_evidence_card(evidence, shots) for evidence in finding.evidence],
    )


def _evidence_card(evidence: Evidence, shots: list[Shot]) -> EvidenceCard:
    archived = evidence.archive_offset is not None
    return EvidenceCard(
        url=evidence.url,
        page_title=mask(evidence.page_title),
        target=evidence.target,
        region=evidence.region,
        selector=evidence.selector,
        excerpt=mask(evidence.excerpt),
        observed_at=evidence.observed_at,
        archive=ArchivePlace(file=ARCHIVE_NAME, offset=evidence.archive_offset or 0) if archived else None,
        screenshot=_screenshot(evidence, shots),
        frame=_frame(evidence, shots),
    )


def _screenshot(evidence: Evidence, shots: list[Shot]) -> str | None:
    """The picture of the page cited: one that frames the link it is about, else one of the page as it is."""
    of_page = [shot for shot in shots if shot.url == evidence.url]
    framed = (shot.file for shot in of_page if evidence.target is not None and evidence.target in shot.marks)
    return next(framed, None) or next((shot.file for shot in of_page if not shot.marks), None)


def _frame(evidence: Evidence, shots: list[Shot]) -> FrameCard | None:
    """Where the link that evidence is about stands on the picture of its page: as its selector says, else the first that leads there."""
    for shot in shots:
        here = [box for box in shot.boxes if shot.url == evidence.url and box.url == evidence.target]
        if here:
            box = next((each for each in here if each.selector == evidence.selector), here[0])
            left, top, width, height = box.place
            return FrameCard(left=left, top=top, width=width, height=height, page_width=shot.width)
    return None
