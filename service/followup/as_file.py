"""The follow-up of a site as its file (整改跟踪文件): written before a check, and the steps that the check added taken in after it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from reports.ledgers.followup import TOOL, Followup, FollowupEntry
from service.database.tables import Audit, FollowupRow, SiteRow


def followup_of(session: Session, site: SiteRow) -> Followup:
    """All steps on a site, oldest first, as `followup.yaml` holds them."""
    return Followup(site=site.folder, rows=[entry_of(row) for row in steps_on(session, site)])


def steps_on(session: Session, site: SiteRow) -> list[FollowupRow]:
    """The rows of a site, oldest first."""
    return list(session.scalars(select(FollowupRow).where(FollowupRow.site_id == site.id).order_by(FollowupRow.id)))


def entry_of(row: FollowupRow) -> FollowupEntry:
    """A row as an entry of the file, which has no field for the day until which an answer is asked for: it stands in the note."""
    due = f"请于 {row.due.isoformat()} 前反馈" if row.due else ""
    note = "；".join(filter(None, (row.note, due)))
    return FollowupEntry(requirement=row.requirement, state=row.state, text=row.text, by=row.by, note=note, at=row.at)


def locked(session: Session, site: SiteRow) -> None:
    """Wait until nobody else adds a step to the site; the lock ends with the transaction."""
    session.execute(select(SiteRow.id).where(SiteRow.id == site.id).with_for_update(key_share=True, of=SiteRow))


def take_in(session: Session, site: SiteRow, followup: Followup, audit: Audit) -> int:
    """Add the steps of a check that are not in the table yet; returns how many.

    A check says nothing about a step that was taken after its crawl began: people may have spoken while it ran.
    """
    locked(session, site)
    known = steps_on(session, site)
    last = {row.requirement: row for row in known}
    said = {(row.requirement, row.state, row.text, row.at) for row in known}
    added = 0
    for entry in followup.rows:
        before = last.get(entry.requirement)
        is_known = (entry.requirement, entry.state, entry.text, entry.at) in said
        if entry.by != TOOL or is_known or before is None or before.at >= entry.at:
            continue
        row = _row_of(entry, site, audit)
        session.add(row)
        session.flush()
        last[entry.requirement] = row
        added += 1
    return added


def _row_of(entry: FollowupEntry, site: SiteRow, audit: Audit) -> FollowupRow:
    return FollowupRow(
        site_id=site.id,
        requirement=entry.requirement,
        state=entry.state,
        text=entry.text,
        by=entry.by,
        note=entry.note,
        at=entry.at,
        audit_id=audit.id,
    )
