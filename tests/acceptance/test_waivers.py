"""Waivers and attestations by the command a user types, on a bundled portal's snapshot."""

from pathlib import Path

import pytest

from auditing.judgement import read_card
from cli.main import main
from tests.acceptance.conftest import COUNTY, Run

JUDGE = ["--ruleset", "ipv6", "--as-of", "2026-03-01"]


def test_what_is_waived_makes_no_exit_one_and_stays_on_the_card(
    demo_run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    snapshot = str(demo_run.snapshot(COUNTY))
    assert main(["judge", snapshot, *JUDGE, "--out", str(tmp_path / "a")]) == 1
    waivers = tmp_path / "w.csv"
    waivers.write_bytes(
        "条款编号；理由；批准人；有效期至\nipv6/record；改造已排期；县政府办；2026-12-31\n"
        "ipv6/reachable；改造已排期；县政府办；2026年12月31日\nipv6/reachable；旧的；县政府办；2026-02-28\n".encode(
            "gb18030"
        )
    )
    capsys.readouterr()
    assert main(["judge", snapshot, *JUDGE, "--waivers", str(waivers), "--out", str(tmp_path / "b")]) == 0
    assert "全部豁免 2 条；没有起作用的豁免、核实结论 1 条" in capsys.readouterr().out
    (folder,) = (tmp_path / "b").glob(f"*/{COUNTY}")
    card = read_card(folder)
    rows = {row.requirement: row for row in card.rulesets[0].results}
    assert (rows["ipv6/record"].outcome, rows["ipv6/record"].waived) == ("fail", True)
    assert card.rulesets[0].score.value_before_waivers == 0.0
    assert [(entry.place, "到期" in entry.why) for entry in card.unused] == [("w.csv 第 4 行", True)]
    assert "已豁免至 2026-12-31：改造已排期（县政府办）" in (folder / "scorecard.html").read_text(encoding="utf-8")


def test_files_with_faults_are_refused_together_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "w.csv").write_text(
        "检查项,理由,批准人,有效期至\nlinks.sit,在修,,2026-06-30\nlinks.sit,在修,某科,2026-06-30\n", "utf-8"
    )
    (tmp_path / "a.yaml").write_text("- {site: x, requirement: ipv6/recrd, verdict: 待定}\n", "utf-8")
    files = ["--waivers", str(tmp_path / "w.csv"), "--attestations", str(tmp_path / "a.yaml")]
    out = tmp_path / "out"
    assert main(["audit", "http://www.qinghexia.gov.cn/", *files, "--out", str(out)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert ["w.csv 第 2 行" in told[0], "links.site" in told[1], "a.yaml 第 1 行" in told[2]] == [True] * 3
    assert not out.exists()
