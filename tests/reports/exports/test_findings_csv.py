"""findings.csv read back: a row per finding, and texts that no spreadsheet takes for formulas."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.exports.findings_csv import COLUMNS, FORMULA_SIGNS, csv_text, write_csv
from tests.reports import cards
from tests.reports.changed_cards import changed


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_per_finding_and_one_for_a_failed_check_without_any(tmp_path: Path) -> None:
    path = write_csv([cards.full(dead=3)], tmp_path)
    rows = rows_of(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(rows[0]) == list(COLUMNS)
    assert [row["check"] for row in rows] == [
        "freshness.homepage", *["links.site"] * 3, "site.identity", "interpretation.coverage",
        *["links.site"] * 3, "disclosure.sections",
    ]  # fmt: skip
    dead = rows[1]
    assert dead["finding"] == f"{1:016x}"
    assert dead["target"].endswith("zwgk/2025/1/t2025_000001.html")
    assert dead["places"] == "2"
    waived = next(row for row in rows if row["check"] == "site.identity")
    assert (waived["outcome"], waived["waived"]) == ("fail", "yes")
    assert rows[-1]["message"] == "缺 1 个部分。"


def test_what_changed_and_what_people_said_stand_in_the_last_columns(tmp_path: Path) -> None:
    rows = rows_of(write_csv([changed()], tmp_path))
    assert list(rows[0])[-4:] == ["change", "since", "followup", "attested_by"]
    assert {row["change"] for row in rows} >= {"new", "open", "returned", "first_look"}
    assert {row["since"] for row in rows} >= {"2026-02-01"}
    assert {row["followup"] for row in rows} >= {"replied"}


@pytest.mark.parametrize(
    "words", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1+1", "＝1+1", '"\r\n=1', "\x00", "\ud800"]
)
def test_nothing_crawled_starts_a_formula_or_a_row(tmp_path: Path, words: str) -> None:
    rows = rows_of(write_csv([cards.hostile(words)], tmp_path))
    assert len(rows) == 2
    assert not [cell for row in rows for cell in row.values() if cell.startswith((*FORMULA_SIGNS, "\t", "\r"))]


@given(st.text(min_size=1))
def test_any_words_come_back_as_one_row_each(words: str) -> None:
    rows = list(csv.DictReader(csv_text([cards.hostile(words)]).splitlines(keepends=True)))
    assert [row["finding"] for row in rows] == [f"{1:016x}"] * 2
