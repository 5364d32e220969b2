"""One policy document on the card (按文件的结果): score and its account, ledger, clauses by theme, folded lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from checks.outcomes import Outcome
from reports.page.account import AccountView, account_view
from reports.page.findings import Anchors
from reports.page.ledger import LedgerView, ledger_view
from reports.page.overview import ScoreView, score_view
from reports.page.requirements import Compact, RequirementView, requirement_view
from reports.scorecard import RulesetCard, Scorecard
from reports.themes import theme_anchor, theme_title
from reports.wording.plaintext import plain


@dataclass(frozen=True)
class FactView:
    """A name and its value."""

    words: str
    value: str


@dataclass(frozen=True)
class ThemeView:
    """Requirements of one theme: those told in full, those that are rows of a table, those told among the reviews."""

    title: str
    anchor: str
    told: tuple[RequirementView, ...]
    rows: tuple[RequirementView, ...]
    reviews: tuple[RequirementView, ...]


@dataclass(frozen=True)
class CompactView:
    """A folded list of requirements that take one line each."""

    key: str
    title: str
    anchor: str
    rows: tuple[RequirementView, ...]


@dataclass(frozen=True)
class RulesetView:
    """Everything judged under one policy document."""

    score: ScoreView
    facts: tuple[FactView, ...]
    account: AccountView
    ledger: LedgerView
    themes: tuple[ThemeView, ...]
    lists: tuple[CompactView, ...]

    @property
    def requirements(self) -> tuple[RequirementView, ...]:
        """All its requirements."""
        themed = (r for theme in self.themes for r in (*theme.told, *theme.rows, *theme.reviews))
        return (*themed, *(r for each in self.lists for r in each.rows))


def ruleset_view(card: Scorecard, ruleset: RulesetCard, anchors: Anchors, places: dict[str, str]) -> RulesetView:
    """The card of one document; notes in `places` where each requirement is told."""
    anchor = anchors.take(f"s-{ruleset.id}")
    views: list[tuple[str, RequirementView]] = []
    turned = {each.requirement: each.outcome.words for each in card.comparison.requirements} if card.comparison else {}
    for number, result in enumerate(ruleset.results, 1):
        before = turned.get(result.requirement, "")
        view = requirement_view(result, ruleset, card.as_of, anchors, number, before)
        places.setdefault(result.requirement, view.anchor)
        views.append((theme_title(result), view))
    return RulesetView(
        score=score_view(card, ruleset, anchor),
        facts=_facts(ruleset),
        account=account_view(ruleset, places),
        ledger=ledger_view(ruleset, card.as_of, places, card.unit),
        themes=_themes(ruleset, views, anchors),
        lists=_lists([view for _, view in views], anchor, anchors),
    )


def _themes(
    ruleset: RulesetCard, views: Iterable[tuple[str, RequirementView]], anchors: Anchors
) -> tuple[ThemeView, ...]:
    """Themes in the order of the document, those of folded lists left out."""
    themes: dict[str, list[RequirementView]] = {}
    for title, view in views:
        if view.compact is None:
            themes.setdefault(title, []).append(view)
    return tuple(
        _theme(title, anchors.take(theme_anchor(ruleset, title)), members) for title, members in themes.items()
    )


def _theme(title: str, anchor: str, views: list[RequirementView]) -> ThemeView:
    order = [outcome.value for outcome in Outcome]
    told = sorted((v for v in views if v.told_in_full), key=lambda v: order.index(v.outcome.key))
    reviews = tuple(v for v in views if v.outcome.key == Outcome.REVIEW and v.findings_count)
    rows = tuple(v for v in views if not v.told_in_full and v not in reviews)
    return ThemeView(title, anchor, tuple(told), rows, reviews)


def _lists(views: list[RequirementView], anchor: str, anchors: Anchors) -> tuple[CompactView, ...]:
    found = ((each, tuple(view for view in views if view.compact is each)) for each in Compact)
    return tuple(
        CompactView(each.value, each.words, anchors.take(f"{anchor}-{each.value}"), rows)
        for each, rows in found
        if rows
    )


def _facts(ruleset: RulesetCard) -> tuple[FactView, ...]:
    facts = [
        ("文号", plain(ruleset.number)),
        ("制发机关", plain(ruleset.issuer)),
        ("制发日期", ruleset.issued.isoformat() if ruleset.issued else ""),
        ("年度", str(ruleset.year or "")),
        ("规则集", plain(ruleset.id, 80)),
        ("版本", plain(ruleset.version, 40)),
    ]
    return tuple(FactView(name, value) for name, value in facts if value)
