"""Ways from the index to the cards (链接): relative, so that the run's folder can be moved or zipped as a whole."""

from functools import lru_cache
from urllib.parse import quote

from portal.site import Site
from reports.page.findings import Anchors
from reports.page.html import FILE_NAME as CARD_NAME
from reports.page.requirements import compact
from reports.scorecard import RulesetCard, Scorecard
from reports.themes import theme_anchors, themes_of


def card_path(card: Scorecard) -> str:
    """Relative address of a site's scorecard."""
    return _path(card.site.url)


def theme_fragments(ruleset: RulesetCard) -> dict[str, str]:
    """Fragments of the themes' sections on a card; of a theme that only folded lists tell of, the document's."""
    anchors = theme_anchors(ruleset)
    whole = _fragment(f"s-{ruleset.id}")
    return {
        title: _fragment(anchors[title]) if any(compact(result) is None for result in results) else whole
        for title, results in themes_of(ruleset).items()
    }


def requirement_path(card: Scorecard, requirement: str, mention: int) -> str:
    """Address of a requirement on its card; `mention`: 1 for the first row with this id, 2 for the second…"""
    anchors = Anchors()
    wishes = [anchors.take(f"r-{requirement}") for _ in range(mention)]
    return card_path(card) + _fragment(wishes[-1])


@lru_cache(maxsize=4096)
def _fragment(anchor: str) -> str:
    return f"#{quote(Anchors().take(anchor), safe='/')}"


@lru_cache(maxsize=4096)
def _path(url: str) -> str:
    return f"{quote(Site(url=url).folder)}/{CARD_NAME}"
