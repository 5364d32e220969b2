"""`gongkai ledger --set`: a step of the follow-up (整改跟踪) by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from cli.exits import BadInputError
from cli.judgement import read_card
from cli.kept import keep_statements, kept_of
from crawler.off_peak import ZONE
from portal.site import Site
from reports.ledgers.followup import FollowupEntry, State, StepError
from reports.ledgers.ledger_sheet import Kept
from reports.ledgers.workbook import fitted
from reports.people.entries import LONGEST_TEXT
from reports.scorecard import Scorecard
from rulesets.spelling import shortened, suggestion


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
    chosen = _chosen(step, cards)
    kept = {site: kept_of(folder, site) for site, folder in zip(cards, folders, strict=True) if site in chosen}
    faults = [line for site in chosen for line in _add(step, state, cards[site], kept[site])]
    if faults:
        raise BadInputError("\n".join(faults))
    for site, folder in zip(cards, folders, strict=True):
        if site in chosen:
            for line in keep_statements(kept[site], cards[site], folder):
                typer.echo(line)
    typer.echo(
        f"{len(step.requirements) * len(chosen)} 条改为“{state.words}”（{len(chosen)} 个网站）；用 gongkai report 重新生成报告"
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


def _chosen(step: Step, cards: dict[str, Scorecard]) -> list[str]:
    """The sites meant; a step about several of them must say so by leaving the site out."""
    if step.site is None:
        return list(cards)
    if step.site not in cards:
        raise BadInputError(f"--site {step.site}：这次检查没有这个网站；{suggestion(step.site, cards)}")
    return [step.site]


def _add(step: Step, state: State, card: Scorecard, kept: Kept) -> list[str]:
    """Add the step to a site's follow-up; returns what is wrong."""
    known = {result.requirement for ruleset in card.rulesets for result in ruleset.results}
    at = datetime.now(ZONE).replace(microsecond=0)
    faults = []
    for requirement in dict.fromkeys(step.requirements):
        if requirement not in known:
            near = suggestion(requirement, known)
            faults.append(f"--requirement {shortened(requirement)}：{kept.followup.site} 没有按这一条检查；{near}")
            continue
        text, by = fitted(step.note).strip(), fitted(step.by).strip()
        entry = FollowupEntry(requirement=requirement, state=state, text=text, by=by, at=at)
        try:
            kept.followup.add(entry)
        except StepError as fault:
            faults.append(f"{kept.followup.site} {requirement}：{fault}")
    return faults
