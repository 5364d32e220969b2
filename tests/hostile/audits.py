"""An audit as an office runs it: the crawl in a process of its own, watched for time and memory, then the card that an officer reads."""

import html
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from auditing.judgement import judge_snapshot, write_card
from tests.crawler.crawling import Crawled, job_for

RULES = Path(__file__).with_name("rules.yaml")
MOST_MEMORY = 400  # MB at the peak of a crawl
DEADLINE = 50  # seconds after which a crawl is killed, and the test fails
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>|\s+", re.DOTALL)


@dataclass
class Audited(Crawled):
    """What a crawl left, and the most memory it took, in MB."""

    memory: float

    @cached_property
    def report(self) -> str:
        """All words of the scorecard, white space dropped."""
        card = judge_snapshot(self.snapshot, [str(RULES)], as_of=None, level=None, kind=None)
        folder = self.folder.parent / f"{self.folder.name}-card"
        write_card(card, folder, self.folder)
        page = (folder / "scorecard.html").read_text(encoding="utf-8")
        return html.unescape(_TAGS.sub("", page))

    def tells_not(self, *words: str) -> list[str]:
        """Those of the words that the report does not have, white space aside."""
        return [each for each in words if "".join(each.split()) not in self.report]


def audit(
    folder: Path, url: str, *, within: tuple[str, ...] = (), aliases: tuple[str, ...] = (), **options: Any
) -> Audited:
    """Crawl `url` in a child process and judge what it left. `within` is a command to run the child under.

    Fails when the crawl does not end in time, ends with an error, or takes too much memory.
    """
    snapshot = folder / f"snapshot{len(list(folder.iterdir()))}"
    job = folder / f"{snapshot.name}.json"
    job.write_text(job_for(url, snapshot, aliases, **options).model_dump_json(), encoding="utf-8")
    memory = _run([*within, sys.executable, "-m", "crawler", str(job)])
    assert memory < MOST_MEMORY, f"{memory:.0f} MB"
    return Audited(snapshot, memory)


def _run(command: list[str]) -> float:
    """Run a command to its end; returns its peak memory in MB."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("measured.py")), str(DEADLINE), *command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        timeout=DEADLINE + 10,
    )
    assert done.returncode == 0, done.stderr
    return float(done.stdout)
