"""What people said about a site before (往次的核实结论和整改跟踪): found in its earlier runs, kept in its folder of this one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from auditing.earlier_runs import Told, earlier_sites
from auditing.exits import BadInputError
from portal.storage.snapshot import Snapshot
from reports.ledgers.followup import Followup, FollowupError, merged, read_followup, write_followup
from reports.ledgers.recheck import recheck, show
from reports.people.attestations import Attestation, kept_attestations, with_added, write_attestations
from reports.people.entries import PeopleFileError
from reports.people.statements import Statements
from reports.scorecard import Scorecard

REMEMBERED = timedelta(days=92)  # an attestation that has expired is told for so long: it has to be made anew


def kept_folders(folder: Path, snapshot: Snapshot, told: Told) -> list[Path]:
    """Folders in which people's words on the site may lie, oldest first: of earlier runs, the one beside the snapshot, its own."""
    earlier = [site.folder for site in earlier_sites(folder, snapshot.manifest.run.started, told)]
    beside = [snapshot.folder.parent] if snapshot.folder else []
    places = [*reversed(earlier), *beside, folder]
    return list(dict.fromkeys(place.resolve() for place in places if place.is_dir()))


def with_kept(said: Statements, folders: Sequence[Path], site: str, told: Told) -> Statements:
    """What was said, with the attestations kept in earlier runs; those given now count before them."""
    kept: list[Attestation] = []
    for folder in folders:
        try:
            found = kept_attestations(folder)
        except PeopleFileError as fault:
            told(f"往次的核实结论没有沿用：{fault}")
            continue
        run = folder.parent.name
        kept = with_added(kept, [replace(one, place=f"{run} {one.place}") for one in found if one.site == site])
    return replace(said, attestations=tuple(with_added(kept, said.attestations)))


def keep(card: Scorecard, said: Statements, folder: Path, folders: Sequence[Path], told: Told) -> None:
    """Keep in the site's folder what was said, with what this check adds, and put the follow-up on the card.

    Raises OSError, and BadInputError for a file of the folder itself that cannot be read, which is left as it is.
    """
    site = folder.name
    folder.mkdir(parents=True, exist_ok=True)
    _refuse_unreadable(folder)
    _keep_attestations(card, said.attestations, folder, site)
    followups = []
    for place in folders:
        try:
            followups.append(read_followup(place, site))
        except FollowupError as fault:
            if place == folder.resolve():
                raise BadInputError(str(fault)) from fault
            told(f"整改跟踪没有沿用：{fault}")
    followup = merged(followups, site)
    recheck(card, followup)
    show(card, followup)
    _keep_followup(followup, folder)


def _refuse_unreadable(folder: Path) -> None:
    """A file of the folder that somebody broke is not to be written over."""
    try:
        kept_attestations(folder)
    except PeopleFileError as fault:
        raise BadInputError(str(fault)) from fault


def _keep_attestations(card: Scorecard, attestations: Iterable[Attestation], folder: Path, site: str) -> None:
    lasting = [one for one in attestations if one.site == site and one.until >= card.as_of - REMEMBERED]
    if lasting:
        write_attestations(lasting, folder)


def _keep_followup(followup: Followup, folder: Path) -> None:
    if followup.rows:
        write_followup(followup, folder)
