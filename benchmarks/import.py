"""Round trip of the importer (起草往返): each document drafted by `gongkai rules import`, against the ruleset made of it by hand.

    python -m benchmarks.import DOCUMENTS_DIR

For every `ID.txt` (or docx, pdf, html) in the directory with a built-in ruleset ID: clauses found, by place; units, as sets, leading and
cooperating; deadlines; strengths; and checks proposed that the hand-made ruleset uses as well. A clause is what `clause` names: its row where it has
one, else its number, which the convention of docs/rulesets.md makes unique in a document. `evidence.search` and `manual`, which are what a clause without a check falls back on, are no proposals.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.tables import arguments, table
from rulesets.importing.characters import even
from rulesets.importing.opening import draft_document
from rulesets.lint import examine
from rulesets.loading import builtin_ids, load
from rulesets.model import Requirement, Ruleset, Strength

Place = tuple[str, str]
FALLBACK = "evidence.search"


@dataclass
class Tally:
    """Counts of one document, or of all."""

    hand_made: int = 0
    drafted: int = 0
    found: int = 0
    units: int = 0
    deadlines: int = 0
    strengths: int = 0
    too_strong: int = 0  # encouraged in the hand-made ruleset, must in the draft
    checks_hand_made: int = 0
    checks_drafted: int = 0
    checks_shared: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take another document's counts in."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


def compared(draft: Ruleset, hand_made: Ruleset) -> Tally:
    """Counts for one document."""
    expected, found = clauses(hand_made), clauses(draft)
    shared = [place for place in expected if place in found]
    tally = Tally(len(expected), len(found), len(shared))
    tally.wrong += [f"{place}：没有找到" for place in expected if place not in found]
    tally.wrong += [f"{place}：原文没有" for place in found if place not in expected]
    for place in shared:
        compare_clause(place, found[place], expected[place], tally)
    return tally


def compare_clause(place: Place, draft: list[Requirement], hand_made: list[Requirement], tally: Tally) -> None:
    """Add one clause's agreement to the tally."""
    ours, theirs = units_of(draft), units_of(hand_made)
    tally.units += noted(tally, ours == theirs, f"{place} 责任单位：{ours} 应为 {theirs}")
    days: set[date | None] = {part.due for part in hand_made if part.due}
    due = {part.due for part in draft}
    tally.deadlines += noted(tally, due <= (days or {None}), f"{place} 期限：{due} 应为 {days}")
    strengths = {part.strength for part in hand_made}
    own = {part.strength for part in draft}
    tally.strengths += noted(tally, bool(own & strengths), f"{place} 约束力：{own} 应为 {strengths}")
    tally.too_strong += strengths == {Strength.ENCOURAGED} and Strength.MUST in own
    proposed, used = checks_of(draft), checks_of(hand_made)
    tally.checks_hand_made += len(used)
    tally.checks_drafted += len(proposed)
    tally.checks_shared += len(used & proposed)
    if proposed != used:
        tally.wrong.append(f"{place} 检查：多 {sorted(proposed - used)} 少 {sorted(used - proposed)}")


def noted(tally: Tally, agrees: bool, words: str) -> bool:
    """Whether it agrees; what does not is kept for `--wrong`."""
    if not agrees:
        tally.wrong.append(words)
    return agrees


def clauses(ruleset: Ruleset) -> dict[Place, list[Requirement]]:
    """Requirements by the clause they stand for."""
    found: dict[Place, list[Requirement]] = {}
    for requirement in ruleset.requirements:
        clause = requirement.clause
        place = ("row", str(clause.row)) if clause.row else ("number", clause.number or clause.section)
        found.setdefault(place, []).append(requirement)
    return found


def units_of(parts: Iterable[Requirement]) -> tuple[frozenset[str], frozenset[str]]:
    """Leading and cooperating units of all parts of a clause, widths of marks made equal."""
    kept = list(parts)
    lead = frozenset(even(name) for part in kept for name in part.units.lead)
    return lead, frozenset(even(name) for part in kept for name in part.units.cooperating) - lead


def checks_of(parts: Iterable[Requirement]) -> set[str]:
    """Checks of all parts of a clause but the fallback."""
    return {call.check for part in parts if part.assess != "manual" for call in calls(part)} - {FALLBACK}


def calls(requirement: Requirement) -> Iterable[Any]:
    """Calls of a requirement that is judged by checks."""
    return () if isinstance(requirement.assess, str) else requirement.assess


def row(name: str, tally: Tally) -> dict[str, Any]:
    """One line of the table."""
    return {
        "document": name,
        "clauses": tally.hand_made,
        "recall": share(tally.found, tally.hand_made),
        "precision": share(tally.found, tally.drafted),
        "units": share(tally.units, tally.found),
        "deadlines": share(tally.deadlines, tally.found),
        "strength": share(tally.strengths, tally.found),
        "encouraged as must": tally.too_strong,
        "checks recall": share(tally.checks_shared, tally.checks_hand_made),
        "checks precision": share(tally.checks_shared, tally.checks_drafted),
    }


def share(part: int, whole: int) -> float:
    """A share with enough digits that 0.95 can be told from 0.949."""
    return round(part / whole, 4) if whole else 1.0


def round_trips(directory: Path) -> dict[str, Tally]:
    """Tallies of all documents of the directory that have a built-in ruleset; a draft that does not lint ends the run."""
    tallies: dict[str, Tally] = {}
    for path in sorted(directory.iterdir()):
        if path.stem in builtin_ids() and path.suffix in (".txt", ".docx", ".pdf", ".html"):
            text = draft_document(path).text
            examined = examine(text, path.stem)
            if examined.ruleset is None:
                raise SystemExit("\n".join(map(str, examined.faults)))
            tallies[path.stem] = compared(examined.ruleset, load(path.stem))
    return tallies


def main() -> None:
    """Print the table; with --wrong, every difference."""
    parser = arguments(__doc__ or "")
    parser.add_argument("directory", type=Path, help="folder of the documents")
    parser.add_argument("--wrong", action="store_true", help="print every difference")
    given = parser.parse_args()
    tallies = round_trips(given.directory)
    if not tallies:
        raise SystemExit(f"{given.directory}: no document with a built-in ruleset")
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally)
    print(table([*(row(name, tally) for name, tally in tallies.items()), row("all", whole)]))
    if given.wrong:
        print("\n".join(f"{name} {line}" for name, tally in tallies.items() for line in tally.wrong))


if __name__ == "__main__":
    main()
