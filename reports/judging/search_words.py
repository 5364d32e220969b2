"""Words the checks may search a site's texts for (检索用语): known before judging, so that all are found in one pass."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checks.catalogue import CATALOGUE
from rulesets.model import Ruleset


def words_of(rulesets: Sequence[Ruleset]) -> set[str]:
    """What checks may search the site's texts for: all that the rulesets' parameters say in words, and the checks' own words."""
    calls = [
        call for ruleset in rulesets for row in ruleset.requirements if row.assess != "manual" for call in row.assess
    ]
    terms = {term for call in calls for term in _strings([call.with_, CATALOGUE[call.check].searches])}
    return {word for term in terms for word in term.split("|")}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (word for part in value.values() for word in _strings(part))
    elif isinstance(value, list | tuple):
        yield from (word for part in value for word in _strings(part))
