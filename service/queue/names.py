"""Names of the queue (队列名称): which kinds of work there are, and the locks that keep them apart."""

from uuid import UUID

AUDITS = "audits"  # one site each, as many at once as a worker has slots
HOUSE = "house"  # what is due each minute; never waits for audits
AUDIT_TASK = "audit"
AT_ONCE = 1000  # added to the priority of what does not wait for the night: the queue holds all of a host back behind the first of equal priority


def audit_lock(audit: UUID) -> str:
    """By which an audit waits in the queue once only."""
    return f"audit:{audit}"


def host_lock(host: str) -> str:
    """By which a host is crawled by one job at a time, whatever the machine."""
    return f"host:{host}"


def judging_lock(site: UUID) -> str:
    """By which stored snapshots of a site are judged one at a time; its host is not asked."""
    return f"judging:{site}"
