"""Waivers: what they cover and what not, the score before and after, and files that cannot be used."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from checks.catalogue import CATALOGUE
from checks.outcomes import Outcome
from reports.exports.occurrences import occurrences
from reports.judging.verdict import failed
from reports.people.entries import Clauses, PeopleFileError
from reports.people.waivers import Waiver, read_waivers
from reports.people.waiving import Waiving
from reports.scorecard import ResultCard
from rulesets.model import Ruleset
from tests.reports import cards, parts
from tests.reports.parts import HOME

HOST = "www.qiwuxian.gov.cn"
AS_OF = date(2026, 3, 1)
ROWS = [{"id": name, "title": "某项要求", "assess": "manual"} for name in ("usable", "v3", "marks")]
KNOWN = Clauses([Ruleset.model_validate({"id": "national-2019", "title": "检查指标", "requirements": ROWS})])
HEAD = "网站,条款编号,检查项,地址,问题编号,理由,批准人,有效期至\n"


def waiver(**fields: Any) -> Waiver:
    return Waiver(**{"place": "w.csv 第 2 行", "reason": "在修", "by": "某科", "until": date(2026, 6, 30), **fields})


def waived(result: ResultCard, *waivers: Waiver) -> tuple[ResultCard, list[str]]:
    """The result after waivers, and why waivers had no effect."""
    waiving = Waiving(waivers, HOST, AS_OF, KNOWN)
    (done,) = waiving.waive([result])
    return done, [entry.why for entry in waiving.unused()]


def covered(result: ResultCard) -> list[str]:
    return [f.id[-1] for a in result.assessments for f in a.findings if f.waiver]


def links(dead: int = 3) -> ResultCard:
    return cards.links_result("national-2019/usable", dead)


@pytest.mark.parametrize(
    ("fields", "ids", "whole"),
    [
        ({"requirement": "national-2019/usable"}, ["1", "2", "3"], True),
        ({"check": "links.site"}, ["1", "2", "3"], True),
        ({"check": "links.homepage"}, [], False),
        ({"requirement": "national-2019/v3"}, [], False),
        ({"finding": f"{2:016x}"}, ["2"], False),
        ({"url": "*/zwgk/2025/2/*"}, ["2"], False),  # what the link points at
        ({"url": "/zwgk/2025/[23]/*"}, ["2", "3"], False),
        ({"url": "www.qiwuxian.gov.cn/zwgk/1/"}, [], False),  # only one of the pages each stands on
        ({"url": "/zwgk/?/"}, ["1", "2", "3"], True),
        ({"url": "/zwgk/?/", "check": "links.homepage"}, [], False),
        ({"site": "www.elsewhere.gov.cn", "check": "links.site"}, [], False),
        ({"site": HOST, "check": "links.site", "until": date(2026, 2, 28)}, [], False),
        ({"site": HOST, "check": "links.site", "until": AS_OF}, ["1", "2", "3"], True),
    ],
)
def test_a_waiver_covers_what_it_names_and_nothing_else(fields: dict[str, Any], ids: list[str], whole: bool) -> None:
    before = links()
    after, _ = waived(before, waiver(**fields))
    assert (covered(after), after.waived, after.outcome) == (ids, whole, Outcome.FAIL)
    assert covered(before) == []  # shared with other requirements


def test_of_several_waivers_the_one_that_lasts_longest_is_shown_and_all_count_as_used() -> None:
    short = waiver(check="links.site", until=date(2026, 4, 1))
    long = waiver(check="links.site", until=date(2027, 4, 1), by="另一科", place="w.csv 第 3 行")
    after, unused = waived(links(), short, long)
    assert {f.waiver.by for f in after.assessments[0].findings if f.waiver} == {"另一科"}
    assert unused == []


def test_waivers_without_effect_are_told_with_the_reason_unless_they_are_about_another_site() -> None:
    old = waiver(check="links.site", until=date(2026, 2, 1), place="1")
    mended = waiver(check="site.search", place="2")
    elsewhere = waiver(site="www.elsewhere.gov.cn", check="links.site", place="3")
    unjudged = waiver(requirement="national-2019/marks", place="4")
    stranger = waiver(requirement="nationl-2019/marks", place="5")
    _, why = waived(links(), old, mended, elsewhere, unjudged, stranger)
    assert [part in told for part, told in zip(("到期", "已经整改", "没有按", "national-2019"), why, strict=True)] == [
        True
    ] * 4


def test_findings_that_are_not_listed_only_a_waiver_for_all_of_them_covers() -> None:
    row = links()
    row.assessments[0].unlisted = 7
    assert waived(row, waiver(url="/zwgk/?/"))[0].waived is False
    assert waived(row, waiver(check="links.site"))[0].waived is True


def test_a_verdict_without_findings_is_waived_by_its_clause_and_stops_no_build() -> None:
    row = parts.result("national-2019/v3", "某项", Outcome.FAIL, "比例不足", veto=True, worth=1, points=0, assessments=[
        parts.assessment("interpretation.coverage", "解读比例", Outcome.FAIL, "30%"),
    ])  # fmt: skip
    assert waived(row, waiver(url="/zwgk/*"))[0].waived is False
    after, _ = waived(row, waiver(requirement="national-2019/v3"))
    card = parts.scorecard([parts.ruleset("national-2019", "检查指标", [after])])
    assert after.waiver == waiver(requirement="national-2019/v3").card
    assert (after.waived, failed(card), [one.accuses for one in occurrences([card])]) == (True, False, [False])


def lines(path: Path) -> list[str]:
    with pytest.raises(PeopleFileError) as refused:
        read_waivers(path, KNOWN)
    return str(refused.value).splitlines()


def test_all_faults_of_a_file_are_told_at_once_with_row_and_mend(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text(
        HEAD
        + ",,links.site,,,在修,某科,\n"
        + ",,links.site,,,,,2026-06-30\n"
        + ",,,,,在修,某科,2026-06-30\n"
        + ",,,*,,在修,某科,2026-06-30\n"
        + ",,,http://*/*,,在修,某科,2026-06-30\n"
        + f",,,{HOME}*,,在修,某科,2026-06-30\n"
        + ",,,*.html,,在修,某科,2026-06-30\n"
        + ",national-2019/usabel,,,,在修,某科,2026-06-30\n"
        + ",,links.sit,,,在修,某科,2026-06-30\n"
        + "栖梧县,,links.site,,,在修,某科,2026-06-30\n"
        + ",,links.site,,,在修,某科,明年底\n"
        + f",,links.site,,,{'长' * 1001},某科,2026-06-30\n",
        encoding="gb18030",
    )
    parts_told = [
        "有效期至",
        "理由、批准人",
        "没有说明豁免什么",
        "太宽",
        "太宽",
        "太宽",
        "太宽",
        "usable",
        "links.site",
        "不是网址",
        "不是日期",
        "最多",
    ]
    told = lines(path)
    assert [words in line for words, line in zip(parts_told, told, strict=True)] == [True] * 12
    assert [line.split("第 ")[1].split(" 行")[0] for line in told] == [str(number) for number in range(2, 14)]


def test_days_sites_and_checks_are_read_as_offices_write_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["某县豁免清单"])
    sheet.append(["编号", "网站", "检查项", "地址", "理由", "批准人", "截止日期"])
    sheet.append([f"national-2019/usable {HOST}", None, None, None, "在修", "某科", date(2026, 6, 30)])
    sheet.append(
        [None, "WWW.QIWUXIAN.gov.cn", CATALOGUE["links.site"].texts.title, "", "在修", "某科", "2026年6月30日"]
    )
    sheet.append([None, HOME, "links.site", "", "在修", "某科", 46203])
    sheet.append([None, "www.qiwuxian.gov.cn", None, "http://tj.example.com/*", "在修", "某科", "２０２６/6/30"])
    book.save(tmp_path / "w.xlsx")
    found = read_waivers(tmp_path / "w.xlsx", KNOWN)
    assert {(one.site, one.until) for one in found} == {(HOST, date(2026, 6, 30))}
    assert [one.check for one in found] == ["", "links.site", ""]  # the same twice is one
    assert found[0].requirement == "national-2019/usable"


def test_a_file_of_eight_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 8_000_000)
    assert "超过 4 MB" in lines(path)[0]


@pytest.mark.parametrize("words", ["{{ 7*7 }}", "<script>x</script>", "=1+1", "\u202e倒"])
def test_hostile_texts_stay_texts(tmp_path: Path, words: str) -> None:
    path = tmp_path / "w.csv"
    path.write_bytes(f"{HEAD},,links.site,,,{words},{words},2026-06-30\n".encode())
    (one,) = read_waivers(path, KNOWN)
    after, _ = waived(links(1), one)
    assert after.assessments[0].findings[0].waiver == one.card
    assert after.model_dump_json()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_pattern_is_read_or_refused_and_matches_without_delay(tmp_path: Path, pattern: str) -> None:
    one = waiver(url=pattern + "*a" * 30)
    assert one.matches(f"{HOME}{'a' * 300}b") in (True, False)


CELLS = st.lists(st.sampled_from(["", "*", "links.site", "national-2019/v3", HOST, "2026-06-30", "在修", "=1", "[", "http://[", "\u202e"]) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=8, max_size=8)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS, max_size=4))
def test_any_rows_are_waivers_with_all_they_need_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "w.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD.strip().split(","), *rows])
    faults = []
    try:
        found = read_waivers(path, KNOWN)
    except PeopleFileError as fault:
        faults = str(fault).splitlines()
        found = []
    assert all(one.reason and one.by and (one.requirement or one.check or one.finding or one.url) for one in found)
    assert all(str(path) in line for line in faults)


def test_an_empty_file_is_refused_and_a_list_without_rows_is_not(tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_bytes(b"\xef\xbb\xbf\n")
    assert lines(tmp_path / "w.csv")[0].endswith("豁免清单是空的，连表头也没有（XLSX 只读第一张表）")
    book = Workbook()
    book.create_sheet("豁免").append(HEAD.strip().split(","))
    book.save(tmp_path / "w.xlsx")
    assert "只读第一张表" in lines(tmp_path / "w.xlsx")[0]
    (tmp_path / "w.csv").write_text(HEAD, encoding="utf-8")
    assert read_waivers(tmp_path / "w.csv", KNOWN) == []
