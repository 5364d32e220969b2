"""Attestations: a person's verdict where the machine has none, its points, and what it may not do."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.outcomes import Outcome
from portal.storage.manifest import Health
from reports.judging.judge import judge
from reports.people.attestations import Attestation, read_attestations, with_added, write_attestations
from reports.people.entries import Clauses, PeopleFileError
from reports.people.statements import Statements
from reports.people.waivers import Waiver
from reports.scorecard import Scorecard
from rulesets.model import Ruleset
from tests.reports.test_judging import NO_AAAA, TOOL, ruleset, snapshot

HOST = "www.qinghexia.gov.cn"
TODAY = date(2026, 3, 20)
HEAD = "网站,编号,核实结论,核实人,核实日期,核实说明,佐证,有效期至\n"
NO_PROBES = {"assess": [{"check": "site.availability"}]}  # unknown on the snapshot of these tests
MANUAL = {"assess": "manual", "proof": "签到表"}


def attestation(row: int = 0, verdict: Outcome = Outcome.PASS, **fields: Any) -> Attestation:
    values = {
        "place": f"a.csv 第 {row + 2} 行",
        "by": "李敏",
        "on": date(2026, 3, 5),
        "what": "看过签到表",
        "until": date(2027, 3, 5),
    }
    return Attestation(**{**values, "site": HOST, "requirement": f"rules/r{row}", "verdict": verdict, **fields})


def judged(rules: Ruleset, *attestations: Attestation, waivers: tuple[Waiver, ...] = (), **how: Any) -> Scorecard:
    said = Statements(waivers, attestations, (rules,))
    return judge(snapshot(**how), [rules], tool=TOOL, said=said)


def test_a_person_s_verdict_counts_where_the_machine_has_none_and_keeps_what_it_said() -> None:
    rules = ruleset({**MANUAL, "weight": 3}, NO_PROBES, {**MANUAL, "weight": 1})
    card = judged(rules, attestation(0), attestation(1), attestation(2, Outcome.FAIL))
    rows = card.rulesets[0].results
    assert [row.outcome for row in rows] == ["pass", "pass", "fail"]
    assert [row.attestation.machine for row in rows if row.attestation] == ["review", "unknown", "review"]
    assert "李敏 2026-03-05 人工核实：符合。看过签到表" in rows[0].reason
    assert rows[1].reason_code is None
    assert card.rulesets[0].score.value == 80.0  # 3 + 1 of 5
    assert card.unused == []


def test_a_machine_s_verdict_is_not_overruled_and_every_entry_without_effect_is_told_why() -> None:
    rules = ruleset(NO_AAAA, MANUAL, {**MANUAL, "strength": "encouraged"})
    older = attestation(1, Outcome.FAIL, on=date(2026, 1, 5), place="1")
    entries = (
        attestation(0, place="0"),
        older,
        attestation(1, place="2"),
        attestation(2, Outcome.FAIL, place="3"),
        attestation(1, until=date(2026, 2, 1), on=date(2026, 2, 1), place="4"),
        attestation(9, place="5"),
        attestation(1, site="www.elsewhere.gov.cn", place="6"),
    )
    card = judged(rules, *entries)
    assert [row.outcome for row in card.rulesets[0].results] == ["fail", "pass", "review"]
    told = {entry.place: entry.why for entry in card.unused}
    assert list(told) == ["0", "1", "3", "4", "5"]
    words = ("不合格", "后来另有核实结论（2）", "鼓励性", "到期，需要重新核实", "rules 里没有这一条")
    assert [word in why for word, why in zip(words, told.values(), strict=True)] == [True] * 5


def test_nothing_is_attested_or_waived_on_a_site_that_could_not_be_looked_at() -> None:
    down = Health(ok=False, reason_code="unreachable", detail="没有回应")
    waiver = Waiver("w", "在修", "某科", date(2027, 1, 1), requirement="rules/r0")
    card = judged(ruleset(MANUAL), attestation(0), waivers=(waiver,), health=down)
    assert card.rulesets[0].results[0].outcome is Outcome.UNKNOWN
    assert [entry.why for entry in card.unused] == ["网站这次没有检查成（网站打不开）"] * 2


def test_a_no_before_its_day_is_not_due_and_a_bonus_is_only_not_won() -> None:
    bonus = {"title": "加分项", "bonus": {"points": 5}, **MANUAL}
    rules = ruleset({**MANUAL, "due": "2026-12-31", "deduct": {"points": 2}}, bonus, {**MANUAL, "deduct": {"points": 3, "each": 0.5}}, scoring="national")  # fmt: skip
    card = judged(rules, *(attestation(row, Outcome.FAIL) for row in range(3)))
    rows = card.rulesets[0].results
    assert [(row.outcome.value, row.points, row.worth) for row in rows] == [
        ("not_due", None, 2.0), ("not_applicable", 0.0, 5.0), ("fail", 2.5, 3.0),
    ]  # fmt: skip


def test_scores_before_and_after_waivers_stand_side_by_side_and_a_waived_veto_is_none() -> None:
    rules = ruleset({**NO_AAAA, "veto": True}, {**NO_AAAA, "deduct": {"points": 4}}, {**MANUAL, "deduct": {"points": 6}}, scoring="national", min_judged=0.1)  # fmt: skip
    waiver = Waiver("w", "改造已立项", "县政府办", date(2026, 12, 31), check="ipv6.dns")
    card = judged(rules, waivers=(waiver,))
    score = card.rulesets[0].score
    assert (score.value, score.value_before_waivers, score.vetoed, score.grade_before_waivers) == (
        100.0, None, False, "不合格（单项否决）",
    )  # fmt: skip
    assert "全部豁免" in score.explanation
    assert "豁免前：不计分，不合格（单项否决）" in score.explanation
    assert [(row.outcome.value, row.waived, row.points) for row in card.rulesets[0].results[:2]] == [
        ("fail", True, None), ("fail", True, 4.0),
    ]  # fmt: skip


def test_a_waived_row_with_another_check_still_open_is_not_counted_as_passed() -> None:
    both = {"assess": [*NO_AAAA["assess"], *NO_PROBES["assess"]]}
    waiver = Waiver("w", "在修", "某科", date(2027, 1, 1), check="ipv6.dns")
    card = judged(ruleset(both, MANUAL), attestation(1), waivers=(waiver,))
    row = card.rulesets[0].results[0]
    assert (row.waived, row.points, row.worth) == (True, None, 1.0)
    assert card.rulesets[0].score.judged_points == 1.0


def known() -> Clauses:
    return Clauses([ruleset(MANUAL, MANUAL)])


def test_files_come_back_as_they_were_kept_and_the_latest_word_on_a_day_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD},rules/r0 {HOST},符合,李敏,2026年3月5日,看过签到表,签到表.pdf,\n", encoding="utf-8")
    (one,) = read_attestations(path, known(), TODAY)
    assert (one.site, one.until, one.link) == (HOST, date(2027, 3, 5), "签到表.pdf")
    (again,) = read_attestations(write_attestations([one], tmp_path), known(), TODAY)
    assert again.says_the_same(one)
    corrected = attestation(0, Outcome.FAIL)
    assert with_added([one], [again, corrected, attestation(0, Outcome.FAIL, place="9")]) == [corrected]
    bare = tmp_path / "b.yaml"
    bare.write_text(f"- {{site: {HOST}, requirement: rules/r0, verdict: fail, by: 李敏, on: 2026-03-05, what: 没有}}\n", encoding="utf-8")  # fmt: skip
    assert read_attestations(bare, known(), TODAY)[0].on == date(2026, 3, 5)


def test_faults_are_told_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    row = f"{HOST},rules/r0,符合,李敏,2026-03-05,看过,,"
    path.write_text(
        HEAD
        + "\n".join(
            (
                row,
                row.replace("符合", "不符合"),
                row.replace("符合", "待定"),
                row.replace("2026-03-05", "2026-03-21"),
                row.replace("r0", "r7"),
                row.replace(HOST, ""),
                row.replace("看过", ""),
                row + "2026-01-01",
            )
        ),
        encoding="utf-8",
    )
    with pytest.raises(PeopleFileError) as refused:
        read_attestations(path, known(), TODAY)
    words = ("结论相反", "应填 符合 或 不符合", "之后", "没有条款", "没有填网站", "核实说明", "早于核实日期")
    told = str(refused.value).splitlines()
    assert [word in line for word, line in zip(words, told, strict=True)] == [True] * 7
