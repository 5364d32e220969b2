"""Carrying out a plan (执行检查): crawl and judge every site, write the index of the batch, tell how it went."""

import sys
from pathlib import Path

from rich.console import Console

from auditing.batch import Batch, SiteEnd
from auditing.exits import Exit
from auditing.fillable import write_run_workbook
from auditing.judgement import exit_of, read_card
from auditing.resume import find_unfinished
from auditing.run_log import RunLog
from auditing.runs import CARD_NAME, LOG_NAME, new_run, write_failures
from auditing.site_job import SiteJob
from auditing.word_documents import write_run_documents
from cli.crawled import contents_of_each
from cli.export_formats import write_exports
from cli.plan import Plan, site_job
from cli.progress import display
from cli.summary import print_contents, print_summary
from portal.site import Site
from reports.index import write_index


def execute(plan: Plan) -> Exit:
    """Run a plan: crawl and judge every site, write the index, print the summary; returns the exit code."""
    run, jobs = _begin(plan)
    _say(plan.targets.broken)
    with display(as_json=plan.as_json) as screen:
        batch = Batch(jobs, min(plan.jobs, len(jobs)), RunLog(run / LOG_NAME).beside(screen.report))
        ends = batch.run()
        code = Exit.INTERRUPTED if batch.stopped else Exit.of([*(end.exit for end in ends), *_done_before(run, jobs)])
        if plan.rulesets is not None:
            _write_index(plan, run, ends)
        elif plan.as_json:
            for name, contents in contents_of_each(ends):
                screen.report({"event": "contents", "site": name, **contents})
        if plan.as_json:
            screen.report({"event": "finished", "run": str(run), "exit": int(code)})
    _conclude(plan, run, ends)
    return code


def _begin(plan: Plan) -> tuple[Path, list[SiteJob]]:
    """The run's folder and what is to be done there: a new run, or what is left of one that was cut off."""
    if plan.resume:
        left = find_unfinished(plan.out, [site.url for site in plan.targets.sites], crawl_only=plan.rulesets is None)
        _say([f"接着做 {left.run}（还有 {len(left.jobs)} 个网站没有做完），沿用当时的选项"])
        return left.run, left.jobs
    run = new_run(plan.out)
    return run, [site_job(plan, site, run) for site in plan.targets.sites]


def _done_before(run: Path, jobs: list[SiteJob]) -> list[Exit]:
    """Exit codes of sites that an earlier part of the run finished."""
    now = {job.folder.resolve() for job in jobs}
    return [exit_of(read_card(card.parent)) for card in run.glob(f"*/{CARD_NAME}") if card.parent.resolve() not in now]


def _write_index(plan: Plan, run: Path, ends: list[SiteEnd]) -> None:
    folders = sorted(card.parent for card in run.glob(f"*/{CARD_NAME}"))
    cards = [read_card(folder) for folder in folders]
    crashed = [f"{end.job.crawl.site.url}：{end.error}" for end in ends if end.error]
    failures = [*plan.targets.broken, *crashed]
    write_failures(run, failures)
    write_index(cards, failures, run)
    write_run_workbook(cards, failures, run)
    write_run_documents(cards, failures, run)
    write_exports(plan.formats, cards, folders, run)


def _conclude(plan: Plan, run: Path, ends: list[SiteEnd]) -> None:
    """What a person reads last: how each site did and where to look."""
    console = Console(stderr=plan.as_json)
    if plan.rulesets is None:
        for name, contents in () if plan.as_json else contents_of_each(ends):
            print_contents(console, name, contents)
        console.print(f"快照在 {run}", markup=False, soft_wrap=True)
        return
    cards = [read_card(end.job.folder) for end in ends if (end.job.folder / CARD_NAME).is_file()]
    print_summary(console, cards)
    console.print(f"汇总：{run / 'index.html'}", markup=False, soft_wrap=True)
    for card in cards:
        console.print(
            f"检查结果单：{run / Site(url=card.site.url).folder / 'scorecard.html'}", markup=False, soft_wrap=True
        )


def _say(lines: list[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)
