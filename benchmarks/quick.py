"""`python -m benchmarks.quick [--pages N] [--browser]`: the wall time of one `gongkai audit --quick` at the default rate, from command to cards.

A lab portal of N pages is served on loopback under its own name, with nothing planted; `--url` and `--hosts` name another portal instead.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measuring import measure
from benchmarks.tables import arguments, publish, table
from demo.lab import make
from demo.server import serve
from portal.storage.manifest import Manifest

GOAL = 60.0  # seconds


def lab(pages: int, place: Path, render: str) -> dict[str, Any]:
    """A lab portal of so many pages."""
    made = make("trs", pages, 1)
    with serve([made.portal, *made.neighbours]) as playing:
        hosts = place / "hosts"
        hosts.write_text("\n".join(playing.hosts_lines()) + "\n", encoding="utf-8")
        return quick(f"lab portal of {pages:,} pages", made.portal.url(), hosts, place, render)


def quick(name: str, url: str, hosts: Path, place: Path, render: str) -> dict[str, Any]:
    """Audit quickly; the row of the table. Raises RuntimeError when nothing was judged."""
    command: list[str | Path] = [sys.executable, "-m", "cli", "audit", url, "--quick", "--hosts", hosts]
    command += ["--allow-private", "--level", "county", "--kind", "portal", "--render", render, "--out", place / "out"]
    cost = measure(command, log=place / "log", folder=Path(__file__).parent.parent)
    found = [Manifest.read(file.parent) for file in (place / "out").glob("*/*/snapshot/manifest.json")]
    if not found or cost.code not in {0, 1}:
        raise RuntimeError(f"{url} was not judged, exit code {cost.code}: see {place / 'log'}")
    run = found[0].run
    return {
        "portal": name,
        "browser": "yes" if render != "never" else "no",
        "seconds": round(cost.seconds, 1),
        "CPU s": round(cost.cpu, 1),
        "pages": run.pages,
        "requests": run.requests,
        "left": "".join(run.limits),
    }


def main(given: Sequence[str] | None = None) -> None:
    """Run it as the command line says."""
    parser = arguments(__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=3_000)
    parser.add_argument("--browser", action="store_true", help="with a browser, as where one is installed")
    parser.add_argument("--url", help="another portal, with --hosts")
    parser.add_argument("--hosts", type=Path, help="host table of that portal")
    options = parser.parse_args(given)
    render = "auto" if options.browser else "never"
    with TemporaryDirectory() as folder:
        place = Path(folder)
        other = options.url and options.hosts
        row = (
            quick(options.url, options.url, options.hosts, place, render)
            if other
            else lab(options.pages, place, render)
        )
    print(table([row]))
    publish("quick", options.json, {"goal": GOAL, "rows": [row]})


if __name__ == "__main__":
    main()
