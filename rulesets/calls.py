"""Calls of checks in a ruleset (检查项调用): whether each is known and takes its parameters, and what it says in full."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from checks.catalogue import CATALOGUE
from rulesets.consistency import Catalogue
from rulesets.document import Document, Path
from rulesets.faults import Fault
from rulesets.model import CheckCall
from rulesets.spelling import shortened, suggestion
from rulesets.wording import model_faults
from rulesets.years import filled

MOST_ERRORS = 300  # of one call; more help nobody
SOME_YEAR = 2020  # stands in for the year where a document has none, so that its placeholders can be examined


def call_faults(document: Document, catalogue: Catalogue) -> Iterator[Fault]:
    """Faults of every check call, also in requirements that are wrong otherwise."""
    stated = document.value.get("year")
    year = stated if isinstance(stated, int) else SOME_YEAR
    for position, row in mappings(document.value.get("requirements")):
        for number, call in mappings(row.get("assess")):
            if isinstance(call.get("check"), str):
                yield from one_call(document, ("requirements", position, "assess", number), call, catalogue, year)


def one_call(
    document: Document, path: Path, call: dict[str, Any], catalogue: Catalogue, year: int = SOME_YEAR
) -> Iterator[Fault]:
    """Faults of one check call: the check is known and takes these parameters, as they read in the document's year."""
    check = catalogue.get(call["check"])
    if check is None:
        words = shortened(call["check"])
        yield document.fault((*path, "check"), f"没有叫“{words}”的检查项", suggestion(call["check"], catalogue))
        return
    values = call.get("with") or {}
    try:
        check.parameters.model_validate(filled(values, year))
    except ValidationError as error:
        if isinstance(values, dict):
            errors = error.errors(include_url=False)[:MOST_ERRORS]
            yield from model_faults(document, (*path, "with"), errors, check.parameters)


def mappings(rows: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings of a list, with their positions."""
    if isinstance(rows, list):
        yield from ((position, row) for position, row in enumerate(rows) if isinstance(row, dict))


def in_full(call: CheckCall) -> dict[str, Any]:
    """Parameters of a call in the long form, in which `1` and `1.0`, `normative` and `{kind: normative}` are the same."""
    try:
        values = CATALOGUE[call.check].parameters.model_validate(call.with_)
    except (KeyError, ValidationError):  # a ruleset that was not examined, or a placeholder for the year
        return call.model_dump(mode="json", by_alias=True)
    return values.model_dump(mode="json", exclude_unset=True)
