"""Network options that can be found unusable before anything is fetched (网络选项核对)."""

from pathlib import Path

from auditing.exits import BadInputError
from crawler.hosts_table import HostsTable
from crawler.options import nameserver_of


def refuse_bad_network(hosts: Path | None, nameserver: str | None) -> None:
    """Raise BadInputError for a host table or name server address that cannot be read."""
    try:
        if hosts:
            HostsTable.read(hosts)
    except ValueError as fault:
        raise BadInputError(str(fault)) from fault
    try:
        if nameserver:
            nameserver_of(nameserver)
    except ValueError as fault:
        raise BadInputError(f"--nameserver “{nameserver}”不对，应写成 203.0.113.53 或 203.0.113.53:5353") from fault
