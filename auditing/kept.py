"""What people said about a site, in its folder of a run (网站文件夹里的整改跟踪和核实结论): read, and written with the card that shows it."""

from pathlib import Path

from auditing.exits import BadInputError
from auditing.runs import CARD_NAME
from reports.ledgers.followup import FollowupError, write_followup
from reports.ledgers.ledger_sheet import Kept
from reports.ledgers.recheck import show
from reports.page.html import write_page
from reports.people.attestations import kept_attestations, with_added, write_attestations
from reports.people.entries import PeopleFileError
from reports.scorecard import Scorecard


def kept_of(folder: Path, site: str) -> Kept:
    """What a site's folder keeps; raises BadInputError."""
    try:
        return Kept.of(folder, site)
    except (FollowupError, PeopleFileError) as fault:
        raise BadInputError(str(fault)) from fault


def followed(card: Scorecard, folder: Path) -> Scorecard:
    """The card with the follow-up as the folder keeps it now; raises BadInputError."""
    show(card, kept_of(folder, folder.name).followup)
    return card


def keep_statements(kept: Kept, card: Scorecard, folder: Path) -> list[str]:
    """Write what is kept, and the card's data with it; returns a line for each file of it. Raises BadInputError."""
    show(card, kept.followup)
    try:
        lines = [f"整改跟踪：{write_followup(kept.followup, folder)}"] if kept.followup.rows else []
        if kept.attestations != kept_attestations(folder):
            lines.append(f"核实结论：{write_attestations(with_added((), kept.attestations), folder)}")
        write_page(card.to_json(), folder / CARD_NAME)
    except OSError as fault:
        raise BadInputError(f"{folder}: 不能写入这个文件夹（{fault.strerror}）") from fault
    return lines
