"""`--dry-run` (试运行): which sites would be judged under which rulesets."""

from auditing.ruleset_pool import load_rulesets
from portal.site import Level, Site, SiteKind
from rulesets.loading import builtins
from rulesets.selection import Fit, default_rulesets, requirement_fit
from rulesets.years import in_year


def dry_run_lines(
    sites: list[Site], names: list[str], level: Level | None, kind: SiteKind | None, year: int | None = None
) -> list[str]:
    """Sites, rulesets and how many clauses would be judged; what depends on an unknown level is said to."""
    lines = []
    for site in sites:
        stated = site.model_copy(update={"level": level or site.level, "kind": kind or site.kind})
        rulesets = load_rulesets(names) if names else list(default_rulesets(builtins(), stated))
        lines.append(f"{stated.url}（{stated.name or '名称未填'}）")
        for ruleset in (in_year(each, year) for each in rulesets):
            fits = [requirement_fit(ruleset, clause, stated.level, stated.kind) for clause in ruleset.requirements]
            unsure = f"，{fits.count(Fit.UNKNOWN)} 条要看网站层级或类型" if Fit.UNKNOWN in fits else ""
            lines.append(
                f"  {ruleset.id} {ruleset.title}：适用 {fits.count(Fit.YES)} 条，不适用 {fits.count(Fit.NO)} 条{unsure}"
            )
    return lines
