"""`python -m benchmarks.resume [--kills N] [--seed N]`: a bundled portal is audited, its crawl killed (SIGKILL) at random moments, and resumed.

Each killed audit is gone on with until it ends, then its scorecard is compared with that of an undisturbed one: equal but for the fields the
schema marks volatile. POSIX only.
"""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.tables import arguments, publish, table
from cli.site_job import JOB_NAME, SiteJob
from crawler.options import CrawlJob, CrawlOptions
from demo.model import AS_OF
from demo.portals import key_of
from demo.server import Playing, serve
from portal.archive import FILE_NAME, captures
from portal.site import Site
from portal.snapshot import Snapshot
from reports.schema import scorecard_schema, volatile_fields

PORTAL = "yanxi"
RULESETS = ["national-2019", "platform-2019", "zibo-2020"]
RATE = 60.0  # requests a second: slow enough for a kill to find the crawl at work


def site_job(playing: Playing, folder: Path) -> SiteJob:
    """The job of auditing the portal into `folder`."""
    facts = key_of(PORTAL).site
    folder.mkdir(parents=True)
    hosts = folder / "hosts.txt"
    hosts.write_text("\n".join(playing.hosts_lines()) + "\n", encoding="utf-8")
    site = Site(
        url=playing.urls[PORTAL], name=facts["name"], code=facts["code"], level=facts["level"], kind=facts["kind"]
    )
    options = CrawlOptions(
        rate=RATE, concurrency=8, external_interval=0.0, recheck=[1.0, 2.0], ipv6_interval=0.0, hosts_file=hosts,
        allow_private=True, render="never",
    )  # fmt: skip
    crawl = CrawlJob(site=site, as_of=AS_OF, folder=folder / "site" / "snapshot", options=options, resume=True)
    (folder / "site").mkdir()
    return SiteJob(crawl=crawl, rulesets=RULESETS, as_of=AS_OF, level=site.level, kind=site.kind)


def audit(job: SiteJob, killed_after: float | None = None) -> bool:
    """Audit, or go on with an audit; whether it came to its end before it was killed."""
    spec = job.folder / JOB_NAME
    spec.write_text(job.model_dump_json(), encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-m", "cli.site_process", str(spec)], stdout=subprocess.DEVNULL)
    try:
        process.wait(killed_after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return False
    if process.returncode:
        raise RuntimeError(f"the audit failed with {process.returncode}")
    return True


def card(job: SiteJob) -> Any:
    """The scorecard without its volatile fields."""
    names = {field.partition(".")[2] for field in volatile_fields(scorecard_schema())}
    return _without(json.loads((job.folder / "scorecard.json").read_text(encoding="utf-8")), names)


def _without(part: Any, names: set[str]) -> Any:
    if isinstance(part, dict):
        return {key: _without(value, names) for key, value in part.items() if key not in names}
    return [_without(inner, names) for inner in part] if isinstance(part, list) else part


def whole_archive(job: SiteJob) -> bool:
    """Whether every record of the archive can be read, and each page has its one."""
    archived = {capture.url for capture in captures(job.crawl.folder / FILE_NAME)}
    snapshot = Snapshot.open(job.crawl.folder)
    try:
        return all(page.url in archived for page in snapshot.pages())
    finally:
        snapshot.close()


def killed_and_resumed(playing: Playing, place: Path, moments: Sequence[float], expected: Any) -> dict[str, Any]:
    """One audit, killed at each of the moments (seconds after its start, or its resumption) and gone on with."""
    job = site_job(playing, place)
    kills = 0
    for moment in moments:
        if audit(job, moment):
            break
        kills += 1
    else:
        audit(job)
    found = card(job)
    return {"kills": kills, "same scorecard": found == expected, "whole archive": whole_archive(job)}


def main(given: Sequence[str] | None = None) -> None:
    """Run it as the command line says."""
    parser = arguments(__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--each", type=int, default=4, help="kills of one audit before it may end")
    parser.add_argument("--seed", type=int, default=20261120)
    options = parser.parse_args(given)
    chance = random.Random(options.seed)  # noqa: S311 (moments, no secrets)
    rows: list[dict[str, Any]] = []
    with serve() as playing, TemporaryDirectory(prefix="resume-") as folder:
        undisturbed = site_job(playing, Path(folder) / "undisturbed")
        started = time.monotonic()
        audit(undisturbed)
        seconds = time.monotonic() - started
        expected = card(undisturbed)
        while sum(row["kills"] for row in rows) < options.kills:
            moments = [chance.uniform(0.5, seconds * 0.6) for _ in range(options.each)]
            rows.append(
                {"audit": len(rows) + 1} | killed_and_resumed(playing, Path(folder) / f"{len(rows)}", moments, expected)
            )
            print(rows[-1], flush=True)
    print(table(rows))
    publish("resume", options.json, {"seed": options.seed, "undisturbed seconds": round(seconds, 1), "rows": rows})
    if not all(row["same scorecard"] and row["whole archive"] for row in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
