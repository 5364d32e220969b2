"""What is printed at the end of a run, and by a dry run (小结)."""

from rich.table import Table

from checks.outcomes import Outcome
from cli.judgement import load_rulesets
from portal.site import Level, Site, SiteKind
from reports.scorecard import RulesetCard, Scorecard
from reports.verdict import outcome_counts
from rulesets.loading import builtins
from rulesets.selection import Fit, default_rulesets, requirement_fit

SHOWN = (Outcome.PASS, Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.NOT_DUE, Outcome.NOT_APPLICABLE)


def summary_table(cards: list[Scorecard]) -> Table:
    """One row per site and ruleset."""
    table = Table(title="检查结果")
    for heading in ("网站", "规则集", "得分", "等级"):
        table.add_column(heading, overflow="fold")
    for outcome in SHOWN:
        table.add_column(outcome.words, justify="right")
    for card in cards:
        for ruleset in card.rulesets:
            table.add_row(*_row(card, ruleset))
        if card.site.reason:
            table.add_row(card.site.name, card.site.reason)
    return table


def _row(card: Scorecard, ruleset: RulesetCard) -> list[str]:
    counts = outcome_counts(ruleset)
    value = "—" if ruleset.score.value is None else f"{ruleset.score.value:g}"
    return [card.site.name, ruleset.id, value, ruleset.score.grade, *(str(counts[outcome]) for outcome in SHOWN)]


def dry_run_lines(sites: list[Site], names: list[str], level: Level | None, kind: SiteKind | None) -> list[str]:
    """Sites, rulesets and how many clauses would be judged; what depends on an unknown level is said to."""
    lines = []
    for site in sites:
        stated = site.model_copy(update={"level": level or site.level, "kind": kind or site.kind})
        rulesets = load_rulesets(names) if names else list(default_rulesets(builtins(), stated))
        lines.append(f"{stated.url}（{stated.name or '名称未填'}）")
        for ruleset in rulesets:
            fits = [requirement_fit(ruleset, clause, stated.level, stated.kind) for clause in ruleset.requirements]
            unsure = f"，{fits.count(Fit.UNKNOWN)} 条要看网站层级或类型" if Fit.UNKNOWN in fits else ""
            lines.append(
                f"  {ruleset.id} {ruleset.title}：适用 {fits.count(Fit.YES)} 条，不适用 {fits.count(Fit.NO)} 条{unsure}"
            )
    return lines
