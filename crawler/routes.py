"""Whether this machine has a route over IPv6 (IPv6 路由)."""

import socket

from crawler.guard import literal

# A public resolver in China, far enough to need a real route; a datagram socket that is only connected sends nothing.
_FAR_AWAY = "2400:3200::1"


def has_ipv6_route(addresses: list[str]) -> bool:
    """Whether this machine could send IPv6 packets to one of the addresses, or to the internet when there is none.

    A route from a local or unique-local address leads nowhere on the internet and does not count.
    """
    for address in addresses or [_FAR_AWAY]:
        try:
            with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 53))
                source = literal(probe.getsockname()[0])
        except OSError:
            continue
        target = literal(address)
        if source is not None and target is not None and (source.is_global or not target.is_global):
            return True
    return False
