"""Checks as SARIF rules (检查项): title, what is required, how it was tested, what it rests on, how to mend it."""

from typing import Any

from reports.scorecard import AssessmentCard, Scorecard
from reports.wording.plaintext import plain


def rules(card: Scorecard) -> list[dict[str, Any]]:
    """A reporting descriptor per check that the card names, in the order of the card."""
    first: dict[str, AssessmentCard] = {}
    for ruleset in card.rulesets:
        for result in ruleset.results:
            for assessment in result.assessments:
                first.setdefault(plain(assessment.check), assessment)
    return [_rule(identity, assessment) for identity, assessment in first.items()]


def _rule(identity: str, assessment: AssessmentCard) -> dict[str, Any]:
    title = plain(assessment.title) or identity
    help_words = _help(assessment)
    lines = [f"{name}：{words}" for name, words in help_words]
    marked = [f"**{name}**：{words}" for name, words in help_words]
    return {
        "id": identity,
        "name": title,
        "shortDescription": {"text": title},
        "fullDescription": {"text": plain(assessment.required) or title},
        "help": {"text": "\n".join(lines) or title, "markdown": "\n\n".join(map(_unmarked, marked)) or title},
        "properties": {"tags": [identity.partition(".")[0]], "effort": plain(assessment.effort)},
    }


def _help(assessment: AssessmentCard) -> list[tuple[str, str]]:
    remedy = next((finding.remedy for finding in assessment.findings if finding.remedy), "")
    texts = (
        ("要求", assessment.required),
        ("怎样检查", assessment.method),
        ("依据", assessment.basis),
        ("怎样整改", remedy),
    )
    return [(name, plain(words)) for name, words in texts if words]


def _unmarked(line: str) -> str:
    """A line whose words start no HTML in a viewer that lets it through."""
    return line.replace("<", "&lt;")
