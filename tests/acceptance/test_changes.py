"""A lab portal checked three times, with defects mended, planted and come back between: the cards say so, and accuse of nothing else."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from auditing.batch import Batch
from auditing.exits import Exit
from auditing.runs import LOG_NAME, SNAPSHOT_NAME
from auditing.site_job import SiteJob
from benchmarks.changes import Tally, judge, write_ruleset
from benchmarks.lives import RUNS, Subject
from crawler.options import CrawlJob, CrawlOptions
from demo.lab import Lab
from demo.model import AS_OF
from demo.server import serve
from portal.site import Site
from reports.scorecard import Scorecard

CHECKS: dict[str, dict[str, Any]] = {
    name: {} for name in ("site.find_errors", "links.homepage", "links.site", "disclosure.guide", "interaction.replies")
}
SUBJECT = Subject(
    "trs",
    1,
    50,
    {
        "site.find_errors": (1, 1, 1),
        "links.homepage": (1, 0, 1),
        "disclosure.guide": (1, 0, 0),
        "interaction.replies": (0, 1, 1),
    },
)


@contextmanager
def played(run: int, place: Path) -> Iterator[SiteJob]:
    """The portal as it is at one run, at a port of its own, and the job of checking it."""
    lab = SUBJECT.lab(run)
    with serve([lab.portal]) as playing:
        hosts = place / f"hosts-{run}"
        lines = [line for line in playing.hosts_lines() if not line.startswith("[")]
        hosts.write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield job_of(lab, hosts, place / f"2026030{run + 1}-0200", place / "rules.yaml")


def job_of(lab: Lab, hosts: Path, run: Path, rules: Path) -> SiteJob:
    facts = {name: lab.key.site[name] for name in ("name", "code", "level", "kind")}
    site = Site.model_validate({"url": lab.portal.url(), **facts})
    (run / site.folder).mkdir(parents=True)
    options = CrawlOptions(
        rate=500, concurrency=8, recheck=[0.2], timeout=5, render="never", hosts_file=hosts, allow_private=True
    )
    crawl = CrawlJob(
        site=site, as_of=AS_OF, folder=run / site.folder / SNAPSHOT_NAME, log=run / LOG_NAME, options=options
    )
    return SiteJob(crawl=crawl, rulesets=[str(rules)], as_of=AS_OF, level=site.level, kind=site.kind)


def test_new_open_mended_and_returned_are_what_was_planted(tmp_path: Path) -> None:
    write_ruleset(CHECKS, tmp_path)
    with ExitStack() as stack:
        jobs = [stack.enter_context(played(run, tmp_path)) for run in range(RUNS)]
        ends = Batch(jobs, 1, lambda event: None).run()  # noqa: ARG005 (nobody watches)
    assert [end.exit for end in ends] == [Exit.FAILED] * RUNS
    cards = [Scorecard.model_validate_json((job.folder / "scorecard.json").read_bytes()) for job in jobs]
    tallies = {check: Tally() for check in CHECKS}
    judge(SUBJECT, cards, tallies)
    assert [line for tally in tallies.values() for line in tally.wrong] == []
    told = {check: {state: count for state, count in tally.told.items() if state} for check, tally in tallies.items()}
    assert told["site.find_errors"] == {"open": 2 * len({*_ids(cards[0], "site.find_errors")})}
    assert told["links.homepage"] == {"mended": 1, "returned": 1}
    assert told["disclosure.guide"] == {"mended": 2}  # told in both later runs
    assert set(told["interaction.replies"]) == {"new", "open"}
    assert not any(tally.left_open for tally in tallies.values())
    assert [len(card.trend) for card in cards] == [0, 1, 2]


def _ids(card: Scorecard, check: str) -> list[str]:
    answers = (answer for row in card.rulesets[0].results for answer in row.assessments if answer.check == check)
    return [finding.id for answer in answers for finding in answer.findings]
