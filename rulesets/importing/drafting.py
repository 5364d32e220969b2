"""Requirements drafted from found clauses (起草): title, theme, strength, units, deadline, way of judging, and what a person should look at.

A clause is one requirement. A milder part of it (鼓励, 积极推动) that a check would judge is a second one, so that it cannot fail the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rulesets.importing.characters import even
from rulesets.importing.clauses import FoundClause
from rulesets.importing.head import Head
from rulesets.importing.judging import Judgement, by_checks, by_traces, quoted
from rulesets.importing.requirement_dates import due_of, is_standing
from rulesets.importing.strength import Passage, passages, strength_of
from rulesets.importing.terms import themes
from rulesets.importing.titles import title_of
from rulesets.model import Strength

OPEN = "待核对："
"""What a note begins with that a person should look at."""
_GENERAL = "重点领域公开"
_MILDER = {Strength.SHOULD: "推进性", Strength.ENCOURAGED: "鼓励性"}


@dataclass(frozen=True, slots=True)
class Drafted:
    """One requirement as plain values, in the order they are written, and comment lines (Chinese) to stand above it."""

    values: dict[str, Any]
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a clause that asks with one strength."""

    strength: Strength
    title: str
    judged: Judgement
    doubts: tuple[str, ...] = ()


def drafted(clause: FoundClause, identifier: str, head: Head) -> list[Drafted]:
    """The requirements of one clause; letters part their ids where there are several."""
    parts = _parts(clause)
    if len(parts) == 1:
        return [_requirement(clause, identifier, parts[0], head)]
    return [_requirement(clause, f"{identifier}{chr(97 + place)}", part, head) for place, part in enumerate(parts)]


def _parts(clause: FoundClause) -> list[Part]:
    """The clause by strength, the part that decides its own first."""
    strength, found = strength_of(clause.text), passages(clause.text)
    main = [each for each in found if each.strength is strength] or found
    title = title_of(clause.text, clause.heading)
    judged = by_checks(main, clause.text, title) or by_traces(main, clause.text, title, clause.heading)
    milder: list[Part] = []
    doubts: list[str] = []
    for other, words in _MILDER.items():
        rest = [each for each in found if each.strength is other and other is not strength]
        part = _milder(rest, other, clause.text, [judged, *(each.judged for each in milder)])
        if part:
            milder.append(part)
        elif rest:
            doubts.append(f"其中有{words}内容（{quoted(rest[0].text)}），不能据此判不合格")
    return [Part(strength, title, judged, (*clause.doubts, *doubts)), *milder]


def _milder(rest: Sequence[Passage], strength: Strength, clause: str, others: Sequence[Judgement]) -> Part | None:
    """A part that asks for less, where a check would judge it that does not judge the other parts already."""
    if not rest:
        return None
    title = title_of(rest[0].text)
    judged = by_checks(rest, clause, title)
    own = judged.without(others) if judged else None
    return Part(strength, title, own) if own else None


def _requirement(clause: FoundClause, identifier: str, part: Part, head: Head) -> Drafted:
    due, due_doubts = due_of(clause, head)
    values: dict[str, Any] = {"id": identifier, "clause": _place(clause), "theme": theme_of(clause, part.title)}
    values["title"] = part.title
    if clause.units:
        held = {"lead": list(clause.units.lead), "cooperating": list(clause.units.cooperating)}
        values["units"] = {name: names for name, names in held.items() if names}
    if due:
        values |= {"due": due, "standing": is_standing(clause)}
    if part.strength is not Strength.MUST:
        values["strength"] = part.strength.value
    doubts = dict.fromkeys([*part.doubts, *due_doubts, *part.judged.doubts])
    if doubts:
        values["note"] = f"{OPEN}{'；'.join(doubts)}。"
    values["assess"] = part.judged.assess
    if part.judged.proof:
        values["proof"] = part.judged.proof
    return Drafted(values, tuple(part.judged.comments))


def _place(clause: FoundClause) -> dict[str, Any]:
    number = {"number": clause.number} if clause.number else {}
    row = {"row": clause.row} if clause.row else {}
    return {"section": clause.section, **number, **row, "text": clause.text}


def theme_of(clause: FoundClause, title: str) -> str:
    """The theme whose words stand in the title, else in the heading, else in the text."""
    for words in (title, clause.heading, clause.text):
        found = next((name for name, pattern in themes().items() if pattern.search(even(words))), _GENERAL)
        if found != _GENERAL:
            return found
    return _GENERAL
