"""The contract of a check (检查项约定): parameters as a Pydantic model, texts, worst severity, and a pure function.

A check is a `Check` in the room its id names (`disclosure.guide` in `checks/disclosure/`); `checks.catalogue` finds them all. The function's
docstring gives inputs, outcome rules, units and the clause it serves; `docs/checks/` is generated from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from checks.assessment import Assessment, Context
from checks.outcomes import Severity
from portal.storage.snapshot import Snapshot


class Parameters(BaseModel):
    """Base of every check's parameters: unknown names are refused, values are checked."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


ParametersT = TypeVar("ParametersT", bound=Parameters, contravariant=True)


class CheckFunction(Protocol[ParametersT]):
    """The function of a check."""

    __doc__: str | None

    def __call__(self, snapshot: Snapshot, parameters: ParametersT, context: Context) -> Assessment: ...


@dataclass(frozen=True)
class Texts:
    """What a report says about a check, in Chinese."""

    title: str  # what it decides, in few words
    required: str  # what is required
    method: str  # how it was tested
    basis: str  # what it rests on
    remedy: str  # how to mend it
    effort: str  # how much work that is: 小 | 中 | 大


@dataclass(frozen=True)
class Kind:
    """One kind of defect a check can find: its Chinese words, and the most a finding of it weighs (less where it is only suspected)."""

    words: str
    severity: Severity
    may_come: bool = False  # something missing, which may still come while the period asked is running


@dataclass(frozen=True)
class Check:
    """One check of the catalogue."""

    id: str
    parameters: type[Parameters]
    texts: Texts
    worst: Severity
    kinds: dict[str, Kind]
    function: Callable[[Snapshot, Any, Context], Assessment]
    searches: tuple[str, ...] = ()  # words it looks for in the site's texts beside those of its parameters

    def assess(self, snapshot: Snapshot, values: dict[str, Any], context: Context) -> Assessment:
        """Run the check with parameters as written in a ruleset; raises pydantic.ValidationError for wrong ones."""
        return self.function(snapshot, self.parameters.model_validate(values), context)


def check(
    id: str,  # noqa: A002 (the field's own name)
    *,
    parameters: type[ParametersT],
    texts: Texts,
    worst: Severity,
    kinds: dict[str, Kind],
    searches: tuple[str, ...] = (),
) -> Callable[[CheckFunction[ParametersT]], Check]:
    """Make a function the check `id`. `searches`: words it searches the texts for that no parameter names; all are found in one pass."""

    def register(function: CheckFunction[ParametersT]) -> Check:
        return Check(id, parameters, texts, worst, kinds, function, searches)

    return register
