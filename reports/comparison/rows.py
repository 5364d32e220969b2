"""What changed, row by row (变化清单): of one site, as terminal, page and JSON tell it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.catalogue import CATALOGUE
from reports.comparison.answers import Answers, Stated
from reports.earlier_cards import Change, EarlierFinding
from reports.scorecard import RulesetCard, Scorecard
from reports.wording.plaintext import plain

SCHEMA = "gongkai.comparison/1"
LISTED = (
    Change.NEW,
    Change.RETURNED,
    Change.OPEN,
    Change.MENDED,
    Change.UNCHECKED,
    Change.FIRST_LOOK,
    Change.DISCOUNTED,
    Change.NOT_ASKED,
)  # in the order a reader asks for them


@dataclass(frozen=True)
class ChangeRow:
    """One finding and what became of it. `last_seen` is set when it is not there now."""

    id: str
    state: Change
    lead: bool
    check: str
    title: str
    message: str
    url: str
    since: date
    last_seen: date | None = None

    def as_data(self) -> dict[str, Any]:
        """For programs."""
        last_seen = self.last_seen.isoformat() if self.last_seen else None
        return {**vars(self), "state": self.state.value, "since": self.since.isoformat(), "last_seen": last_seen}


def change_rows(card: Scorecard) -> dict[Change, list[ChangeRow]]:
    """Findings of a compared card by their state, problems before leads; states without one are left out."""
    found = sorted([*_present(card), *_gone(card)], key=lambda row: (row.lead, row.check, row.url, row.id))
    grouped = {state: [row for row in found if row.state is state] for state in LISTED}
    return {state: rows for state, rows in grouped.items() if rows}


def site_data(folder: str, before: Scorecard, card: Scorecard) -> dict[str, Any]:
    """One compared site for programs."""
    told = card.comparison
    if told is None:
        raise ValueError("the card was not compared")
    return {
        "site": {"folder": folder, "name": plain(card.site.name), "url": card.site.url, "host": card.site.host},
        "before": _run_data(before),
        "now": _run_data(card),
        "judged_again": told.judged_again,
        "notes": told.notes,
        "rulesets": [_ruleset_data(ruleset, card) for ruleset in card.rulesets],
        "requirements": [
            {"requirement": each.requirement, "before": each.outcome.value, "now": _outcome(each.requirement, card)}
            for each in told.requirements
        ],
        "counts": {state.value: count for state, count in told.counts.items()},
        "leads": {state.value: count for state, count in told.leads.items()},
        "findings": [row.as_data() for rows in change_rows(card).values() for row in rows],
    }


def _present(card: Scorecard) -> Iterator[ChangeRow]:
    for stated in Answers.of(card).stated.values():
        change = stated.finding.change
        if change is not None:
            yield ChangeRow(
                id=stated.finding.id,
                state=change.state,
                lead=stated.lead,
                check=stated.check,
                title=check_title(stated.check),
                message=plain(stated.finding.message),
                url=_address(stated),
                since=change.since,
            )


def _gone(card: Scorecard) -> Iterable[ChangeRow]:
    return (_gone_row(each) for each in (card.comparison.earlier if card.comparison else ()) if not each.carried)


def _gone_row(entry: EarlierFinding) -> ChangeRow:
    return ChangeRow(
        id=entry.id,
        state=entry.state,
        lead=entry.lead,
        check=entry.check,
        title=check_title(entry.check),
        message=plain(entry.message),
        url=plain(entry.url, 2000),
        since=entry.since,
        last_seen=entry.last_seen,
    )


def check_title(check: str) -> str:
    """A check's title; the id of one this version does not know."""
    known = CATALOGUE.get(check)
    return known.texts.title if known else plain(check, 80)


def _address(stated: Stated) -> str:
    evidence = stated.finding.evidence
    return plain(evidence[0].url, 2000) if evidence else ""


def _run_data(card: Scorecard) -> dict[str, Any]:
    started = card.run.started.isoformat()
    return {"as_of": card.as_of.isoformat(), "started": started, "tool": card.tool.version, "quick": card.run.quick}


def _ruleset_data(ruleset: RulesetCard, card: Scorecard) -> dict[str, Any]:
    told = next((each for each in (card.comparison.rulesets if card.comparison else ()) if each.id == ruleset.id), None)
    score = ruleset.score
    return {
        "id": ruleset.id,
        "title": plain(ruleset.title),
        "comparable": told is not None and told.comparable,
        "before": told.model_dump(mode="json", exclude={"id", "comparable"}) if told else None,
        "now": {"version": ruleset.version, "value": score.value, "grade": score.grade, "vetoed": score.vetoed},
    }


def _outcome(requirement: str, card: Scorecard) -> str | None:
    results = (result for ruleset in card.rulesets for result in ruleset.results)
    return next((result.outcome.value for result in results if result.requirement == requirement), None)
