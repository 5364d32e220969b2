"""`python -m crawler JOB.json`: runs one crawl job and reports on standard output, one JSON object a line.

The last line is `{"event": "crawled", …}` or `{"event": "failed", …}`. Exit code 0: crawled; 3: the site could not be audited; 2: the job cannot be run.
"""

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from crawler.job import CrawlJob, JobError, Progress, run


def main(arguments: list[str]) -> int:
    """Run the job named on the command line; returns the exit code."""
    if len(arguments) != 1:
        return _failed("用法：python -m crawler 任务.json")
    try:
        job = CrawlJob.model_validate_json(Path(arguments[0]).read_text(encoding="utf-8"))
        manifest = run(job, _report)
    except (OSError, sqlite3.Error, ValidationError, JobError) as fault:
        return _failed(str(fault))
    _say(
        "crawled", folder=str(job.folder), run=manifest.run.model_dump(mode="json"), health=manifest.health.model_dump()
    )
    return 0 if manifest.health.ok else 3


def _report(progress: Progress) -> None:
    _say("progress", **progress.model_dump(mode="json"))


def _failed(detail: str) -> int:
    _say("failed", detail=detail)
    return 2


def _say(event: str, **fields: Any) -> None:
    sys.stdout.write(json.dumps({"event": event, **fields}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
