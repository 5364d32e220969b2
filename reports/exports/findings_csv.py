"""findings.csv (问题清单): one row per finding, for spreadsheets and scripts. Columns are a contract: add, never rename."""

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from reports.exports.occurrences import Occurrence, occurrences
from reports.page.requirements import clause_words
from reports.scorecard import EvidenceCard, Scorecard
from reports.wording.plaintext import plain

FILE_NAME = "findings.csv"
FORMULA_SIGNS = tuple(
    "=+-@＝＋－＠"
)  # what a spreadsheet takes for the start of a formula; full width signs count in East Asian editions
ADDRESS_LENGTH = 2000
NOWHERE = EvidenceCard(url="", page_title="")

COLUMNS: dict[str, Callable[[Occurrence], str]] = {
    "site": lambda one: one.card.site.name,
    "host": lambda one: one.card.site.host,
    "as_of": lambda one: one.card.as_of.isoformat(),
    "ruleset": lambda one: one.ruleset.id,
    "requirement": lambda one: one.result.requirement,
    "title": lambda one: one.result.title,
    "clause": lambda one: clause_words(one.result.clause, one.ruleset),
    "lead": lambda one: "、".join(one.result.units.lead),
    "cooperating": lambda one: "、".join(one.result.units.cooperating),
    "due": lambda one: one.result.due.isoformat() if one.result.due else "",
    "outcome": lambda one: one.result.outcome.value,
    "check": lambda one: one.assessment.check,
    "check_outcome": lambda one: one.assessment.outcome.value,
    "severity": lambda one: one.finding.severity.value if one.finding else "",
    "waived": lambda one: "yes" if one.is_waived else "no",
    "finding": lambda one: one.finding.id if one.finding else "",
    "message": lambda one: one.message,
    "page": lambda one: _place(one).url,
    "page_title": lambda one: _place(one).page_title,
    "target": lambda one: _place(one).target or "",
    "excerpt": lambda one: _place(one).excerpt,
    "places": lambda one: str(len(one.finding.evidence)) if one.finding else "0",
    "remedy": lambda one: one.finding.remedy if one.finding else "",
    "change": lambda one: one.finding.change.state.value if one.finding and one.finding.change else "",
    "since": lambda one: one.finding.change.since.isoformat() if one.finding and one.finding.change else "",
    "followup": lambda one: one.result.followup.state if one.result.followup else "",
    "attested_by": lambda one: one.result.attestation.by if one.result.attestation else "",
}
ADDRESSES = {"page", "target"}


def write_csv(cards: Iterable[Scorecard], folder: Path) -> Path:
    """Write findings.csv of one or more cards, whole or not at all: UTF-8 with a byte order mark, without which Excel takes it for GBK.

    Returns its path; raises OSError.
    """
    path = folder / FILE_NAME
    draft = path.with_name(path.name + ".new")
    with draft.open("w", encoding="utf-8-sig", newline="") as file:
        _write(cards, file)
    return draft.replace(path)


def csv_text(cards: Iterable[Scorecard]) -> str:
    """The text of findings.csv."""
    text = io.StringIO(newline="")
    _write(cards, text)
    return text.getvalue()


def _write(cards: Iterable[Scorecard], file: io.TextIOBase) -> None:
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for one in occurrences(cards):
        rows.writerow(harmless(_cell(name, value(one))) for name, value in COLUMNS.items())


def _cell(name: str, value: str) -> str:
    return plain(value, ADDRESS_LENGTH) if name in ADDRESSES else plain(value)


def harmless(text: str) -> str:
    """`text` as no spreadsheet takes for a formula: an apostrophe stands before what looks like one."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _place(one: Occurrence) -> EvidenceCard:
    """The first place where it was seen."""
    return one.finding.evidence[0] if one.finding and one.finding.evidence else NOWHERE
