"""Rows of a snapshot about a site's network side (网络事实): availability probes, delegation, certificates, the home page over either family.

As in `portal.facts`: one class per table of `schema.sql`, times are aware UTC datetimes, durations milliseconds.
"""

from dataclasses import dataclass
from datetime import datetime

from portal.states import CertificateFault, Fault, ProbeState


@dataclass(slots=True)
class Probe:
    """One availability probe (可用性探测): the home page loaded whole, redirects included, within a limit."""

    site: str  # the probed address without its scheme, see portal.probes.site_key
    url: str
    at: datetime
    state: ProbeState
    elapsed_ms: int
    limit_ms: int  # how long the probe would have waited
    status: int | None = None
    fault: Fault | None = None
    final_url: str = ""
    peer: str = ""  # address connected to
    proxied: bool = False  # through a proxy, whose faults are not the site's
    detail: str = ""


@dataclass(slots=True)
class Delegation:
    """One question to one name server of a zone over IPv6 (域名授权); `error` says why there was no authoritative answer.

    `error`: `no_aaaa` (its name has no IPv6 address), `no_route` (this machine has none), `private`, `timeout`, `refused`, `lame` (it does not
    serve the zone), `unanswered` (its address could not be asked for); empty when it answered.
    """

    zone: str
    server: str  # name of the name server; empty when the zone's name servers could not be asked for
    at: datetime
    address: str = ""
    error: str = ""
    elapsed_ms: int = 0


@dataclass(slots=True)
class Certificate:
    """The certificate one address shows for the host (证书); `fault` is what a browser would object to."""

    host: str
    address: str
    port: int
    at: datetime
    fault: CertificateFault | None = None
    detail: str = ""
    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    not_before: datetime | None = None
    not_after: datetime | None = None
    protocol: str = ""  # TLSv1.3, …


@dataclass(slots=True)
class HomeView:
    """The home page as one address shows it (首页内容): its words and links, white space folded, nothing else changed."""

    family: int  # 4 or 6
    address: str
    port: int
    at: datetime
    url: str = ""  # where redirects on the same host ended
    status: int | None = None
    error: str = ""
    title: str = ""
    parts: tuple[str, ...] = ()  # words of the text, then link labels with their addresses
    upgrades: bool = False  # the page has browsers load http:// resources over https
