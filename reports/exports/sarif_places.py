"""Places of findings as SARIF locations (位置): page addresses with the selector as logical location and the words read as message."""

import re
from typing import Any
from urllib.parse import quote, urlsplit

from reports.scorecard import EvidenceCard, Scorecard
from reports.wording.plaintext import plain, web_address

PLACES = 20  # of one finding; a broken template is on thousands of pages
URI_SIGNS = "!$%&'()*+,/:;=?@~-._"  # what may stand in a path, query or fragment as it is
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def locations(evidence: list[EvidenceCard], card: Scorecard) -> list[dict[str, Any]]:
    """Pages where a finding was seen, at most PLACES; the home page for one without any, since code scanning wants a place."""
    places = [place for place in map(_location, evidence[:PLACES]) if place]
    home = address_uri(card.site.url)
    return places or ([_physical(home)] if home else [])


def related_locations(evidence: list[EvidenceCard]) -> list[dict[str, Any]]:
    """Addresses that link findings are about, each once."""
    targets = dict.fromkeys(address_uri(place.target) for place in evidence[:PLACES] if place.target)
    found = [target for target in targets if target]
    return [{"id": number, **_physical(target), "message": {"text": "链接指向"}} for number, target in enumerate(found)]


def address_uri(url: str | None) -> str | None:
    """`url` as a URI: what RFC 3986 forbids is percent-encoded. None for what is no web address."""
    address = web_address(url)
    try:
        parts = urlsplit(address or "")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if not parts.hostname:
        return None
    host = quote(STRAY_PERCENT.sub("%25", parts.hostname), safe=":.-_~%")
    path, mark, fragment = parts._replace(scheme="", netloc="").geturl().partition("#")
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}{_escaped(path)}{mark}{_escaped(fragment)}"


def _escaped(text: str) -> str:
    return quote(STRAY_PERCENT.sub("%25", text), safe=URI_SIGNS)


def _physical(uri: str) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri}}}


def _location(place: EvidenceCard) -> dict[str, Any] | None:
    uri = address_uri(place.url)
    if uri is None:
        return None
    location = _physical(uri)
    if place.selector:
        location["logicalLocations"] = [{"fullyQualifiedName": plain(place.selector), "kind": "element"}]
    words = plain(place.excerpt or place.page_title)
    return {**location, "message": {"text": words}} if words else location
