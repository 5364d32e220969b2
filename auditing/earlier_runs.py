"""Earlier runs of a site (往次检查): the site's folders in the runs beside this one, the newest crawl first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ValidationError
from pydantic_core import from_json

from auditing.runs import CARD_NAME, SNAPSHOT_NAME, run_age
from portal.storage.manifest import FILE_NAME as MANIFEST_NAME

Told = Callable[[str], None]  # hears of cards that cannot be read, a line each
HEAD = 1 << 16  # bytes of a card in which site and run stand; findings follow


def _unheard(line: str) -> None:
    """For callers that do not ask."""


class _Run(BaseModel):
    started: AwareDatetime
    quick: bool = False


class _Site(BaseModel):
    outcome: str | None = None


class _Head(BaseModel):
    """The part of a card that tells whether another run may be compared with it."""

    site: _Site
    run: _Run


@dataclass(frozen=True)
class EarlierSite:
    """A site's folder in an earlier run. `quick`: 快速检查; `audited`: the site could be judged; `kept`: its snapshot is there."""

    folder: Path
    started: datetime
    quick: bool
    audited: bool
    kept: bool

    @property
    def run(self) -> str:
        """Name of the run's folder."""
        return self.folder.parent.name


def earlier_site_folder(folder: Path, started: datetime, *, quick: bool, told: Told = _unheard) -> Path | None:
    """The site's folder in the newest earlier run that this one may be compared with, else None.

    `folder`: the site's folder in this run; `started`: when this run's crawl began; `quick`: whether it is a quick check.
    """
    return next((site.folder for site in comparable_sites(folder, started, quick=quick, told=told)), None)


def comparable_sites(folder: Path, started: datetime, *, quick: bool, told: Told = _unheard) -> Iterator[EarlierSite]:
    """Earlier runs like this one: those that judged the site, none that only looked at its front unless this one does too."""
    found = earlier_sites(folder, started, told)
    return (site for site in found if site.audited and (quick or not site.quick))


def earlier_sites(folder: Path, started: datetime, told: Told = _unheard) -> list[EarlierSite]:
    """All runs beside this one that hold a card of the site whose crawl began earlier, newest first.

    Of several cards of one crawl (`gongkai judge`) the one beside its snapshot comes first.
    """
    parent = folder.resolve().parent.parent
    found = []
    for card in parent.glob(f"*/{folder.name}/{CARD_NAME}"):
        if card.parent == folder.resolve():
            continue
        try:
            head = _head(card)
        except (OSError, ValueError) as fault:
            told(f"{card}: 读不出这次检查的结果（{_first_line(fault)}）")
            continue
        if head.run.started < started:
            found.append(_site(card.parent, head))
    return sorted(found, key=lambda site: (site.started, site.kept, run_age(site.folder.parent)), reverse=True)


def _site(folder: Path, head: _Head) -> EarlierSite:
    kept = (folder / SNAPSHOT_NAME / MANIFEST_NAME).is_file()
    return EarlierSite(folder, head.run.started, head.run.quick, head.site.outcome is None, kept)


def _head(card: Path) -> _Head:
    """The head of a card, without reading its thousands of findings; raises OSError, ValueError."""
    with card.open("rb") as file:
        begun = file.read(HEAD)
        try:
            return _Head.model_validate(_parsed(begun))
        except ValueError:  # a name that is longer than that, or no card
            return _Head.model_validate(_parsed(begun + file.read()))


def _parsed(text: bytes) -> Any:
    return from_json(text, allow_partial=True)


def _first_line(fault: OSError | ValueError) -> str:
    if isinstance(fault, ValidationError):
        return f"{'.'.join(map(str, fault.errors()[0]['loc'])) or '整个文件'} 有误"
    return str(fault).splitlines()[0] if str(fault) else type(fault).__name__
