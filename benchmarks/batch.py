"""`python -m benchmarks.batch [--sites N] [--pages N]`: many sites by one `gongkai audit LIST`, against what politeness and the processors allow at best.

All sites are played by one server under names of a host table. The politeness limit is the time the requests take at the given rate, `--jobs` sites
side by side; the processor limit is the processor time spent, spread over all processors. The batch should take little more than the larger one.
`--sites 100 --pages 100` is the size the project's goal speaks of.
"""

import csv
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.generated import Portal
from benchmarks.measuring import Cost, measure
from benchmarks.serving import HOME, served
from benchmarks.tables import arguments, publish, table
from portal.storage.manifest import Manifest

_DOMAIN = "gongkai-benchmark"  # exists nowhere
GOAL = 1.3


def batch(sites: int, pages: int, rate: float, jobs: int, place: Path) -> dict[str, Any]:
    """Audit so many sites of so many pages; the row of the table. Raises RuntimeError when a site was not audited."""
    names = [f"xian{number}.{_DOMAIN}" for number in range(1, sites + 1)]
    with served(Portal(pages)) as port:
        hosts = place / "hosts.txt"
        hosts.write_text("".join(f"{HOME}:{port} {name}\n" for name in names), encoding="utf-8")
        cost = _audit(_site_list(names, place), hosts, rate, jobs, pages, place)
    manifests = [Manifest.read(file.parent) for file in sorted((place / "out").glob("*/*/snapshot/manifest.json"))]
    if len(manifests) != sites or cost.code not in {0, 1}:
        raise RuntimeError(f"{len(manifests)} of {sites} sites audited, exit code {cost.code}: see {place / 'log'}")
    return _row(cost, manifests, rate, jobs)


def _site_list(names: Sequence[str], place: Path) -> Path:
    path = place / "sites.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["网址", "名称", "层级", "类型"])
        writer.writerows([f"http://{name}/", "青禾岭县人民政府", "county", "portal"] for name in names)
    return path


def _audit(targets: Path, hosts: Path, rate: float, jobs: int, pages: int, place: Path) -> Cost:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "cli",
        "audit",
        targets,
        "--hosts",
        hosts,
        "--out",
        place / "out",
    ]
    command += ["--rate", f"{rate:g}", "--jobs", str(jobs), "--max-pages", str(pages * 2), "--allow-private"]
    command += ["--recheck", "1", "--robots", "ignore", "--render", "never"]
    return measure(command, log=place / "log", folder=Path(__file__).parent.parent)


def _row(cost: Cost, manifests: Sequence[Manifest], rate: float, jobs: int) -> dict[str, Any]:
    processors = os.cpu_count() or 1
    pages = sum(manifest.run.pages for manifest in manifests)
    politeness = sum(manifest.run.requests for manifest in manifests) / rate / jobs
    processing = cost.cpu / processors
    return {
        "sites": len(manifests),
        "pages": pages,
        "jobs": jobs,
        "rate": rate,
        "seconds": round(cost.seconds, 1),
        "politeness limit": round(politeness, 1),
        "CPU limit": round(processing, 1),
        "ratio": round(cost.seconds / max(politeness, processing), 2),
        "CPU ms/page": round(cost.cpu / pages * 1000, 2),
        "peak MB": round(cost.peak, 1),
    }


def main(given: Sequence[str] | None = None) -> None:
    """Run it as the command line says."""
    parser = arguments(__doc__.partition("\n")[0])
    parser.add_argument("--sites", type=int, default=10)
    parser.add_argument("--pages", type=int, default=30, help="of each site")
    parser.add_argument("--rate", type=float, nargs="+", default=[20.0, 1000.0], help="requests a second to each site")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="sites side by side")
    options = parser.parse_args(given)
    rows: list[dict[str, Any]] = []
    for rate in options.rate:
        with TemporaryDirectory() as place:
            rows.append(batch(options.sites, options.pages, rate, options.jobs, Path(place)))
        print(table(rows[-1:]), flush=True)
    publish("batch", options.json, {"goal": GOAL, "rows": rows})


if __name__ == "__main__":
    main()
