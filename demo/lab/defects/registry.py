"""Defects by the check they are planted for (问题目录)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from demo.lab.ground import Ground, Planted


class Planter(Protocol):
    """Plants a defect and its look-alike."""

    __name__: str

    def __call__(self, ground: Ground) -> Planted: ...


@dataclass(frozen=True)
class Defect:
    """How a defect of a check is planted, and which kind of finding it is."""

    check: str
    kind: str
    plant: Planter


DEFECTS: dict[str, Defect] = {}
"""Check id to its defect."""


def defect(check: str, kind: str) -> Callable[[Planter], Planter]:
    """Register a planter as the defect of a check."""

    def register(plant: Planter) -> Planter:
        DEFECTS[check] = Defect(check, kind, plant)
        return plant

    return register
