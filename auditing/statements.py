"""`--waivers` and `--attestations` (豁免清单、核实结论): read before anything is fetched, with every fault at once."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditing.exits import BadInputError
from auditing.ruleset_pool import RulesetPool
from auditing.today import today
from reports.people.attestations import FILE_NAME, Attestation, read_attestations
from reports.people.entries import Clauses, PeopleFileError
from reports.people.statements import Statements
from reports.people.waivers import Waiver, read_waivers
from rulesets.model import Ruleset

NAMED = 3  # sites that are not there


def read_statements(
    waivers: Path | None,
    attestations: Sequence[Path],
    names: Sequence[str],
    own: Sequence[Path] = (),
    *,
    clauses_known: bool = False,
) -> Statements:
    """What files say; `names` are the rulesets asked for, whose clauses are known beside those that come with the tool and the office's `own`.

    `clauses_known`: they were held against the clauses before; one that is gone by now is told on the card. Raises BadInputError.
    """
    known = _Known(RulesetPool(own), names)
    clauses = Clauses(() if clauses_known else known)
    faults: list[str] = []
    waived: list[Waiver] = []
    attested: list[Attestation] = []
    try:
        waived = read_waivers(waivers, clauses) if waivers else []
    except PeopleFileError as fault:
        faults.append(str(fault))
    for file in attestation_files(attestations):
        try:
            attested += read_attestations(file, clauses, today())
        except PeopleFileError as fault:
            faults.append(str(fault))
    if faults:
        raise BadInputError("\n".join(faults))
    return Statements(tuple(waived), tuple(attested), known)


@dataclass(frozen=True)
class _Known:
    """Rulesets whose clauses are known. Most sites have nothing said of them: then none is read."""

    pool: RulesetPool
    names: Sequence[str]

    def __iter__(self) -> Iterator[Ruleset]:
        return iter({ruleset.id: ruleset for ruleset in (*self.pool.all, *self.pool.named(self.names))}.values())


def attestation_files(given: Sequence[Path]) -> list[Path]:
    """The files meant by files, folders of sites and folders of runs; raises BadInputError for a folder without any."""
    found: list[Path] = []
    for path in given:
        inside = sorted([*path.glob(FILE_NAME), *path.glob(f"*/{FILE_NAME}")]) if path.is_dir() else [path]
        if not inside:
            raise BadInputError(
                f"--attestations {path}: 这个文件夹里没有 {FILE_NAME}，请指定文件，或读回过核实结论的检查文件夹"
            )
        found += inside
    return [path.resolve() for path in found]


def absent_line(said: Statements, sites: Collection[str]) -> str:
    """Which sites are spoken of that are not audited now (by their folders), in one line; empty for none."""
    named_sites = {waiver.site for waiver in said.waivers} | {one.site for one in said.attestations}
    absent = named_sites - set(sites) - {""}
    if not absent:
        return ""
    named = "、".join(sorted(absent)[:NAMED]) + ("等" if len(absent) > NAMED else "")
    return f"豁免清单、核实结论里有 {len(absent)} 个网站不在这次检查里：{named}"
