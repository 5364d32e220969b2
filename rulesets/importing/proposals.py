"""Checks proposed for a clause (建议的检查), each with its parameters, the words it rests on, and how sure it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checks.catalogue import CATALOGUE
from rulesets.importing.characters import even
from rulesets.importing.figures import Figure, figures_in
from rulesets.importing.strength import Passage
from rulesets.importing.terms import FigureRule, NameRule, Term, Topic, terms, topics

SURE = 0.7  # below it a proposal is for a person to confirm
_PUBLISHED = re.compile(r"公开|公布|公示|发布|清单|目录|汇编|计划|梳理|出台|制定|制订|台账")
_IN_PLACES = re.compile(
    r"定点公开|定向公开|定点、定向|体验区|专区|面向特定"
)  # what is shown in halls and on boards, not on the site
_QUOTED = re.compile(r"“([^“”]{2,24})”")
_LEFT_OUT = 0.15  # taken off where a figure the check needs is not given
_MOST_TOPICS = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """One check with parameters. `words` are what it rests on, `doubt` (Chinese) what a person should look at, `starts` the places of
    its sentences."""

    check: str
    parameters: dict[str, Any]
    confidence: float
    words: str
    doubt: str = ""
    starts: tuple[int, ...] = ()


def proposals(passages: Sequence[Passage], clause: str, own_words: str) -> list[Proposal]:
    """Checks for some passages of a clause, one entry a check; `own_words` names the clause where a check's items are named after it."""
    words = even(clause)
    plain = [replace(passage, text=even(passage.text)) for passage in passages]
    whole = "\n".join(passage.text for passage in plain)
    found = [
        each for passage in plain for term in terms() if (each := _of_term(term, passage, words, whole, own_words))
    ]
    named = {start for proposal in found if proposal.check == "columns.required" for start in proposal.starts}
    required = _of_topics([passage for passage in plain if passage.start not in named])
    return _merged([*found, *required])


def _of_term(term: Term, passage: Passage, clause: str, whole: str, own_words: str) -> Proposal | None:
    text = passage.text
    hit = term.when.search(text)
    if not hit or (term.unless and term.unless.search(text)) or (term.context and not term.context.search(clause)):
        return None
    filled = {
        **term.with_,
        **_choices(term, clause),
        **_figures(term, text, clause),
        **_words(term, whole if term.is_wide else text),
        **_names(term, text, clause, own_words),
    }
    if missing := _missing(term.check, filled):
        return Proposal(term.check, {}, 0, hit.group(), f"似可用 {term.check}，但没有读到{missing}", (passage.start,))
    less = _LEFT_OUT if _only_measures(term, filled) else 0
    return Proposal(term.check, filled, term.confidence - less, hit.group(), starts=(passage.start,))


def _only_measures(term: Term, filled: dict[str, Any]) -> bool:
    """Whether the check was given none of the figures that it would need to decide."""
    fields = CATALOGUE[term.check].parameters.model_fields
    needed = [name for name, rule in term.figures.items() if not rule.is_optional and fields[name].default is None]
    return bool(needed) and not any(name in filled for name in term.figures)


def _missing(check: str, filled: dict[str, Any]) -> str:
    """Title of a parameter that must be given and was not found; empty when all are there."""
    fields = CATALOGUE[check].parameters.model_fields
    return next(
        (field.title or name for name, field in fields.items() if field.is_required() and not filled.get(name)), ""
    )


def _choices(term: Term, clause: str) -> dict[str, str]:
    found = {
        name: next((value for pattern, value in values.items() if re.search(pattern, clause)), None)
        for name, values in term.choices.items()
    }
    return {name: value for name, value in found.items() if value}


def _figures(term: Term, text: str, clause: str) -> dict[str, float | int]:
    """Figures of the sentence; one told apart by the words behind it may stand anywhere in the clause."""
    values: dict[str, float | int] = {}
    for name, rule in term.figures.items():
        figure = _figure(rule, text) or (_figure(rule, clause) if rule.behind else None)
        if figure:
            values[name] = figure.value if figure.unit == "%" else int(figure.value)
    return values


def _figure(rule: FigureRule, text: str) -> Figure | None:
    figures = figures_in(text)
    return next((each for each in figures if _fits(each, rule, text, figures)), None)


def _fits(figure: Figure, rule: FigureRule, text: str, figures: Iterable[Figure]) -> bool:
    if figure.unit not in rule.units or figure.bound is not rule.bound:
        return False
    if rule.behind and not rule.behind.match(text[figure.start + len(figure.words) :]):
        return False
    begin = max(
        (
            other.start + len(other.words)
            for other in figures
            if other.start < figure.start and other.unit == figure.unit
        ),
        default=0,
    )
    return rule.after is None or rule.after.search(text[begin : figure.start]) is not None


def _words(term: Term, text: str) -> dict[str, list[str]]:
    found = {
        name: list(dict.fromkeys(value for pattern, value in values.items() if re.search(pattern, text)))
        for name, values in term.words.items()
    }
    return {name: values for name, values in found.items() if values}


def _names(term: Term, text: str, clause: str, own_words: str) -> dict[str, list[Any]]:
    """Names in the sentence; those a pattern of their own tells may stand anywhere in the clause."""
    found: dict[str, list[Any]] = {}
    for name, rule in term.names.items():
        named = list(dict.fromkeys(_named(rule, text, own_words) or (_named(rule, clause, "") if rule.pattern else [])))
        if named:
            found[name] = [{"name": each} if rule.as_mapping else each for each in named]
    return found


def _named(rule: NameRule, text: str, own_words: str) -> list[str]:
    if rule.source == "clause":
        return [own_words] if len(own_words) > 1 else []
    if rule.source == "quoted":
        return [name for name in _QUOTED.findall(text) if not re.search(r"[，。；]", name)]
    hit = rule.pattern.search(text) if rule.pattern else None
    return [part.strip() for part in re.split("[、和]", hit.group(1)) if len(part.strip()) > 1] if hit else []


def _of_topics(passages: Sequence[Passage]) -> list[Proposal]:
    """Documents that must stand on the site, for topics that ask for one."""
    named = [(topic, passage) for passage in passages for topic in topics() if topic.required and _asks(topic, passage)]
    return [
        Proposal(
            "documents.required",
            {"items": [_item(topic)], "period": "this_year"},
            0.65,
            topic.name,
            starts=(passage.start,),
        )
        for topic, passage in named[:_MOST_TOPICS]
    ]


def _item(topic: Topic) -> dict[str, Any]:
    return {"name": topic.name, "any_of": list(topic.any_of)}


def _asks(topic: Topic, passage: Passage) -> bool:
    text = passage.text
    asked = topic.when.search(text) is not None and _PUBLISHED.search(text) is not None
    return asked and not _IN_PLACES.search(text)


def _merged(found: list[Proposal]) -> list[Proposal]:
    """One proposal a check: lists are put together, the surer one leads."""
    kept: dict[str, Proposal] = {}
    for proposal in found:
        above = kept.get(proposal.check)
        kept[proposal.check] = _together(above, proposal) if above else proposal
    return list(kept.values())


def _together(above: Proposal, below: Proposal) -> Proposal:
    if not above.confidence or not below.confidence:
        return above if above.confidence else below
    first, second = sorted((above, below), key=lambda each: -each.confidence)
    joined = {**second.parameters, **first.parameters}
    for name, value in joined.items():
        other = second.parameters.get(name)
        if isinstance(value, list) and isinstance(other, list) and name in first.parameters:
            joined[name] = [*value, *(each for each in other if each not in value)]
    return Proposal(first.check, joined, first.confidence, first.words, first.doubt, (*above.starts, *below.starts))


def evidence(passages: Sequence[Passage]) -> list[tuple[Topic, int | None]]:
    """Topics that some passages name, each with how often a year it is asked for."""
    found: dict[str, tuple[Topic, int | None]] = {}
    for passage in passages:
        text = even(passage.text)
        times = next((int(figure.value) for figure in figures_in(text) if figure.unit == "次"), None)
        for topic in topics():
            if topic.when.search(text):
                found.setdefault(topic.name, (topic, times if topic.count else None))
    return list(found.values())[:_MOST_TOPICS]
