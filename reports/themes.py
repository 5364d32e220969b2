"""Themes of a document (主题) on a card: which clauses each holds, and the anchor other pages link to."""

from collections.abc import Mapping

from reports.plaintext import plain
from reports.scorecard import ResultCard, RulesetCard

NO_THEME = "其他要求"
TITLE_LENGTH = 60  # characters


def theme_title(result: ResultCard) -> str:
    """The theme a clause stands under."""
    return plain(result.theme, TITLE_LENGTH) or NO_THEME


def themes_of(ruleset: RulesetCard) -> Mapping[str, list[ResultCard]]:
    """Clauses by theme, themes in the order of the document."""
    found: dict[str, list[ResultCard]] = {}
    for result in ruleset.results:
        found.setdefault(theme_title(result), []).append(result)
    return found


def theme_anchor(ruleset: RulesetCard, title: str) -> str:
    """`t-<ruleset>-<n>`, n counted from 1 in the order of the document; raises ValueError for a theme it does not have."""
    return f"t-{ruleset.id}-{list(themes_of(ruleset)).index(title) + 1}"
