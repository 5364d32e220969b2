"""index.html (批次汇总): first screen, ranking, sites by themes, what fails most often, groups, distribution, with ways to each scorecard."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from reports.index.batch import Batch, batch_of, document_title, document_versions
from reports.index.frequent import FailuresView, frequent
from reports.index.grid import GridView, grids, legend
from reports.index.groups import GroupingView, by_level, by_region, region_words, regions_of
from reports.index.history import HistoryView, histories
from reports.index.rows import SiteView, site_rows
from reports.index.spread import SpreadView, spreads
from reports.index.summary import SummaryView, summary
from reports.page.html import content_hash, environment, template_text, write_page
from reports.page.overview import bar
from reports.page.rulesets import FactView
from reports.scorecard import Scorecard
from reports.wording.plaintext import plain
from reports.wording.words import LEVELS

FILE_NAME = "index.html"
SCRIPT = "index.js"


@dataclass(frozen=True)
class IndexView:
    """The whole index."""

    summary: SummaryView
    rulesets: tuple[FactView, ...]
    sites: tuple[SiteView, ...]
    has_earlier_runs: bool
    level_choices: str  # JSON: what the script offers to narrow the ranking to
    region_choices: str
    document_choices: str
    spreads: tuple[SpreadView, ...]
    grids: tuple[GridView, ...]
    legend: tuple[tuple[str, str, str], ...]
    frequent: FailuresView
    groupings: tuple[GroupingView, ...]
    histories: tuple[HistoryView, ...]
    failures: tuple[str, ...]


def write_index(cards: Sequence[Scorecard], failures: Sequence[str], folder: Path) -> Path:
    """Write index.html into the run's `folder`, beside the sites' folders, and return its path; raises OSError when it cannot be written.

    `failures`: a sentence for each target without a card: a broken row of the site list, a site whose audit came to nothing.
    """
    return write_page(render_index(cards, failures), folder / FILE_NAME)


def render_index(cards: Sequence[Scorecard], failures: Sequence[str]) -> str:
    """The text of index.html."""
    script = template_text(SCRIPT)
    template = environment().get_template("index.html.j2")
    view = index_view(cards, failures)
    return template.render(index=view, bar=bar, script=Markup(script), script_hash=content_hash(script))  # noqa: S704 (our own file)


def index_view(cards: Sequence[Scorecard], failures: Sequence[str]) -> IndexView:
    """Words for the whole index."""
    batch = batch_of(cards)
    regions = regions_of(batch)
    groupings = (by_level(batch), by_region(batch, regions))
    several = len(cards) > 1
    return IndexView(
        summary=summary(batch, failures),
        rulesets=tuple(
            FactView(document_title(judged), f"规则版本 {document_versions(judged)}")
            for judged in batch.documents.values()
        ),
        sites=site_rows(batch, regions),
        has_earlier_runs=batch.has_earlier_runs,
        level_choices=_json(_levels(batch)),
        region_choices=_json([(key, region_words(batch, key, regions)) for key in sorted(set(regions.values()))]),
        document_choices=_json(list(map(document_title, batch.documents.values()))),
        spreads=spreads(batch),
        grids=grids(batch),
        legend=legend(),
        frequent=frequent(batch),
        groupings=tuple(each for each in groupings if each) if several else (),
        histories=histories(batch) if several else (),
        failures=tuple(plain(failure) for failure in failures),
    )


def _levels(batch: Batch) -> list[tuple[str, str]]:
    found = {card.site.level for card in batch.cards}
    return [(level.value, words) for level, words in LEVELS.items() if level in found]


def _json(choices: Sequence[object]) -> str:
    return json.dumps(choices, ensure_ascii=False)
