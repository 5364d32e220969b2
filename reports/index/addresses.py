"""Ways from the index to the cards (链接): relative, so that the run's folder can be moved or zipped as a whole."""

from functools import lru_cache
from urllib.parse import quote

from portal.site import Site
from reports.html import FILE_NAME as CARD_NAME
from reports.scorecard import RulesetCard, Scorecard
from reports.themes import theme_anchor
from reports.view_findings import Anchors


def card_path(card: Scorecard) -> str:
    """Relative address of a site's scorecard."""
    return _path(card.site.url)


def theme_path(ruleset: RulesetCard, title: str) -> str:
    """Fragment of a theme's section on a card."""
    return fragment(Anchors().take(theme_anchor(ruleset, title)))


def ruleset_path(ruleset: RulesetCard) -> str:
    """Fragment of a document's section on a card."""
    return fragment(Anchors().take(f"s-{ruleset.id}"))


def fragment(anchor: str) -> str:
    """An anchor as the end of an address."""
    return f"#{quote(anchor, safe='/')}"


def requirement_paths(card: Scorecard) -> dict[tuple[str, str], str]:
    """Address of every requirement on its card, by (document, requirement)."""
    anchors = Anchors()
    path = card_path(card)
    return {
        (ruleset.id, result.requirement): path + fragment(anchors.take(f"r-{result.requirement}"))
        for ruleset in card.rulesets
        for result in ruleset.results
    }


@lru_cache(maxsize=4096)
def _path(url: str) -> str:
    return f"{quote(Site(url=url).folder)}/{CARD_NAME}"
