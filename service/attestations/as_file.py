"""The verdicts of people on a site as its file (核实结论文件)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditing.carried import REMEMBERED
from auditing.today import today
from reports.people.attestations import Attestation
from service.database.tables import AttestationRow, SiteRow


def attestations_of(session: Session, site: SiteRow) -> list[Attestation]:
    """The attestations on a site that were not revoked, of one clause and day the one made last; those that expired lately too."""
    lasting = AttestationRow.revoked_at.is_(None), AttestationRow.until >= today() - REMEMBERED
    asked = select(AttestationRow).where(AttestationRow.site_id == site.id, *lasting)
    rows = session.scalars(asked.order_by(AttestationRow.on, AttestationRow.made_at, AttestationRow.id))
    return list({(row.requirement, row.on): attestation_of(row) for row in rows}.values())


def attestation_of(row: AttestationRow) -> Attestation:
    """A row as the attestation that judging knows."""
    return Attestation(
        place=f"核实结论 {row.id.hex[:12]}",
        site=row.site.folder,
        requirement=row.requirement,
        verdict=row.verdict,
        by=row.by,
        on=row.on,
        what=row.what,
        link=row.link,
        until=row.until,
    )
