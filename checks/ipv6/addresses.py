"""IPv6 addresses (IPv6 地址): which AAAA records count."""

import ipaddress

from checks.assessment import Evidence
from checks.ipv6.delegation import HOSTS_FILE
from portal.facts import DnsAnswer
from portal.storage.snapshot import Snapshot

NO_ADDRESS_ERRORS = {"nxdomain", "no_answer"}


def is_address(host: str) -> bool:
    """Whether a host is an IP literal and not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def evidence_of(snapshot: Snapshot, excerpt: str) -> tuple[Evidence, ...]:
    """Words about the site as a whole."""
    return (Evidence(url=snapshot.site.url, excerpt=excerpt),)


def defect_of(answer: DnsAnswer) -> str | None:
    """Why an AAAA record does not count; None when it does."""
    address = ipaddress.IPv6Address(answer.value)
    if address.ipv4_mapped or _is_compatible(address):
        return "mapped_aaaa"
    if not address.is_global and answer.source != HOSTS_FILE:
        return "local_aaaa"
    return None


def _is_compatible(address: ipaddress.IPv6Address) -> bool:
    """Whether an address is an IPv4 one with zeros before it (`::1.2.3.4`), the older form of mapping."""
    return 0xFFFF < int(address) < 2**32
