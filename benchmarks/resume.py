"""`python -m benchmarks.resume [--kills N] [--seed N]`: a bundled portal is audited, killed (SIGKILL) at random moments, and resumed.

Moments lie anywhere in the crawl, in the judging, or in the writing of the results, several in a row. Each killed audit is gone on with until it
ends, then its scorecard is compared with that of an undisturbed one (equal but for the fields the schema marks volatile), and its archive: every
record can be read, and no page is there more often than without a kill. POSIX only.
"""

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from auditing.site_job import JOB_NAME, SiteJob
from benchmarks.tables import arguments, publish, table
from crawler.options import CrawlJob, CrawlOptions
from demo.model import AS_OF
from demo.portals import key_of
from demo.server import Playing, serve
from portal.site import Site
from portal.storage.archive import FILE_NAME, captures, read
from portal.storage.snapshot import Snapshot
from reports.schema import scorecard_schema, volatile_fields

PORTAL = "yanxi"
RULESETS = ["national-2019", "platform-2019", "zibo-2020"]
RATE = 60.0  # requests a second: slow enough for a kill to find the crawl at work
STEPS = ("crawl", "crawl", "judging", "writing")  # where the kills of one audit fall


class Moment(NamedTuple):
    """When to kill: so many seconds after a step has begun; `writing` begins with the first result that appears."""

    step: str
    seconds: float


class Lengths(NamedTuple):
    """Seconds the steps of an undisturbed audit took."""

    crawl: float
    judging: float

    def of(self, step: str) -> float:
        """Longest wait within a step that should still find it going on."""
        return {"crawl": self.crawl * 0.9, "judging": self.judging * 0.9, "writing": 0.02}[step]


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


def audit(job: SiteJob, moment: Moment | None = None) -> tuple[bool, Lengths]:
    """Audit, or go on with an audit; whether it came to its end before it was killed, and how long its steps took."""
    spec = job.folder / JOB_NAME
    spec.write_text(job.model_dump_json(), encoding="utf-8")
    written = _written(job)
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "auditing.site_process", str(spec)], stdout=subprocess.PIPE, text=True
    )
    kill = threading.Timer(moment.seconds if moment else 0.0, process.send_signal, [signal.SIGKILL])
    if moment and moment.step == "crawl":
        kill.start()
    crawled = _crawled(process)
    if moment and crawled and moment.step != "crawl":
        while moment.step == "writing" and _written(job) == written and process.poll() is None:
            time.sleep(0.0005)
        kill.start()
    process.communicate()
    kill.cancel()
    ended = time.monotonic()
    if process.returncode not in {0, -signal.SIGKILL}:
        raise RuntimeError(f"the audit failed with {process.returncode}")
    crawled = crawled or ended
    return process.returncode == 0, Lengths(crawled - started, ended - crawled)


def _crawled(process: subprocess.Popen[str]) -> float:
    """When the crawl was over; 0 when the process ended before that."""
    return next((time.monotonic() for line in process.stdout or () if json.loads(line)["event"] == "crawled"), 0.0)


def _written(job: SiteJob) -> list[tuple[str, int]]:
    return sorted((file.name, file.stat().st_mtime_ns) for file in job.folder.glob("scorecard*"))


def card(job: SiteJob) -> Any:
    """The scorecard without its volatile fields."""
    names = {field.partition(".")[2] for field in volatile_fields(scorecard_schema())}
    return _without(json.loads((job.folder / "scorecard.json").read_text(encoding="utf-8")), names)


def _without(part: Any, names: set[str]) -> Any:
    if isinstance(part, dict):
        return {key: _without(value, names) for key, value in part.items() if key not in names}
    return [_without(inner, names) for inner in part] if isinstance(part, list) else part


def differences(one: Any, other: Any, place: str = "") -> Iterator[str]:
    """Places in which two cards differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}):
            yield from differences(one.get(key), other.get(key), f"{place}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from differences(mine, theirs, f"{place}[{number}]")
    elif one != other:
        yield f"{place}: {str(one)[:200]} instead of {str(other)[:200]}"


def archived_pages(job: SiteJob) -> Counter[str]:
    """How often each page is in the archive, all of whose records are read. Raises ValueError where one is not readable or a page is missing."""
    found = Counter(capture.url for capture in captures(job.crawl.folder / FILE_NAME))
    snapshot = Snapshot.open(job.crawl.folder)
    try:
        pages = list(snapshot.pages())
    finally:
        snapshot.close()
    for page in pages:
        if page.archive_offset is None or read(job.crawl.folder / FILE_NAME, page.archive_offset).url != page.url:
            raise ValueError(f"{page.url} is not where the facts say")
    return Counter({page.url: found[page.url] for page in pages})


def is_shown(job: SiteJob) -> bool:
    """Whether the scorecard for people is there, and whole."""
    return (job.folder / "scorecard.html").read_text(encoding="utf-8").rstrip().endswith("</html>")


def killed_and_resumed(playing: Playing, place: Path, moments: Sequence[Moment], expected: Any) -> dict[str, Any]:
    """One audit, killed at each of the moments and gone on with; `expected` are card and archived pages of an undisturbed one."""
    job = site_job(playing, place)
    kills = [moment.step for moment in moments if not audit(job, moment)[0]]
    audit(job)
    for difference in differences(card(job), expected[0]):
        print(difference, flush=True)
    return {
        "kills": len(kills),
        "in": " ".join(kills),
        "same scorecard": card(job) == expected[0],
        "same archive": archived_pages(job) == expected[1],
        "report whole": is_shown(job),
    }


def main(given: Sequence[str] | None = None) -> None:
    """Run it as the command line says."""
    parser = arguments(__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261120)
    options = parser.parse_args(given)
    chance = random.Random(options.seed)  # noqa: S311 (moments, no secrets)
    rows: list[dict[str, Any]] = []
    with serve() as playing, TemporaryDirectory(prefix="resume-") as folder:
        undisturbed = site_job(playing, Path(folder) / "undisturbed")
        lengths = audit(undisturbed)[1]
        expected = card(undisturbed), archived_pages(undisturbed)
        while sum(row["kills"] for row in rows) < options.kills:
            moments = [Moment(step, chance.uniform(0.0, lengths.of(step))) for step in STEPS]
            place = Path(folder) / str(len(rows))
            rows.append({"audit": len(rows) + 1} | killed_and_resumed(playing, place, moments, expected))
            print(rows[-1], flush=True)
    print(table(rows))
    publish("resume", options.json, {"seed": options.seed, "undisturbed": lengths._asdict(), "rows": rows})
    if not all(row["same scorecard"] and row["same archive"] and row["report whole"] for row in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
