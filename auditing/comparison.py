"""A fresh card is compared with the site's earlier run (与上次检查比较), found beside it or named with --previous."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditing.earlier_runs import Told, comparable_sites
from auditing.exits import BadInputError
from auditing.judgement import judge_snapshot, open_snapshot, read_card, tool
from auditing.runs import SNAPSHOT_NAME, run_age
from portal.storage.manifest import FILE_NAME as MANIFEST_NAME
from portal.storage.snapshot import Snapshot
from reports.comparison.comparing import Previous, compare
from reports.comparison.sight import CardSight, SnapshotSight
from reports.scorecard import Scorecard
from rulesets.loading import builtins


@dataclass(frozen=True)
class Judging:
    """How the card was judged, so that an earlier snapshot can be judged the same way: names of rulesets, options of `judge_snapshot`."""

    rulesets: list[str]
    options: dict[str, Any] = field(default_factory=dict)


def compare_with_earlier(
    card: Scorecard, snapshot: Snapshot, folder: Path, judging: Judging, told: Told, named: Path | None = None
) -> None:
    """Fill what a card says of changes since the earlier run, if there is one.

    `folder`: the site's folder in this run; `named`: the site's folder in the run to compare with, else the newest one that fits. Nothing about
    an earlier run ends in a fault: `told` hears of it, and the card says so.
    """
    faults: list[str] = []

    def remark(line: str) -> None:
        told(line)
        faults.append(line)

    quick = card.run.quick  # of a card whose head cannot be read the log knows from `auditing.carried`
    sites = (site.folder for site in comparable_sites(folder, card.run.started, quick=quick, told=faults.append))
    found = _earlier(card, [named] if named else sites, remark)
    if found is None:
        return
    place, before = found
    with ExitStack() as opened:
        there = snapshot_beside(place, told)
        if there is not None:
            opened.enter_context(closing(there))
        previous = Previous(
            run=place.parent.name,
            card=before,
            sight=SnapshotSight(there, snapshot) if there else CardSight(before.run),
            again=_again(there, card, before, judging, told) if there else None,
            remarks=tuple(_remarks(faults, place)),
        )
        compare(card, SnapshotSight(snapshot, there), previous)


def _remarks(faults: list[str], place: Path) -> Iterator[str]:
    """What the card says of runs that would have been compared had they been readable: those after the one that was."""
    for fault in faults:
        path, _, words = fault.partition(": ")
        if run_age(Path(path).parent.parent) > run_age(place.parent):
            yield f"有一次更近的检查（{Path(path).parent.parent.name}）没有用来比较：{words}"


def _earlier(card: Scorecard, places: Iterable[Path], told: Told) -> tuple[Path, Scorecard] | None:
    """The newest earlier run that judged by one of this card's rulesets, else the newest at all."""
    ids = {ruleset.id for ruleset in card.rulesets}
    first = None
    for place, before in _readable(card, places, told):
        if ids.intersection(ruleset.id for ruleset in before.rulesets):
            return place, before
        first = first or (place, before)
    return first


def _readable(card: Scorecard, places: Iterable[Path], told: Told) -> Iterator[tuple[Path, Scorecard]]:
    for place in places:
        try:
            before = read_card(place)
        except BadInputError as fault:
            told(str(fault))
            continue
        if before.run.started < card.run.started:
            yield place, before
        else:
            told(f"{place}: 不早于本次检查")


def snapshot_beside(place: Path, told: Told) -> Snapshot | None:
    """The snapshot beside a card, None where there is none that can be read."""
    folder = place / SNAPSHOT_NAME
    if not (folder / MANIFEST_NAME).is_file():
        return None
    try:
        return open_snapshot(folder)
    except BadInputError as fault:
        told(str(fault))
        return None


def _again(there: Snapshot, card: Scorecard, before: Scorecard, judging: Judging, told: Told) -> Scorecard | None:
    """The earlier snapshot judged under the present rules, where they are others than it was judged by."""
    if not _rules_differ(card, before):
        return None
    try:
        return judge_snapshot(there, judging.rulesets, **{**judging.options, "as_of": before.as_of})
    except (BadInputError, sqlite3.Error) as fault:
        told(f"上次的快照不能重新评判：{fault}")
        return None


def with_present_rules(there: Snapshot, card: Scorecard, before: Scorecard, told: Told) -> Scorecard | None:
    """The same where nobody tells how the card was judged: only when this program still has its rules, and is the one that judged it."""
    names = [ruleset.id for ruleset in card.rulesets]
    known = {ruleset.id: ruleset.version for ruleset in builtins()}
    if card.tool.version != tool().version or any(known.get(each.id) != each.version for each in card.rulesets):
        return None
    given = {"level": card.site.level, "kind": card.site.kind}
    return _again(there, card, before, Judging(names, given), told)


def _rules_differ(card: Scorecard, before: Scorecard) -> bool:
    versions = {ruleset.id: ruleset.version for ruleset in before.rulesets}
    changed = any(versions.get(ruleset.id, ruleset.version) != ruleset.version for ruleset in card.rulesets)
    return changed or card.tool.version != before.tool.version
