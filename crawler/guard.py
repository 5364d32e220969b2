"""The guard against private addresses (内网地址防护): which addresses a public auditor may connect to."""

import ipaddress

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# All global unicast addresses there are (RFC 4291, the IANA registry). What lies outside and is no NAT64: site-local addresses (fec0::/10), a network's own NAT64
# (64:ff9b:1::/48) and the older ways to write an IPv4 address (::127.0.0.1, ::ffff:0:127.0.0.1), which `ipaddress` takes for global.
_UNICAST = ipaddress.IPv6Network("2000::/3")


class PrivateAddressError(OSError):
    """A name or address leads into a private network, to this machine, or nowhere public."""


def literal(host: str) -> IPAddress | None:
    """The address a host is, when it is one and not a name; brackets and a zone are taken off."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def is_public(address: str) -> bool:
    """Whether an address is globally reachable, together with the IPv4 address it may carry inside (mapped, 6to4, Teredo, NAT64)."""
    found = literal(address)
    if found is None or (isinstance(found, ipaddress.IPv6Address) and not (found in _UNICAST or found in _NAT64)):
        return False
    return all(each.is_global and not each.is_multicast for each in (found, *_embedded(found)))


def _embedded(address: IPAddress) -> list[IPAddress]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    carried: list[IPAddress | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in carried if each is not None]


def is_ipv4_in_ipv6(address: str) -> bool:
    """Whether an address is an IPv4 one written as IPv6 (`::ffff:192.0.2.1`), which no IPv6 network carries."""
    return getattr(literal(address), "ipv4_mapped", None) is not None
