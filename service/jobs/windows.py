"""When an audit may crawl (错峰时段)."""

from datetime import datetime, timedelta

from crawler.off_peak import ZONE, Window
from service.database.tables import Audit, Office, Purpose


def window_of(audit: Audit, office: Office | None) -> Window | None:
    """The hours in which it may crawl: those of its run, else of its site, else of the office; None: always.

    One that was asked for at once, or only judges what is stored, does not wait. A window that cannot be read is none: it was refused when it was set.
    """
    if audit.run.at_once or audit.run.purpose is Purpose.REJUDGE:
        return None
    stated = (audit.run.crawl.get("off_peak"), audit.site.crawl.get("off_peak"), office.off_peak if office else None)
    written = next((each for each in stated if each), None)
    try:
        return Window.parse(written) if written else None
    except ValueError:
        return None


def opening(window: Window | None, now: datetime) -> datetime | None:
    """When it opens next; None where it is open now or there is none."""
    wait = window.wait(now) if window else 0.0
    return (now + timedelta(seconds=wait)).astimezone(ZONE) if wait else None
