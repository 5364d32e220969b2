"""Taking back what this machine may be to blame for (撤回存疑结论): no accusation rests on a network that never worked."""

from collections.abc import Iterable

from crawler.guard import is_public, literal
from crawler.hosts_table import HostsTable
from crawler.journal import Journal, Note
from crawler.resolving import never_exists
from crawler.scopes import host_of
from portal.states import Fault, LinkState
from portal.storage.recorder import Recorder

_OF_THE_ROUTE = (Fault.REFUSED, Fault.TIMEOUT, Fault.CONNECTION, Fault.TLS)


def withdraw_dns(recorder: Recorder, journal: Journal) -> None:
    """Names that do not resolve become suspect: to be called where no name ever did. Those that can never exist stay broken."""
    doubtful = [row for row in _broken(recorder, (Fault.DNS,)) if not never_exists(host_of(row[1]))]
    _withdraw(recorder, doubtful)
    if doubtful:
        journal.note(Note.DNS_UNPROVEN, f"{len(doubtful)} targets")


def withdraw_route(recorder: Recorder, journal: Journal, table: HostsTable, site_host: str) -> None:
    """Other hosts that do not answer become suspect: to be called where no other host ever did.

    Hosts of the host table and addresses of this network need no route to the internet and stay as they are.
    """
    doubtful = [row for row in _broken(recorder, _OF_THE_ROUTE) if _needs_route(host_of(row[1]), table, site_host)]
    _withdraw(recorder, doubtful)
    if doubtful:
        journal.note(Note.ROUTE_UNPROVEN, f"{len(doubtful)} targets")


def withdraw_breakdown(recorder: Recorder, site_host: str) -> None:
    """Addresses of a site that broke down as a whole become suspect: its errors are the site's hour, not one address's fault."""
    faults = (Fault.SERVER_ERROR, *_OF_THE_ROUTE)
    rows = [row for row in _broken(recorder, faults) if host_of(row[1]) == site_host]
    _withdraw(recorder, rows)


def _needs_route(host: str, table: HostsTable, site_host: str) -> bool:
    if host == site_host or host in table:
        return False
    return literal(host) is None or is_public(host)


def _broken(recorder: Recorder, faults: Iterable[Fault]) -> list[tuple[int, str]]:
    """Id and final address of the targets found broken with one of the faults."""
    found: list[tuple[int, str]] = []
    for fault in faults:
        query = "SELECT id, coalesce(nullif(final_url, ''), url) FROM target WHERE state = ? AND fault = ?"
        found += recorder.database.execute(query, (LinkState.BROKEN.value, fault.value)).fetchall()
    return found


def _withdraw(recorder: Recorder, rows: list[tuple[int, str]]) -> None:
    recorder.begin()
    recorder.database.executemany(
        "UPDATE target SET state = ? WHERE id = ?", [(LinkState.SUSPECT.value, target_id) for target_id, _ in rows]
    )
