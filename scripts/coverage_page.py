"""The page docs/coverage.md: how much of every document checks, searches and people judge, clause by clause."""

from rulesets.coverage import Coverage, CoveredClause, Reach, Way, clauses
from rulesets.loading import builtins
from rulesets.model import Requirement, Ruleset
from scripts.markdown import joined, table

NOTICE = "<!-- Written by `make docs` from the rulesets; edit those instead. -->"
FIVE = ("zibo-2020", "wenshang-2020", "mudan-2021", "tengzhou-2022", "licheng-2023")
HEADS = ("document", "clauses", "checks alone", "in part", "search", "person")
INTRODUCTION = """\
A clause is a numbered paragraph or a row of a document. It is judged by **checks alone**, **in part** (its other requirements are for a
person or a search), by a **search for evidence** (`evidence.search`, which finds pages for a person and never passes or fails), or by a
**person** with the proof to ask for."""


def coverage_page() -> str:
    """The whole page."""
    rulesets = {ruleset.id: ruleset for ruleset in builtins()}
    five = [rulesets[name] for name in FIVE if name in rulesets]
    others = [ruleset for name, ruleset in rulesets.items() if name not in FIVE]
    blocks = [
        "# Coverage: every clause and how it is judged (条款覆盖)",
        NOTICE,
        INTRODUCTION,
        "## The five documents",
        table(HEADS, [*map(_counts, five), _row("all five", Coverage.of(*five))]),
        "## The national rules",
        table(HEADS, list(map(_counts, others))),
        *(block for ruleset in (*five, *others) for block in _document(ruleset)),
    ]
    return joined(*blocks)


def _counts(ruleset: Ruleset) -> tuple[str, ...]:
    return _row(f"[`{ruleset.id}`](#{ruleset.id})", Coverage.of(ruleset))


def _row(name: str, coverage: Coverage) -> tuple[str, ...]:
    reach = coverage.reach
    return (
        name,
        str(coverage.clauses),
        *(f"{count} ({count / coverage.clauses:.0%})" for count in (reach[Reach.WHOLE], reach[Reach.PART])),
        str(reach[Reach.EVIDENCE]),
        str(reach[Reach.MANUAL]),
    )


def _document(ruleset: Ruleset) -> tuple[str, str, str]:
    number = f" {ruleset.number}" if ruleset.number else ""
    rows = [row for clause in clauses(ruleset) for row in _clause_rows(clause)]
    return f"## {ruleset.id}", f"{ruleset.title}{number}", table(("clause", "judged", "requirement", "by"), rows)


def _clause_rows(clause: CoveredClause) -> list[tuple[str, ...]]:
    """One line per requirement; the clause and how far it is decided stand on the first."""
    section, number, row = clause.place
    heads = [(f"{section} {f'第 {row} 行' if row else number}".strip(), clause.reach.words)]
    heads += [("", "")] * (len(clause.requirements) - 1)
    lines = zip(heads, clause.requirements, clause.ways, strict=True)
    return [
        (*head, f"`{requirement.id}` {requirement.title}", _by(requirement, way)) for head, requirement, way in lines
    ]


def _by(requirement: Requirement, way: Way) -> str:
    if way in (Way.EVIDENCE, Way.MANUAL):
        return way.words
    calls = () if requirement.assess == "manual" else requirement.assess
    names = dict.fromkeys(call.check for call in calls)
    return "、".join(f"[`{name}`](checks/{name}.md)" for name in names)
