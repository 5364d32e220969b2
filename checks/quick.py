"""Quick checks (快速检查): what can be told of a site from its home page, its disclosure column, the links on them and its connections.

A fail here is as sure as in a whole check. A pass counts only where the whole check would look at nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from checks.assessment import Assessment, Context, unknown
from checks.contract import Check, Parameters
from checks.outcomes import Outcome, Reason
from portal.storage.snapshot import Snapshot

_ELSEWHERE = frozenset((Reason.BUDGET, Reason.NOT_FETCHED))  # a whole check would have looked there


@dataclass(frozen=True)
class Part:
    """What a quick check takes of a check. `whole`: all it asks can be seen, so that its pass counts; `narrowed`: its parameters then."""

    whole: bool = True
    narrowed: Mapping[str, Any] = field(default_factory=dict)


_HOME_ONLY = Part(whole=False, narrowed={"pages": 0})  # fewer than a ruleset may ask for: the home page alone
QUICK: Mapping[str, Part] = {
    "accessibility.entry": Part(),
    "disclosure.entry": Part(),
    "disclosure.guide": Part(),
    "disclosure.sections": Part(),
    "freshness.homepage": Part(),
    "ipv6.consistency": Part(),
    "ipv6.dns": Part(),
    "ipv6.reachable": Part(),
    "links.homepage": Part(),
    "links.external": Part(whole=False),
    "links.wrong": Part(whole=False),
    "site.annual_statement": Part(),
    "site.availability": Part(),
    "site.domain": Part(),
    "site.find_errors": _HOME_ONLY,
    "site.https": Part(whole=False),
    "site.identity": _HOME_ONLY,
    "site.meta_tags": Part(whole=False, narrowed={"column_pages": 0, "content_pages": 0}),
    "site.name": _HOME_ONLY,
    "site.popups": Part(),
    "site.response_time": Part(),
}


def narrowed(check: Check, parameters: Parameters) -> Parameters:
    """The parameters a quick check runs with: those given, but for what it leaves out."""
    part = QUICK.get(check.id)
    return parameters.model_copy(update=dict(part.narrowed)) if part else parameters


def assess_quickly(check: Check, snapshot: Snapshot, parameters: Parameters, context: Context) -> Assessment:
    """The answer of a check to a quick crawl, for parameters as `narrowed` gives them; unknown, reason `quick`, where it would have to see more."""
    part = QUICK.get(check.id)
    if part is None:
        return unknown(Reason.QUICK)
    found = check.function(snapshot, parameters, context)
    clean = found.outcome in (Outcome.PASS, Outcome.REVIEW) and not found.findings
    if clean and not part.whole:  # a review without any candidate waits for the pages that were left out
        words = "首页上没有发现问题；其余页面快速检查没有看。"
        return replace(found, outcome=Outcome.UNKNOWN, reason=words, reason_code=Reason.QUICK)
    if found.reason_code in _ELSEWHERE:
        return replace(found, reason_code=Reason.QUICK)
    return found
