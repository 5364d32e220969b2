"""Themes of a document (主题) on a card: which clauses each holds, and the anchor other pages link to."""

from collections.abc import Mapping
from functools import lru_cache

from reports.scorecard import ResultCard, RulesetCard
from reports.wording.plaintext import plain

NO_THEME = "其他要求"
TITLE_LENGTH = 60  # characters


def theme_title(result: ResultCard) -> str:
    """The theme a clause stands under."""
    return _title(result.theme)


def themes_of(ruleset: RulesetCard) -> Mapping[str, list[ResultCard]]:
    """Clauses by theme, themes in the order of the document."""
    found: dict[str, list[ResultCard]] = {}
    for result in ruleset.results:
        found.setdefault(theme_title(result), []).append(result)
    return found


def theme_anchor(ruleset: RulesetCard, title: str) -> str:
    """Anchor of one theme; raises KeyError for a theme the document does not have."""
    return theme_anchors(ruleset)[title]


def theme_anchors(ruleset: RulesetCard) -> Mapping[str, str]:
    """Anchors by theme: `t-<ruleset>-<n>`, n counted from 1 in the order of the document."""
    return {title: f"t-{ruleset.id}-{place}" for place, title in enumerate(themes_of(ruleset), 1)}


@lru_cache(maxsize=1024)
def _title(theme: str) -> str:
    return plain(theme, TITLE_LENGTH) or NO_THEME
