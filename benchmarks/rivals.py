"""The rivals at their best settings, and what they report.

Each may look at anchors, style sheets and other hosts, tries again where it can, makes as many connections as its authors allow, and is told that
401, 403, 412, 429 and 521 are no dead links where it can be told.
"""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import installing
from benchmarks.measuring import Cost, measure

GUARDED = (401, 403, 412, 429, 521)
_LIMIT = 900.0  # seconds a run may take


@dataclass(frozen=True)
class Reported:
    """What a program said: addresses it calls dead, those it leaves to a person, and what the run cost."""

    dead: frozenset[str]
    doubtful: frozenset[str]
    cost: Cost


@dataclass(frozen=True)
class Visit:
    """One portal to check: its home page, all its pages for programs that cannot find them, `timeout` in seconds, a folder to work in."""

    url: str
    pages: Sequence[str]
    timeout: int
    folder: Path


Checker = Callable[[Visit], Reported]

_CONFIGURATION = """[checking]
threads=32
timeout={timeout}
aborttimeout=60
recursionlevel=-1
maxrequestspersecond=1000
[filtering]
checkextern=1
ignore=^mailto:
[output]
ignoreerrors=
  .* ^({guarded})
[AnchorCheck]
"""
_FAULTS_IT_WARNS_OF = ("Anchor", "size is zero")
# It gives up root's rights on starting; what it may not read afterwards, such as codecs, has to be loaded before.
_START = (
    "import sys, encodings.gbk, encodings.gb18030, encodings.gb2312, encodings.big5, encodings.idna, dns.resolver; "
    "from linkcheck.command.linkchecker import linkchecker; sys.argv[0] = 'linkchecker'; linkchecker()"
)


def linkchecker(visit: Visit) -> Reported:
    """LinkChecker: recursive, threads, anchors, other hosts."""
    result = visit.folder / "linkchecker.csv"
    result.touch(mode=0o666)
    result.chmod(0o666)
    visit.folder.chmod(0o777)
    settings = visit.folder / "linkcheckerrc"
    text = _CONFIGURATION.format(timeout=visit.timeout, guarded="|".join(map(str, GUARDED)))
    settings.write_text(text, encoding="utf-8")
    settings.chmod(0o644)
    command: list[str | Path] = [
        installing.linkchecker(),
        "-c",
        _START,
        "-f",
        settings,
        "--no-robots",
        "--check-extern",
    ]
    command += ["-F", f"csv/utf-8/{result}", "--no-status", visit.url]
    cost = measure(command, log=visit.folder / "linkchecker.log", limit=_LIMIT)
    lines = [line for line in result.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter=";"))
    dead = {row["url"] for row in rows if row["valid"] != "True"}
    dead |= {row["url"] for row in rows if any(words in row["warningstring"] for words in _FAULTS_IT_WARNS_OF)}
    return Reported(frozenset(dead), frozenset(), cost)


def linkinator(visit: Visit) -> Reported:
    """Linkinator: recursive, style sheets, fragments. With `--retry-errors` it ends without a result where a page hangs (7.6.1)."""
    command: list[str | Path] = [
        installing.linkinator(),
        visit.url,
        "--recurse",
        "--check-css",
        "--check-fragments",
        "--format",
        "JSON",
    ]
    command += ["--timeout", str(visit.timeout * 1000), "--concurrency", "100", "--verbosity", "error"]
    command.append("--retry")
    command += [part for status in GUARDED for part in ("--status-code", f"{status}:warn")]
    log = visit.folder / "linkinator.json"
    cost = measure(command, log=log, limit=_LIMIT)
    text = log.read_text(encoding="utf-8")
    found = json.JSONDecoder().raw_decode(text[text.index("{") :])[0]
    dead = {link["url"] for link in found["links"] if link["state"] == "BROKEN"}
    return Reported(frozenset(dead), frozenset(), cost)


def lychee(visit: Visit) -> Reported:
    """Lychee: not recursive, so that it gets the list of all pages, as its documentation advises."""
    pages = visit.folder / "pages.txt"
    pages.write_text("\n".join(visit.pages), encoding="utf-8")
    result = visit.folder / "lychee.json"
    accepted = ",".join(["100..=103", "200..=299", *map(str, GUARDED)])
    command: list[str | Path] = [
        installing.lychee(),
        "--files-from",
        pages,
        "--format",
        "json",
        "--output",
        result,
        "--no-progress",
    ]
    command += [
        "--include-fragments=anchor-only",
        "--include",
        ".",
        "--accept",
        accepted,
        "--timeout",
        str(visit.timeout),
    ]
    command += [
        "--max-retries",
        "2",
        "--retry-wait-time",
        "1",
        "--host-concurrency",
        "32",
        "--host-request-interval",
        "1ms",
    ]
    cost = measure(command, log=visit.folder / "lychee.log", folder=visit.folder, limit=_LIMIT)
    found = json.loads(result.read_text(encoding="utf-8"))
    failures = [each for name in ("error_map", "timeout_map") for each in _flat(found.get(name, {}).values())]
    return Reported(frozenset(each["url"] for each in failures), frozenset(), cost)


def _flat(lists: Iterable[list[dict[str, str]]]) -> list[dict[str, str]]:
    return [each for entries in lists for each in entries]


RIVALS: dict[str, Checker] = {"LinkChecker": linkchecker, "linkinator": linkinator, "lychee": lychee}
