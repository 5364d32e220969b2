"""The plan of an audit (检查计划): everything the user asked for, read and found usable before anything is fetched, and each site's job."""

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from auditing.exits import BadInputError
from auditing.introduction import introduction
from auditing.judgement import other_snapshots
from auditing.network_options import refuse_bad_network
from auditing.runs import LOG_NAME, SNAPSHOT_NAME
from auditing.site_job import SiteJob
from auditing.statements import attestation_files
from auditing.targets import Batch, read_targets
from auditing.today import today
from cli import options
from cli.export_formats import Format
from cli.previous import Earlier, previous_runs
from crawler.options import QUICK, CrawlJob, CrawlOptions
from portal.probes import ProbeHistory, ProbeHistoryError, history_file
from portal.site import Level, Site, SiteKind


@dataclass(frozen=True)
class Plan:
    """Everything the user asked for, read and found usable."""

    targets: Batch
    crawl: CrawlOptions
    rulesets: list[str] | None  # None: crawl only
    as_of: date
    level: Level | None
    kind: SiteKind | None
    out: Path
    jobs: int
    as_json: bool
    history: Path | None = None  # probe history to copy from
    resume: bool = False
    year: int | None = None  # moves yearly rulesets
    wordlist: Path | None = None  # wrong words of the user's own
    waivers: Path | None = None  # 豁免清单
    attestations: tuple[Path, ...] = ()  # 核实结论
    unit: str | None = None  # the ledger is narrowed to
    others: tuple[Path, ...] = ()  # snapshots of other sites, to compare with
    formats: tuple[Format, ...] = ()  # for other programs
    previous: dict[str, Earlier] = field(default_factory=dict)  # an earlier run, by the address of its site


def read_plan(targets: list[str], *, rulesets: list[str] | None, **given: Any) -> Plan:
    """Read what was given; raises BadInputError for the first thing that cannot be used."""
    refuse_bad_network(given["hosts"], given["nameserver"])
    quick = given.get("quick", False)
    if quick:
        _refuse_beside_quick(given)
    crawl_options = {
        name: given[name]
        for name in ("max_pages", "max_depth", "rate", "concurrency", "timeout", "nameserver", "allow_private", "proxy")
    }
    crawl_options["user_agent"] = introduction(given["user_agent"], given["contact"])
    targets_read = read_targets(targets, allow_private=given["allow_private"])
    return Plan(
        targets=targets_read,
        crawl=CrawlOptions(
            robots=given["robots"].value,
            render=given["render"].value,
            max_rendered=given["max_rendered"],
            recheck=options.parse_waits(given["recheck"] or (options.QUICK_WAITS if quick else options.WAITS)),
            off_peak=options.parse_window(given["off_peak"]) if given["off_peak"] else None,
            hosts_file=given["hosts"],
            **crawl_options,
            **(QUICK if quick else {}),
        ),
        rulesets=rulesets,
        as_of=options.parse_date(given["as_of"]) if given["as_of"] else today(),
        level=given["level"],
        kind=given["kind"],
        year=given["year"],
        wordlist=given.get("wordlist"),
        waivers=_resolved(given.get("waivers")),
        attestations=tuple(attestation_files(given.get("attestations") or [])),
        unit=given.get("unit"),
        others=other_snapshots(given.get("others") or []),
        formats=tuple(given.get("formats") or ()),
        out=given["out"],
        jobs=given["jobs"] or os.cpu_count() or 1,
        as_json=given["as_json"],
        history=_history(given["history"], given["out"]),
        resume=given["resume"],
        previous=previous_runs(given["previous"], targets_read.sites) if given["previous"] else {},
    )


def _refuse_beside_quick(given: dict[str, Any]) -> None:
    """Options that speak of a longer crawl; raises BadInputError."""
    for name, words in (("previous", "--previous"), ("off_peak", "--off-peak")):
        if given[name]:
            raise BadInputError(f"{words} 不能与 --quick 一起用：快速检查只看一分钟，请去掉其中一个")


def _resolved(path: Path | None) -> Path | None:
    return path.resolve() if path else None


def _history(given: Path | None, out: Path) -> Path | None:
    """The probe history to copy from: the one named, which must be readable, else the one beside the runs, if there is any."""
    file = history_file(given or out)
    if given is None and not file.is_file():
        return None
    try:
        ProbeHistory.read(file).close()
    except ProbeHistoryError as fault:
        raise BadInputError(str(fault)) from fault
    return file.resolve()


def site_job(plan: Plan, site: Site, run: Path) -> SiteJob:
    """What one site's process is told."""
    stated = {"level": plan.level or site.level, "kind": plan.kind or site.kind}
    earlier = plan.previous.get(site.url, Earlier())
    crawl_job = CrawlJob(
        site=site.model_copy(update=stated),
        as_of=plan.as_of,
        folder=(run / site.folder / SNAPSHOT_NAME).resolve(),
        log=(run / LOG_NAME).resolve(),
        history=plan.history,
        previous=earlier.snapshot,
        options=plan.crawl,
    )
    judging = {"rulesets": plan.rulesets, "as_of": plan.as_of, "year": plan.year, "unit": plan.unit}
    said = {"waivers": plan.waivers, "attestations": plan.attestations, "compared": earlier.folder}
    return SiteJob(crawl=crawl_job, wordlist=_resolved(plan.wordlist), others=plan.others, **said, **judging, **stated)
