"""`gongkai audit` and `gongkai crawl`: crawl the sites, judge them, write cards and the index of the batch."""

import sys
from pathlib import Path

import typer
from rich.console import Console

from auditing.batch import Batch, SiteEnd
from auditing.exits import Exit
from auditing.fillable import write_run_workbook
from auditing.judgement import exit_of, load_rulesets, read_card, wrong_words
from auditing.resume import find_unfinished
from auditing.run_log import RunLog
from auditing.runs import CARD_NAME, LOG_NAME, new_run, write_failures
from auditing.site_job import SiteJob
from auditing.statements import absent_line, read_statements
from auditing.word_documents import write_run_documents
from cli import options
from cli.crawled import contents_of_each
from cli.export_formats import Formats, write_exports
from cli.plan import Plan, read_plan, site_job
from cli.progress import display
from cli.summary import dry_run_lines, print_contents, print_summary
from cli.units import refuse_unknown_unit, units_of
from portal.site import Site
from reports.index import write_index
from rulesets.loading import builtins


def audit(
    targets: options.Targets,
    ruleset: options.RulesetNames = None,
    as_of: options.AsOf = None,
    level: options.LevelOption = None,
    kind: options.KindOption = None,
    year: options.Year = None,
    wordlist: options.Wordlist = None,
    waivers: options.Waivers = None,
    attestations: options.Attestations = None,
    other: options.Others = None,
    unit: options.Unit = None,
    out: options.Out = Path("out"),
    formats: Formats = None,
    history: options.History = None,
    jobs: options.Jobs = None,
    quick: options.Quick = False,
    max_pages: options.MaxPages = 3000,
    max_depth: options.MaxDepth = 20,
    rate: options.Rate = 4.0,
    concurrency: options.Concurrency = 4,
    render: options.RenderOption = options.Render.AUTO,
    max_rendered: options.MaxRendered = 200,
    timeout: options.Timeout = 15.0,
    robots: options.RobotsOption = options.Robots.OBEY,
    recheck: options.Recheck = None,
    user_agent: options.UserAgent = None,
    contact: options.Contact = None,
    hosts: options.Hosts = None,
    nameserver: options.Nameserver = None,
    allow_private: options.AllowPrivate = False,
    proxy: options.Proxy = None,
    previous: options.Previous = None,
    off_peak: options.OffPeak = None,
    resume: options.Resume = False,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> None:
    """检查一个或多个网站：抓取、评判、生成检查结果单。"""
    names = ruleset or []
    rulesets = load_rulesets(names)
    if unit:
        refuse_unknown_unit(unit, units_of(rulesets or builtins()))
    wrong_words(wordlist)  # a list that cannot be read is refused before anything is fetched
    said = read_statements(waivers, attestations or [], names)
    plan = read_plan(
        targets, rulesets=names, as_of=as_of, level=level, kind=kind, year=year, wordlist=wordlist, out=out, jobs=jobs, as_json=json,
        max_pages=max_pages, max_depth=max_depth, rate=rate, concurrency=concurrency, render=render,
        max_rendered=max_rendered, timeout=timeout,
        robots=robots, recheck=recheck, user_agent=user_agent, contact=contact, hosts=hosts, nameserver=nameserver,
        allow_private=allow_private, proxy=proxy, history=history, resume=resume, previous=previous,
        off_peak=off_peak, quick=quick, unit=unit, others=other, formats=formats,
        waivers=waivers, attestations=attestations,
    )  # fmt: skip
    _say([line for line in [absent_line(said, [site.folder for site in plan.targets.sites])] if line])
    if dry_run:
        _say(plan.targets.broken)
        typer.echo("\n".join(dry_run_lines(plan.targets.sites, names, level, kind, year)))
        return
    raise typer.Exit(int(execute(plan)))


def crawl(
    targets: options.Targets,
    as_of: options.AsOf = None,
    level: options.LevelOption = None,
    kind: options.KindOption = None,
    out: options.Out = Path("out"),
    history: options.History = None,
    jobs: options.Jobs = None,
    max_pages: options.MaxPages = 3000,
    max_depth: options.MaxDepth = 20,
    rate: options.Rate = 4.0,
    concurrency: options.Concurrency = 4,
    render: options.RenderOption = options.Render.AUTO,
    max_rendered: options.MaxRendered = 200,
    timeout: options.Timeout = 15.0,
    robots: options.RobotsOption = options.Robots.OBEY,
    recheck: options.Recheck = None,
    user_agent: options.UserAgent = None,
    contact: options.Contact = None,
    hosts: options.Hosts = None,
    nameserver: options.Nameserver = None,
    allow_private: options.AllowPrivate = False,
    proxy: options.Proxy = None,
    previous: options.Previous = None,
    off_peak: options.OffPeak = None,
    resume: options.Resume = False,
    json: options.Json = False,
) -> None:
    """只抓取，保存快照，不评判。"""
    plan = read_plan(
        targets, rulesets=None, as_of=as_of, level=level, kind=kind, year=None, out=out, jobs=jobs, as_json=json,
        max_pages=max_pages, max_depth=max_depth, rate=rate, concurrency=concurrency, render=render,
        max_rendered=max_rendered, timeout=timeout,
        robots=robots, recheck=recheck, user_agent=user_agent, contact=contact, hosts=hosts, nameserver=nameserver,
        allow_private=allow_private, proxy=proxy, history=history, resume=resume, previous=previous,
        off_peak=off_peak,
    )  # fmt: skip
    raise typer.Exit(int(execute(plan)))


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
