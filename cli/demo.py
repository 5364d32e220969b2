"""`gongkai demo`: play the bundled portals on this machine, audit them, write the report."""

import os
from dataclasses import replace
from pathlib import Path

import typer

from auditing.runs import new_demo_history, new_demo_hosts
from auditing.targets import Batch
from cli import options
from cli.execution import execute
from cli.plan import Plan
from crawler.options import CrawlOptions
from demo.model import AS_OF
from demo.portals import PORTALS, key_of
from demo.server import Playing, serve
from demo.uptime import Load, week_of_loads
from portal.network_facts import Probe
from portal.probes import ProbeHistory, site_key
from portal.site import Site
from portal.states import Fault, ProbeState

RULESETS = ("national-2019", "platform-2019", "regulation-2019", "annual-report-2021", "ipv6", "accessibility")
RATE = 200.0  # requests per second: the portals are our own
RECHECK = [1.0, 2.0]  # seconds


def demo(
    ruleset: options.RulesetNames = None,
    out: options.Out = Path("out"),
    jobs: options.Jobs = None,
    json: options.Json = False,
) -> None:
    """播放随附的两个示例门户并检查它们：一个健康，一个埋有问题。"""
    with serve() as playing:
        plan = Plan(
            targets=Batch(sites=[_site(playing, portal) for portal in PORTALS]),
            crawl=_crawl_options(playing, out),
            rulesets=ruleset or list(RULESETS),
            as_of=AS_OF,
            level=None,
            kind=None,
            out=out,
            jobs=jobs or os.cpu_count() or 1,
            as_json=json,
            history=_history(playing, out),
        )
        raise typer.Exit(int(execute(plan)))


def _history(playing: Playing, out: Path) -> Path:
    """A history with the made-up past of the portals, beside the runs."""
    path = new_demo_history(out)
    history = ProbeHistory.open(path)
    for portal in PORTALS:
        url = playing.urls[portal]
        history.append(probe_of(url, load) for load in week_of_loads())
    history.close()
    return path


def probe_of(url: str, load: Load) -> Probe:
    """A made-up load of a home page, as `gongkai probe` would have kept it."""
    state = ProbeState.OPENED if load.opened else ProbeState.FAILED
    probe = Probe(site_key(url), url, load.at, state, load.elapsed_ms, limit_ms=15000)
    return replace(probe, status=200) if load.opened else replace(probe, fault=Fault.TIMEOUT)


def _site(playing: Playing, portal: str) -> Site:
    facts = key_of(portal).site
    return Site(
        url=playing.urls[portal], name=facts["name"], code=facts["code"], level=facts["level"], kind=facts["kind"]
    )


def _crawl_options(playing: Playing, out: Path) -> CrawlOptions:
    return CrawlOptions(
        rate=RATE,
        concurrency=8,
        external_interval=0.0,
        recheck=RECHECK,
        ipv6_interval=0.0,
        hosts_file=new_demo_hosts(out, playing.hosts_lines()),
        allow_private=True,
        axe_pages=2,  # each takes seconds, and all pages share their templates
    )
