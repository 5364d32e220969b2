"""Which verdicts were given by people (人工核实的结论), as the reason of a result tells (reports.people.attesting)."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from reports.people.attesting import OPEN
from reports.wording.plaintext import plain
from service.database.tables import AttestationRow, RequirementResult, SiteRow


def is_attestable(result: RequirementResult, attestations: Iterable[AttestationRow]) -> bool:
    """Whether a person may give the verdict: the machine gave none, also where a person's stands in its place now."""
    return result.outcome in OPEN or any(stands_on(result, each) for each in attestations)


def stands_on(result: RequirementResult, attestation: AttestationRow) -> bool:
    """Whether a result is this person's verdict."""
    said = plain(f"{attestation.by} {attestation.on.isoformat()} 人工核实")
    return attestation.requirement == result.requirement and said in result.reason


def standing_attestations(session: Session, site: SiteRow) -> Sequence[AttestationRow]:
    """All on a site that nobody revoked, expired ones too."""
    here = AttestationRow.site_id == site.id, AttestationRow.revoked_at.is_(None)
    return session.scalars(select(AttestationRow).where(*here)).all()
