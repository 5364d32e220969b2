"""`gongkai audit` and `gongkai crawl`: read what is asked for, and have it carried out once all of it is usable."""

import sys
from pathlib import Path

import typer

from auditing.exits import Exit
from auditing.judgement import wrong_words
from auditing.ruleset_pool import load_rulesets
from auditing.statements import absent_line, read_statements
from cli import options
from cli.dry_run import dry_run_lines
from cli.export_formats import Formats
from cli.plan import Plan, read_plan
from cli.server_options import refuse_without_server, wanted_of
from cli.units import refuse_unknown_unit, units_of
from reports.judging.judge import NOTHING_SAID
from rulesets.loading import builtins


def audit(
    context: typer.Context,
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
    server: options.Server = None,
    token: options.Token = None,
    at_once: options.AtOnce = False,  # noqa: ARG001 (read from the context, as all that the service is asked for)
) -> None:
    """检查一个或多个网站：抓取、评判、生成检查结果单。"""
    names = ruleset or []
    if server:
        raise typer.Exit(int(_on_server(context, server, token)))
    refuse_without_server(context)
    rulesets = load_rulesets(names)
    if unit:
        refuse_unknown_unit(unit, units_of(rulesets or builtins()))
    wrong_words(wordlist)  # a list that cannot be read is refused before anything is fetched
    said = read_statements(waivers, attestations or [], names) if waivers or attestations else NOTHING_SAID
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
    raise typer.Exit(int(_carried_out(plan)))


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
    raise typer.Exit(int(_carried_out(plan)))


def _carried_out(plan: Plan) -> Exit:
    from cli.execution import execute  # what crawls and writes is loaded when the plan is found usable

    return execute(plan)


def _on_server(context: typer.Context, server: str, token: str | None) -> Exit:
    from cli.server_audit import audit_on_server

    return audit_on_server(wanted_of(context), server, token or "")


def _say(lines: list[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)
