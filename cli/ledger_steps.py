"""`gongkai ledger --set`: a step of the follow-up (整改跟踪) by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from auditing.exits import BadInputError
from auditing.judgement import read_card
from auditing.kept import keep_statements, kept_of
from checks.outcomes import Outcome
from crawler.off_peak import ZONE
from portal.site import Site
from reports.ledgers.followup import FollowupEntry, State, StepError
from reports.ledgers.ledger_sheet import Kept
from reports.ledgers.workbook import fitted
from reports.people.entries import LONGEST_TEXT
from reports.scorecard import Scorecard
from rulesets.spelling import shortened, suggestion

SETTLED = (Outcome.PASS, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True)
class Step:
    """What is to be said: the state in words or as stored, of which requirements, by whom, in what words, of which site only."""

    state: str
    requirements: Sequence[str]
    by: str
    note: str
    site: str | None


def set_steps(step: Step, folders: Sequence[Path]) -> None:
    """Add a step to requirements of the sites of a run; raises BadInputError with every fault, then nothing is written."""
    state = _state(step)
    cards = {Site(url=card.site.url).folder: card for card in map(read_card, folders)}
    kept = {site: kept_of(folder, site) for site, folder in zip(cards, folders, strict=True)}
    meant = _meant(step, cards, kept)
    chosen = [site for site, requirements in meant.items() if requirements]
    faults = [line for site in chosen for line in _add(step, state, meant[site], kept[site])]
    if faults:
        raise BadInputError("\n".join(faults))
    for site, folder in zip(cards, folders, strict=True):
        if site in chosen:
            for line in keep_statements(kept[site], cards[site], folder):
                typer.echo(line)
    typer.echo(
        f"{sum(map(len, meant.values()))} 条改为“{state.words}”（{len(chosen)} 个网站）；用 gongkai report 重新生成报告"
    )


def _state(step: Step) -> State:
    state = State.named(step.state)
    if state is None:
        raise BadInputError(f"--set {step.state}：没有这个办理状态，可写 {'、'.join(each.words for each in State)}")
    if not step.requirements:
        raise BadInputError("--set 要同时用 --requirement 写明条款编号，可多次")
    if not step.by.strip():
        raise BadInputError("--set 要同时用 --by 写明是谁")
    if max(len(step.note), len(step.by)) > LONGEST_TEXT:
        raise BadInputError(f"--note、--by 最多 {LONGEST_TEXT} 字")
    return state


def _meant(step: Step, cards: dict[str, Scorecard], kept: dict[str, Kept]) -> dict[str, list[str]]:
    """The requirements meant, by site; where no site is named, those of several sites that are met there, with nothing under way, are left alone."""
    if step.site is not None and step.site not in cards:
        raise BadInputError(f"--site {step.site}：这次检查没有这个网站；{suggestion(step.site, cards)}")
    sites = [step.site] if step.site is not None else list(cards)
    known = {
        site: {r.requirement: r.outcome for ruleset in cards[site].rulesets for r in ruleset.results} for site in sites
    }
    meant: dict[str, list[str]] = {site: [] for site in sites}
    faults = []
    for requirement in dict.fromkeys(step.requirements):
        asked = [site for site in sites if requirement in known[site]]
        unmet = [
            site
            for site in asked
            if known[site][requirement] not in SETTLED or requirement in kept[site].followup.last()
        ]
        if not asked:
            near = suggestion(requirement, {name for names in known.values() for name in names})
            where = f"{sites[0]} 没有" if len(sites) == 1 else "各网站都没有"
            faults.append(f"--requirement {shortened(requirement)}：{where}按这一条检查；{near}")
        elif len(sites) > 1 and not unmet:
            faults.append(f"--requirement {requirement}：各网站这一条都合格或不适用；确要记，用 --site 指定网站")
        for site in asked if len(sites) == 1 else unmet:
            meant[site].append(requirement)
    if faults:
        raise BadInputError("\n".join(faults))
    return meant


def _add(step: Step, state: State, requirements: Sequence[str], kept: Kept) -> list[str]:
    """Add the step to a site's follow-up; returns what is wrong."""
    at = datetime.now(ZONE).replace(microsecond=0)
    text, by = fitted(step.note).strip(), fitted(step.by).strip()
    faults = []
    for requirement in requirements:
        entry = FollowupEntry(requirement=requirement, state=state, text=text, by=by, at=at)
        try:
            kept.followup.add(entry)
        except StepError as fault:
            faults.append(f"{kept.followup.site} {requirement}：{fault}")
    return faults
