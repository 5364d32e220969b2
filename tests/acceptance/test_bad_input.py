"""Whatever cannot be used gives one clear line and the documented exit code; nothing gathered is lost, nothing ends in a traceback."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from junitparser import JUnitXml

from checks.outcomes import Outcome
from cli.demo import RULESETS
from cli.main import main
from portal.storage.snapshot import Snapshot
from reports.scorecard import Scorecard
from tests.acceptance.conftest import CITY, Run, gongkai, run_of, started
from tests.acceptance.servers import expired_certificate, portal

FAST = (
    "--allow-private",
    "--render",
    "never",
    "--rate",
    "500",
    "--concurrency",
    "8",
    "--recheck",
    "0.2",
    "--as-of",
    "2026-03-01",
)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["audit", "没有 这样的网址"], "不是网址"),
        (["audit", "ftp://www.qinghexia.gov.cn/"], "http://"),
        (["audit", "http://127.0.0.1:8080/"], "--allow-private"),
        (["audit", "http://[::1]/"], "--allow-private"),
        (["audit", "http://localhost/"], "--allow-private"),
        (["audit", "http://10.1.2.3/"], "--allow-private"),
        (["audit", "sites.csv"], "没有这个文件"),
        (["audit"], "缺少参数"),
        (["audit", "http://www.qinghexia.gov.cn/", "--ruleset", "platform-2091"], "platform-2019"),
        (["audit", "http://www.qinghexia.gov.cn/", "--as-of", "2026年3月"], "日期"),
        (["audit", "http://www.qinghexia.gov.cn/", "--recheck", "soon"], "--recheck"),
        (["audit", "http://www.qinghexia.gov.cn/", "--recheck", "0"], "--recheck"),
        (["audit", "http://www.qinghexia.gov.cn/", "--level", "village"], "county"),
        (["audit", "http://www.qinghexia.gov.cn/", "--hosts", "nowhere.txt"], "nowhere.txt"),
        (["audit", "http://www.qinghexia.gov.cn/", "--render", "sometimes"], "--render"),
        (["audit", "http://www.qinghexia.gov.cn/", "--resume"], "没有这些网站未完成的检查"),
        (["audit", "http://www.qinghexia.gov.cn/", "--waivers", "w.csv"], "w.csv"),
        (["audit", "http://www.qinghexia.gov.cn/", "--wordlist", "nowhere.txt"], "nowhere.txt"),
        (["audit", "http://www.qinghexia.gov.cn/", "--other", "nowhere"], "nowhere"),
        (["audit", "http://www.qinghexia.gov.cn/", "--quick", "--off-peak", "22:00-06:00"], "--off-peak"),
        (["audit", "http://www.qinghexia.gov.cn/", "--unit", "市科技居"], "市科技局"),
        (["audit", "http://www.qinghexia.gov.cn/", "--no-such-thing"], "--no-such-thing"),
        (["compare", "a", "b"], "scorecard.json"),
        (["judge", "nowhere"], "快照"),
        (["report", "nowhere"], "scorecard.json"),
        (["rules", "show", "nothing"], "nothing"),
        (["--config", "nowhere.toml", "rules", "list"], "nowhere.toml"),
    ],
)
def test_unusable_input_ends_with_two_and_one_line(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert words in said
    assert len(said.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_malformed_ruleset_is_told_by_file_line_and_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = tmp_path / "ours.yaml"
    rules.write_text(
        "id: ours\ntitle: 某要点\nrequirements:\n  - id: a\n    title: 某项\n    assess:\n      - check: links.homepag\n",
        encoding="utf-8",
    )
    assert main(["audit", "http://www.qinghexia.gov.cn/", "--ruleset", str(rules)]) == 2
    said = capsys.readouterr().err
    assert f"{rules}:7" in said
    assert "links.homepage" in said


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", "网址,名称\n", "没有站点"),
        ("heading.csv", "名称,层级\n青禾县,县级\n", "网址"),
        ("broken.xlsx", "not a workbook", "XLSX"),
        ("sites.yaml", "just words", "列表"),
    ],
)
def test_unusable_site_list_ends_with_two(
    name: str, content: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert main(["audit", str(path)]) == 2
    assert words in capsys.readouterr().err


def test_folder_that_cannot_be_written_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = started("audit", "http://www.qinghexia.gov.cn/", "--out", str(tmp_path / "file" / "out"))
    assert done.returncode == 2
    assert "--out" in done.stderr


@pytest.fixture(scope="module")
def mixed_batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, dict[str, str]]:
    """A site list with a good portal, one with an expired certificate, a closed port, an unknown name and broken rows."""
    folder = tmp_path_factory.mktemp("mixed")
    with portal() as good, portal(certificate=expired_certificate(folder)) as tls:
        hosts = {
            "good": f"127.0.0.1_{good}",
            "tls": f"127.0.0.1_{tls}",
            "closed": "127.0.0.1_9",
            "unknown": "www.qinghexia.invalid",
        }
        sites = folder / "sites.csv"
        sites.write_text(
            f"网址,名称,层级,类型\nhttp://127.0.0.1:{good}/,青禾县人民政府,县级,门户网站\n不是网址,某县,县级,\n"
            f"https://127.0.0.1:{tls}/,,县级,门户网站\nhttp://127.0.0.1:9/,,县级,\nhttp://www.qinghexia.invalid/,,县级,\n"
            f"http://127.0.0.1:{good}/again,,村级,\n",
            encoding="gb18030",
        )
        done = started(
            "audit",
            str(sites),
            *FAST,
            "--ruleset",
            "platform-2019",
            "--format",
            "junit",
            "--json",
            "--jobs",
            "4",
            "--max-pages",
            "120",
            "--out",
            str(folder / "out"),
        )
    return run_of(done), hosts


def test_broken_rows_are_named_and_the_others_run(mixed_batch: tuple[Run, dict[str, str]]) -> None:
    run, hosts = mixed_batch
    assert "第 3 行" in run.stderr
    assert "第 7 行" in run.stderr
    assert "Traceback" not in run.stderr
    assert run.exit == 3
    index = (run.folder / "index.html").read_text(encoding="utf-8")
    assert "第 3 行" in index
    assert all((run.folder / host / "scorecard.json").is_file() for host in hosts.values())


def test_a_build_that_reads_junit_sees_an_error_for_each_site_that_was_not_audited(
    mixed_batch: tuple[Run, dict[str, str]],
) -> None:
    run, hosts = mixed_batch
    errors = JUnitXml.fromfile(str(run.folder / "junit.xml")).errors
    assert errors == sum((run.folder / hosts[name] / "junit.xml").read_text("utf-8").count("<error") for name in hosts)
    assert errors >= 2


def test_index_written_again_still_names_broken_rows(mixed_batch: tuple[Run, dict[str, str]]) -> None:
    run, _ = mixed_batch
    before = (run.folder / "index.html").read_bytes()
    assert gongkai("report", str(run.folder)).returncode == 0
    assert (run.folder / "index.html").read_bytes() == before


def test_site_that_does_not_answer_is_unknown_never_failed(mixed_batch: tuple[Run, dict[str, str]]) -> None:
    run, hosts = mixed_batch
    for site in ("closed", "unknown"):
        card = run.card(hosts[site])
        assert card.site.outcome is Outcome.UNKNOWN
        assert card.site.reason_code == "unreachable"
        assert {row.outcome for rules in card.rulesets for row in rules.results} <= {
            Outcome.UNKNOWN,
            Outcome.NOT_APPLICABLE,
        }


def test_certificate_fault_is_recorded_and_the_crawl_goes_on(mixed_batch: tuple[Run, dict[str, str]]) -> None:
    run, hosts = mixed_batch
    card = run.card(hosts["tls"])
    assert card.site.outcome is None
    assert card.run.pages > 100


def test_interrupt_keeps_what_was_gathered(tmp_path: Path) -> None:
    with portal(delay=0.05) as port:
        command = ["audit", f"http://127.0.0.1:{port}/", *FAST, "--concurrency", "1", "--ruleset", "platform-2019"]
        process = subprocess.Popen(
            [sys.executable, "-m", "cli", *command, "--json", "--out", str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line).get("pages", 0) > 5:
                process.send_signal(signal.SIGINT)
                break
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    site = next(tmp_path.glob("*/127.0.0.1_*"))
    snapshot = Snapshot.open(site / "snapshot")
    assert snapshot.manifest.run.stopped_by == "interrupted"
    assert 0 < snapshot.manifest.run.pages < 400
    card = Scorecard.model_validate_json((site / "scorecard.json").read_bytes())
    assert card.run.stopped_by == "interrupted"


def test_snapshot_judged_again_gives_the_same_card_without_a_request(demo_run: Run, tmp_path: Path) -> None:
    rulesets = [argument for name in RULESETS for argument in ("--ruleset", name)]
    again = run_of(gongkai("judge", str(demo_run.snapshot(CITY)), *rulesets, "--json", "--out", str(tmp_path)))
    assert again.exit == 0
    assert again.card(CITY) == demo_run.card(CITY)


def test_one_ruleset_judged_again_equals_its_part_of_the_card(demo_run: Run, tmp_path: Path) -> None:
    again = run_of(
        gongkai(
            "judge",
            str(demo_run.snapshot(CITY)),
            "--ruleset",
            "platform-2019",
            "--json",
            "--out",
            str(tmp_path),
        )
    )
    part = next(rules for rules in demo_run.card(CITY).rulesets if rules.id == "platform-2019")
    assert again.card(CITY).rulesets == [part]


def test_report_writes_the_same_pages_again(demo_run: Run) -> None:
    page = demo_run.folder / CITY / "scorecard.html"
    before = page.read_bytes()
    assert gongkai("report", str(demo_run.folder)).returncode == 0
    assert page.read_bytes() == before
    assert gongkai("report", str(page.parent)).returncode == 0


def test_dry_run_names_sites_and_rulesets_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = gongkai("audit", "http://www.zibo.gov.cn/", "--level", "city", "--kind", "portal", "--dry-run")
    assert done.returncode == 0
    assert "platform-2019" in done.stdout
    assert list(tmp_path.iterdir()) == []
