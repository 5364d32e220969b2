"""Network facts of a case: under `network` lists of rows of portal.network_facts, by table name.

A time is written `at: -3` or `at: -3.5`: days before the day of the cases. A probe may be repeated: `times: 168, every: 60` gives 168 of them, the
first at `at`, sixty minutes apart. A certificate's dates are days from the time it was seen. `parts: 20` gives a home page twenty different parts,
`parts: [a, b]` just these.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from portal.network_facts import Certificate, Delegation, HomeView, Probe
from portal.states import CertificateFault, Fault, ProbeState

NetworkFact = Probe | Delegation | Certificate | HomeView
Values = dict[str, Any]


def network_rows(network: dict[str, list[Values]], now: datetime) -> Iterator[NetworkFact]:
    """Rows of all kinds."""
    makers: dict[str, Callable[[Values], Iterator[NetworkFact]]]
    makers = {"probe": _probes, "delegation": _delegation, "certificate": _certificate, "home_view": _view}
    for table, rows in network.items():
        for row in rows:
            values = dict(row)
            values["at"] = now + timedelta(days=values.get("at", 0))
            yield from makers[table](values)


def _probes(values: Values) -> Iterator[Probe]:
    times, every = values.pop("times", 1), timedelta(minutes=values.pop("every", 60))
    state = ProbeState[values.pop("state", "opened").upper()]
    fault = Fault[values.pop("fault").upper()] if "fault" in values else None
    defaults: Values = {"site": "www.qinghexia.gov.cn/", "url": "http://www.qinghexia.gov.cn/", "limit_ms": 15000}
    start = values.pop("at")
    for number in range(times):
        yield Probe(**(defaults | values), at=start + number * every, state=state, fault=fault)


def _delegation(values: Values) -> Iterator[Delegation]:
    yield Delegation(**values)


def _certificate(values: Values) -> Iterator[Certificate]:
    at = values["at"]
    for name in ("not_before", "not_after"):
        if name in values:
            values[name] = at + timedelta(days=values[name])
    fault = CertificateFault[values.pop("fault").upper()] if "fault" in values else None
    defaults: Values = {"host": "www.qinghexia.gov.cn", "address": "202.96.1.15", "port": 443}
    yield Certificate(**(defaults | values), fault=fault)


def _view(values: Values) -> Iterator[HomeView]:
    parts = values.pop("parts", 20)
    words = tuple(f"第{number}项" for number in range(parts)) if isinstance(parts, int) else tuple(map(str, parts))
    address = {4: "202.96.1.15", 6: "2409:8080::15"}[values["family"]]
    defaults: Values = {"address": address, "port": 80, "status": 200, "title": "青禾县人民政府"}
    yield HomeView(**(defaults | values), parts=words)
