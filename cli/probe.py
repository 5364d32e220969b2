"""`gongkai probe`: one availability probe of every site, appended to the probe history. Made for cron and the Task Scheduler."""

import asyncio
import json as jsonlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from auditing.exits import BadInputError, Exit
from auditing.introduction import introduction
from auditing.network_options import refuse_bad_network
from auditing.targets import read_targets
from cli import options
from crawler.off_peak import ZONE
from crawler.options import CrawlOptions
from crawler.probing import AT_ONCE, probe_sites
from portal.links.addresses import canonical
from portal.network_facts import Probe
from portal.probes import ProbeHistory, ProbeHistoryError, history_file
from portal.states import ProbeState

NATIONAL_LIMIT = 15.0  # seconds, 国办秘函〔2019〕19号 站点无法访问


def probe(
    targets: options.Targets,
    history: Annotated[
        Path,
        typer.Option("--history", metavar="文件或文件夹", help="探测历史存在哪里", rich_help_panel=options.OUTPUT),
    ] = Path("out"),
    jobs: Annotated[
        int,
        typer.Option("--jobs", min=1, max=100, help="同时探测几个网站", rich_help_panel=options.CRAWLING),
    ] = AT_ONCE,
    timeout: options.Timeout = NATIONAL_LIMIT,
    user_agent: options.UserAgent = None,
    contact: options.Contact = None,
    hosts: options.Hosts = None,
    nameserver: options.Nameserver = None,
    allow_private: options.AllowPrivate = False,
    proxy: options.Proxy = None,
    json: options.Json = False,
) -> None:
    """对每个网站的首页做一次可用性探测，记入探测历史；宜每小时运行一次。"""
    refuse_bad_network(hosts, nameserver)
    names, broken = _addresses(targets, allow_private=allow_private)
    for line in broken:
        print(line, file=sys.stderr)
    crawl_options = CrawlOptions(
        timeout=timeout,
        user_agent=introduction(user_agent, contact),
        hosts_file=hosts,
        nameserver=nameserver,
        allow_private=allow_private,
        proxy=proxy,
    )
    file = history_file(history)
    try:
        ends = asyncio.run(_round(list(names), crawl_options, jobs, file, _Lines(names, as_json=json)))
    except ProbeHistoryError as fault:
        raise BadInputError(str(fault)) from fault
    code = Exit.of(_exit(end) for end in ends)
    _conclude(ends, file, code, as_json=json)
    raise typer.Exit(int(code))


def _addresses(targets: list[str], *, allow_private: bool) -> tuple[dict[str, str], list[str]]:
    """Names of the sites by canonical address, and a line for each target that cannot be used; raises BadInputError when none can."""
    batch = read_targets(targets, allow_private=allow_private)
    names: dict[str, str] = {}
    for site in batch.sites:
        try:
            names.setdefault(canonical(site.url), site.name or "")
        except ValueError:
            batch.broken.append(f"{site.url}: 不是 http 或 https 网址")
    if not names:
        raise BadInputError("\n".join(batch.broken))
    return names, batch.broken


async def _round(
    urls: list[str], crawl_options: CrawlOptions, at_once: int, file: Path, tell: Callable[[Probe], None]
) -> list[Probe]:
    """Probe all sites once; each probe is in the history before it is told."""
    history = ProbeHistory.open(file)
    ends = []
    try:
        async for end in probe_sites(urls, crawl_options, at_once):
            await asyncio.to_thread(history.append, [end])  # waiting for the file must not slow the other probes
            tell(end)
            ends.append(end)
    finally:
        history.close()
    return ends


@dataclass(frozen=True)
class _Lines:
    """A line per site, in words or as JSON."""

    names: dict[str, str]
    as_json: bool

    def __call__(self, end: Probe) -> None:
        print(_event(end) if self.as_json else _words(end, self.names.get(end.url, "")), flush=True)


def _event(end: Probe) -> str:
    event = {
        "event": "probe",
        "site": end.site,
        "url": end.url,
        "at": end.at.isoformat(),
        "state": end.state.value,
        "fault": end.fault.value if end.fault else None,
        "status": end.status,
        "elapsed_ms": end.elapsed_ms,
        "limit_ms": end.limit_ms,
        "final_url": end.final_url,
        "peer": end.peer,
    }
    return jsonlib.dumps(event, ensure_ascii=False)


def _words(end: Probe, name: str) -> str:
    site = f"{name} {end.url}" if name else end.url
    status = f"，状态码 {end.status}" if end.status is not None else ""
    why = f"：{end.fault.words}" if end.fault and end.state is not ProbeState.OPENED else ""
    return f"{end.at.astimezone(ZONE):%Y-%m-%d %H:%M:%S} {site} {end.state.words}{why}{status}，用时 {end.elapsed_ms / 1000:.1f} 秒"


def _exit(end: Probe) -> Exit:
    match end.state:
        case ProbeState.OPENED:
            return Exit.OK
        case ProbeState.FAILED:
            return Exit.FAILED
    return Exit.NOT_AUDITED


def _conclude(ends: list[Probe], file: Path, code: Exit, *, as_json: bool) -> None:
    if as_json:
        print(
            jsonlib.dumps({"event": "finished", "history": str(file), "exit": int(code)}, ensure_ascii=False),
            flush=True,
        )
        return
    opened = sum(end.state is ProbeState.OPENED for end in ends)
    print(f"探测 {len(ends)} 个网站，打开 {opened} 个；探测历史：{file}", file=sys.stderr)
