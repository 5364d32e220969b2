"""What the crawl may not have seen (未见部分): before anything is called missing, ask here whether it could stand where nobody looked."""

import re
from dataclasses import dataclass

from checks.outcomes import Reason
from portal.facts import Column
from portal.states import Fill
from portal.storage.snapshot import Snapshot

INTERRUPTED = "interrupted"  # Run.stopped_by
UNREAD = (Fill.SCRIPTED, Fill.UNREAD)


@dataclass(frozen=True)
class Gap:
    """Why something may exist that was not seen: words for a report, and the reason code an unknown answer bears."""

    words: str
    reason: Reason


def gap(snapshot: Snapshot, names: re.Pattern[str] | None = None) -> Gap | None:
    """The weightiest reason why something may have been missed; None when all that could hold it was read.

    `names`: columns in which it would stand (searched in their names); None: only the crawl as a whole is asked.
    """
    if cut := cut_short(snapshot):
        return cut
    if snapshot.home() is None:
        return Gap("首页没有读到", Reason.NOT_FETCHED)
    unread = unread_columns(snapshot, names) if names else []
    if not unread:
        return None
    scripted = unread[0].fill is Fill.SCRIPTED
    return Gap(f"栏目“{unread[0].name}”没有读取到内容", Reason.NO_BROWSER if scripted else Reason.NOT_FETCHED)


def cut_short(snapshot: Snapshot) -> Gap | None:
    """That the crawl ended before all was read; None when it did not."""
    run = snapshot.manifest.run
    stopped = run.stopped_by
    if run.quick and stopped != INTERRUPTED:
        return Gap("快速检查只看首页和政府信息公开专栏", Reason.QUICK)
    if not stopped:
        return None
    return Gap("抓取没有完成", Reason.INTERRUPTED if stopped == INTERRUPTED else Reason.BUDGET)


def unread_columns(snapshot: Snapshot, names: re.Pattern[str]) -> list[Column]:
    """Columns of such names whose content could not be read."""
    return [column for column in snapshot.columns() if column.fill in UNREAD and names.search(column.name)]
