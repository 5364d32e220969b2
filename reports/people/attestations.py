"""Attestations (人工核实结论): a person's verdict on a clause that the machine left to people, read from a file and kept from run to run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from checks.outcomes import Outcome
from portal.office_tables import TableForm, cell_words
from reports.people.entries import (
    LARGEST,
    LONGEST_ADDRESS,
    MOST_ROWS,
    Clauses,
    Reading,
    RowFaultError,
    clause_and_site,
    day_of,
    missing,
    table,
    text_of,
)
from rulesets.spelling import shortened

FILE_NAME = "attestations.yaml"
SCHEMA = "gongkai.attestations/1"
VALID_FOR = timedelta(days=365)  # where no day is stated: as long as a yearly round of checks
VERDICTS = {
    "符合": Outcome.PASS,
    "合格": Outcome.PASS,
    "pass": Outcome.PASS,
    "不符合": Outcome.FAIL,
    "不合格": Outcome.FAIL,
    "fail": Outcome.FAIL,
}
VERDICT_WORDS = {Outcome.PASS: "符合", Outcome.FAIL: "不符合"}
NEEDED = ("requirement", "verdict", "by", "on", "what")
FORM = TableForm(
    "核实结论",
    {
        "网站": "site",
        "站点": "site",
        "网址": "site",
        "site": "site",
        "host": "site",
        "条款编号": "requirement",
        "要求": "requirement",
        "编号": "requirement",
        "requirement": "requirement",
        "核实结论": "verdict",
        "结论": "verdict",
        "verdict": "verdict",
        "核实人": "by",
        "by": "by",
        "核实日期": "on",
        "on": "on",
        "true": "on",  # what YAML makes of a bare `on`
        "核实说明": "what",
        "what": "what",
        "佐证": "link",
        "佐证材料": "link",
        "链接": "link",
        "link": "link",
        "有效期至": "until",
        "until": "until",
    },
    NEEDED,
    ("attestations", "核实结论"),
    most_rows=MOST_ROWS,
    largest=LARGEST,
)


@dataclass(frozen=True)
class Attestation:
    """What a person found about a clause of a site. `site` is the site's folder, `link` an address or the name of a file."""

    place: str
    site: str
    requirement: str
    verdict: Outcome  # pass or fail
    by: str
    on: date
    what: str
    link: str = ""
    until: date = date.max

    @property
    def words(self) -> str:
        """What it says, as the list of those without effect shows it."""
        return f"{self.requirement}：{VERDICT_WORDS[self.verdict]}（{self.by}，{self.on.isoformat()}）{self.what}"

    def says_the_same(self, other: "Attestation") -> bool:
        """Whether another one differs in nothing but the place it stands in."""
        return self.kept() == other.kept()

    def says_as_much(self, other: "Attestation") -> bool:
        """Whether another one gives the same verdict by the same person on the same day, whatever its proof and term."""
        ours = (self.site, self.requirement, self.verdict, self.by, self.on, self.what)
        return ours == (other.site, other.requirement, other.verdict, other.by, other.on, other.what)

    def kept(self) -> dict[str, str]:
        """The fields of the file that keeps it."""
        values = {
            "site": self.site,
            "requirement": self.requirement,
            "verdict": self.verdict.value,
            "by": self.by,
            "on": self.on.isoformat(),
            "what": self.what,
            "link": self.link,
            "until": self.until.isoformat(),
        }
        return {name: value for name, value in values.items() if value}


def read_attestations(path: Path, clauses: Clauses, today: date) -> list[Attestation]:
    """The attestations of a file; raises PeopleFileError with every fault. `today`: nobody has looked at anything after it."""
    reading = Reading(path)
    found: list[Attestation] = []
    for number, values in table(path, FORM):
        try:
            one = attestation_of(values, reading.place(number), clauses, today)
            _refuse_contradiction(one, found)
        except RowFaultError as fault:
            reading.fault(number, str(fault))
        else:
            found.append(one)
    reading.finish()
    return found


def kept_attestations(folder: Path) -> list[Attestation]:
    """What a site's folder keeps, none where there is no file; whatever documents are known today. Raises PeopleFileError."""
    path = folder / FILE_NAME
    return read_attestations(path, Clauses(()), date.max) if path.is_file() else []


def latest(attestations: Iterable[Attestation], as_of: date) -> dict[str, Attestation]:
    """The newest attestation of each requirement that has not expired."""
    valid = sorted((one for one in attestations if one.until >= as_of), key=lambda one: one.on)
    return {one.requirement: one for one in valid}


def attestation_of(values: Mapping[str, Any], place: str, clauses: Clauses, today: date) -> Attestation:
    """The attestation in the fields of a row; raises RowFaultError for one that lacks something or cannot be."""
    lacking = missing(values, FORM, NEEDED)
    if lacking:
        raise RowFaultError(f"没有填{'、'.join(lacking)}；核实结论要写明条款、结论、谁、哪一天、看了什么")
    requirement, site = clause_and_site(values)
    if not site:
        raise RowFaultError("没有填网站；一条核实结论只对一个网站，请填写域名或网址")
    clauses.refuse_unknown(requirement)
    on = day_of(values, "on", "核实日期")
    if on > today:
        raise RowFaultError(f"核实日期 {on.isoformat()} 在今天（{today.isoformat()}）之后；请改正")
    until = day_of(values, "until", "有效期") if cell_words(values.get("until")) else on + VALID_FOR
    if until < on:
        raise RowFaultError(f"有效期至 {until.isoformat()}，早于核实日期；请改正")
    return Attestation(
        place,
        site=site,
        requirement=requirement,
        verdict=verdict_of(text_of(values, "verdict")),
        by=text_of(values, "by", 200),
        on=on,
        what=text_of(values, "what"),
        link=text_of(values, "link", LONGEST_ADDRESS),
        until=until,
    )


def verdict_of(words: str) -> Outcome:
    """A verdict in words; raises RowFaultError for anything but yes or no: what is still in doubt stays with the machine's outcome."""
    verdict = VERDICTS.get(words.strip().lower())
    if verdict is None:
        raise RowFaultError(f"核实结论“{shortened(words)}”不认识；应填 符合 或 不符合")
    return verdict


def _refuse_contradiction(one: Attestation, others: Iterable[Attestation]) -> None:
    for other in others:
        same = (one.site, one.requirement, one.on) == (other.site, other.requirement, other.on)
        if same and one.verdict is not other.verdict:
            raise RowFaultError(f"与{other.place}是同一网站、同一条款、同一天，结论相反；请只留一条")


def with_added(kept: Iterable[Attestation], added: Iterable[Attestation]) -> list[Attestation]:
    """Attestations of several sources, each once, oldest first; of one clause on one day the one added last counts."""
    by_day: dict[tuple[str, str, date], Attestation] = {}
    for one in (*kept, *added):
        known = by_day.get((one.site, one.requirement, one.on))
        if known is None or not one.says_the_same(known):
            by_day[one.site, one.requirement, one.on] = one
    return sorted(by_day.values(), key=lambda one: (one.on, one.site, one.requirement))


def write_attestations(attestations: Iterable[Attestation], folder: Path) -> Path:
    """Write attestations.yaml into a site's folder, whole or not at all, and return its path; raises OSError."""
    data = {"schema": SCHEMA, "attestations": [one.kept() for one in attestations]}
    path = folder / FILE_NAME
    draft = path.with_name(path.name + ".new")
    draft.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120), "utf-8")
    return draft.replace(path)
