"""What is done by itself, whichever worker comes to it first (定时工作). Each may run twice at once, and anything missed is made up for the next time.

Another theme joins by a line in DUTIES. What a duty needs is imported when it is due: starting a worker waits for none of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from service.database.sessions import Sessions
from service.queue.names import HOUSE
from service.settings import Settings
from service.store.store import Store

MINUTELY = "* * * * *"
QUARTERLY = "*/15 * * * *"
HOURLY = "17 * * * *"
DAILY = "40 19 * * *"  # UTC: twenty to four at night in Beijing


@dataclass(frozen=True)
class House:
    """What duties work on."""

    settings: Settings
    sessions: Sessions
    store: Store
    ending: Event = field(default_factory=Event)  # set when the worker is told to end


@dataclass(frozen=True)
class Duty:
    """`cron` is read in UTC; None: often enough that an audit whose worker died is soon taken up."""

    name: str
    do: Callable[[House], object]
    cron: str | None = MINUTELY


def _hand_over(house: House) -> object:
    from service.queue.handing_over import hand_over_waiting

    return hand_over_waiting(house.sessions)


def _take_back(house: House) -> object:
    from service.jobs.ending import close_ended_runs
    from service.queue.recovery import drop_stale_housework, take_back_lost

    drop_stale_housework(house.sessions, HOUSE, house.settings.lost_after)
    lost = take_back_lost(house.sessions, house.settings.lost_after, house.settings.tries)
    with house.sessions.begin() as session:
        close_ended_runs(session)
    return _hand_over(house) if lost else None


def _schedules(house: House) -> object:
    from service.schedules.ticking import tick

    return tick(house.sessions) and _hand_over(house)


def _mail(house: House) -> object:
    from service.mail.sending import send_due

    return send_due(house.settings, house.sessions)


def _digests(house: House) -> object:
    from service.mail.digests import put_due

    return put_due(house.sessions)


def _retention(house: House) -> object:
    from service.retention.removing import remove_old

    return remove_old(house.settings, house.sessions, house.store)


def _probes(house: House) -> object:
    from service.probes.rounds import probe_due

    return probe_due(house.settings, house.sessions, ending=house.ending)


def _old_probes(house: House) -> object:
    from service.probes.removing import remove_old_probes

    return remove_old_probes(house.sessions)


DUTIES = (
    Duty("take_back", _take_back, cron=None),
    Duty("hand_over", _hand_over),
    Duty("schedules", _schedules),
    Duty("probes", _probes),
    Duty("digests", _digests),
    Duty("mail", _mail),
    Duty("retention", _retention, cron=DAILY),
    Duty("old_probes", _old_probes, cron=DAILY),
)
