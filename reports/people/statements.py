"""All that people said which bears on judging (人的结论总汇): waivers and attestations of all sites, brought to bear on one site's card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reports.people.attestations import Attestation
from reports.people.attesting import Attesting
from reports.people.entries import Clauses
from reports.people.waivers import Waiver
from reports.people.waiving import Waiving
from reports.people_cards import UnusedEntryCard
from reports.scorecard import ResultCard
from rulesets.model import Ruleset


@dataclass(frozen=True)
class Statements:
    """Waivers and attestations as they were read; `known` are the rulesets by which a wrong id is told."""

    waivers: tuple[Waiver, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    known: Iterable[Ruleset] = ()

    def at(self, site: str, as_of: date, whole: str = "") -> "SiteStatements":
        """What bears on one site (by its folder) on one day; `whole`: why the site could not be judged at all."""
        clauses = Clauses(self.known)
        attesting = Attesting(self.attestations, site, as_of, clauses, whole)
        return SiteStatements(attesting, Waiving(self.waivers, site, as_of, clauses, whole))


@dataclass(frozen=True)
class SiteStatements:
    """Statements on one site, while it is judged."""

    attesting: Attesting
    waiving: Waiving

    def attest(self, ruleset: Ruleset, results: Sequence[ResultCard]) -> None:
        """Let attestations stand on results, which are changed."""
        for requirement, result in zip(ruleset.requirements, results, strict=True):
            self.attesting.attest(result, requirement)

    def unused(self) -> list[UnusedEntryCard]:
        """What had no effect, waivers first."""
        return [*self.waiving.unused(), *self.attesting.unused()]
