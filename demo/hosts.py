"""The static host table (names to addresses) of the played hosts, in the format of the ``--hosts`` option."""

from collections.abc import Iterable

from demo.model import Portal


def hosts_lines(portals: Iterable[Portal], port4: int, port6: int | None, refused: tuple[str, int]) -> list[str]:
    """Lines ``ADDRESS:PORT NAME…``: all names on IPv4, those with an AAAA record on IPv6, and the refusing one.

    ``port6`` is None where the machine has no ``::1``; ``refused`` is the refusing name and its closed port.
    """
    played = list(portals)
    name, closed = refused
    lines = [f"127.0.0.1:{port4} " + " ".join(portal.host for portal in played), f"127.0.0.1:{closed} {name}"]
    if port6 is not None:
        lines.append(f"[::1]:{port6} " + " ".join(portal.host for portal in played if portal.ipv6))
    return lines
