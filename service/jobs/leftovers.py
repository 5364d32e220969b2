"""Work folders of audits that have ended (残留文件夹): another machine ended them, or this one was cut off before it could clear them."""

import shutil
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from service.database.sessions import Sessions
from service.database.tables import Audit
from service.database.tables.runs import ENDED
from service.settings import Settings


def clear_leftovers(settings: Settings, sessions: Sessions) -> int:
    """Remove this machine's folders of audits that nobody will go on with; returns how many. Folders that are not ours are left."""
    there = {number: folder for folder in _folders(settings.work_dir) if (number := _number(folder)) is not None}
    with sessions() as session:
        open_ones = set(session.scalars(select(Audit.id).where(Audit.id.in_(there), Audit.state.not_in(ENDED))))
    over = [folder for number, folder in there.items() if number not in open_ones]
    for folder in over:
        shutil.rmtree(folder, ignore_errors=True)
    return len(over)


def _folders(work_dir: Path) -> list[Path]:
    return [path for path in work_dir.iterdir() if path.is_dir()] if work_dir.is_dir() else []


def _number(folder: Path) -> UUID | None:
    try:
        return UUID(folder.name)
    except ValueError:
        return None
