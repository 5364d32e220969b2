"""Planting: named transformations of a healthy draft, each leaving a trace for the key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, Protocol

from demo.draft import Draft

P = ParamSpec("P")


@dataclass(frozen=True)
class Consequence:
    """A finding of another check that a defect brings with it; not ``required`` where that check's parameters decide."""

    check: str
    kind: str
    element: str | None = None
    target: str | None = None
    required: bool = True


@dataclass(frozen=True)
class Trace:
    """Where a planted defect is to be found.

    ``target`` and ``pages`` are paths or absolute addresses; ``pages`` None means every page that holds a link to
    ``target``. ``also`` are findings of other checks.
    """

    note: str
    element: str | None = None
    target: str | None = None
    pages: Sequence[str] | None = ()
    also: tuple[Consequence, ...] = ()


@dataclass(frozen=True)
class Lookalike:
    """Something that looks like a defect and is none; ``check`` must not fail for it (``info`` tells what it may list)."""

    check: str
    note: str
    target: str
    pages: Sequence[str] | None = ()
    info: str | None = None


@dataclass
class Planting:
    """A draft with the traces of what was planted on it: name of the defect, check, kind, trace."""

    draft: Draft
    traces: list[tuple[str, str, str, Trace]] = field(default_factory=list)
    lookalikes: list[tuple[str, Lookalike]] = field(default_factory=list)


class Plan(Protocol):
    """One step of a plan: a defect or look-alike with its options."""

    def plant(self, planting: Planting) -> None: ...


@dataclass(frozen=True)
class _Defect:
    name: str
    check: str
    kind: str
    apply: Callable[[Draft], Trace]

    def plant(self, planting: Planting) -> None:
        planting.traces.append((self.name, self.check, self.kind, self.apply(planting.draft)))


@dataclass(frozen=True)
class _Decoy:
    name: str
    apply: Callable[[Draft], Lookalike]

    def plant(self, planting: Planting) -> None:
        planting.lookalikes.append((self.name, self.apply(planting.draft)))


REGISTRY: dict[tuple[str, str], list[str]] = {}
"""Check and kind to the names of the defects that lead to it."""


def defect(check: str, kind: str) -> Callable[[Callable[Concatenate[Draft, P], Trace]], Callable[P, Plan]]:
    """Make a transformation of a draft a defect of ``check`` and ``kind``; calling it with options gives a plan."""

    def register(transform: Callable[Concatenate[Draft, P], Trace]) -> Callable[P, Plan]:
        name: str = getattr(transform, "__name__", kind)
        REGISTRY.setdefault((check, kind), []).append(name)

        def plan(*args: P.args, **options: P.kwargs) -> Plan:
            return _Defect(name, check, kind, _bound(transform, args, options))

        return plan

    return register


def decoy(transform: Callable[Concatenate[Draft, P], Lookalike]) -> Callable[P, Plan]:
    """Make a transformation of a draft a look-alike; calling it with options gives a plan."""
    name: str = getattr(transform, "__name__", "decoy")

    def plan(*args: P.args, **options: P.kwargs) -> Plan:
        return _Decoy(name, _bound(transform, args, options))

    return plan


def _bound(transform: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Callable[[Draft], Any]:
    return lambda draft: transform(draft, *args, **options)
