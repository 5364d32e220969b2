"""The waivers for a site as its file (豁免清单文件)."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from auditing.carried import REMEMBERED
from auditing.today import today
from reports.people.waivers import Waiver
from service.database.tables import SiteRow, WaiverRow


def waivers_of(session: Session, site: SiteRow) -> list[Waiver]:
    """The waivers that bear on a site and were not revoked, oldest first; those that expired lately too, which the card tells of."""
    here = or_(WaiverRow.site_id.is_(None), WaiverRow.site_id == site.id)
    lasting = WaiverRow.revoked_at.is_(None), WaiverRow.until >= today() - REMEMBERED
    rows = session.scalars(select(WaiverRow).where(here, *lasting).order_by(WaiverRow.made_at, WaiverRow.id))
    return [waiver_of(row) for row in rows]


def waiver_of(row: WaiverRow) -> Waiver:
    """A row as the waiver that judging knows."""
    return Waiver(
        place=f"豁免 {row.id.hex[:12]}",
        reason=row.reason,
        by=row.by,
        until=row.until,
        site=row.site.folder if row.site else "",
        requirement=row.requirement,
        check=row.check,
        url=row.url,
        finding=row.finding,
    )
