"""One site's audit in a process of its own (单站检查进程): crawl, judge, write the card; progress goes out as JSON Lines.

Run as `python -m auditing.site_process JOB.json` by `auditing.batch`. A process each, so that a site that dies does not take the others with it, and its memory
goes with it.
"""

import json
import sqlite3
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from auditing.carried import keep, kept_folders, with_kept
from auditing.comparison import Judging, compare_with_earlier
from auditing.exits import BadInputError, Exit
from auditing.judgement import judge_snapshot, open_snapshot, write_card
from auditing.lifeline import Lifeline
from auditing.runs import SNAPSHOT_NAME
from auditing.site_job import SiteJob
from auditing.statements import read_statements
from crawler.job import JobError, run
from crawler.off_peak import ZONE
from crawler.options import Progress
from portal.storage.manifest import Manifest


def emit(event: str, site: str, **facts: Any) -> None:
    """One line of progress for the parent process."""
    sys.stdout.write(json.dumps({"event": event, "site": site, **facts}, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def audit_site(job: SiteJob) -> Exit:
    """Crawl and judge one site; returns its exit code."""
    name = job.folder.name

    def progress(state: Progress) -> None:
        emit("progress", name, **state.model_dump(mode="json"))

    def told(line: str) -> None:
        emit("note", name, at=datetime.now(ZONE).isoformat(), kind="carried", detail=line)

    manifest = Manifest.read(job.crawl.folder) if job.judge_only else run(job.crawl, progress)
    emit("crawled", name, pages=manifest.run.pages, stopped_by=manifest.run.stopped_by, ok=manifest.health.ok)
    snapshot = open_snapshot(job.folder / SNAPSHOT_NAME)
    try:
        for note in snapshot.events():
            emit("note", name, at=note.at, kind=note.kind, detail=note.detail)
        if job.rulesets is None:
            return Exit.OK if manifest.health.ok else Exit.NOT_AUDITED
        stated = job.model_dump(
            include={"as_of", "level", "kind", "year", "wordlist", "unit", "others", "own_rulesets"}
        )
        folders = kept_folders(job.folder, snapshot, told)
        given = read_statements(
            job.waivers, job.attestations, job.rulesets, job.own_rulesets, clauses_known=job.clauses_known
        )
        said = with_kept(given, folders, job.folder.name, told)
        card = judge_snapshot(snapshot, job.rulesets, said=said, **stated)
        judging = Judging(job.rulesets, {**stated, "said": said})
        compare_with_earlier(card, snapshot, job.folder, judging, told, job.compared)
    finally:
        snapshot.close()
    keep(card, said, job.folder, folders, told)
    return write_card(card, job.folder)


def main(path: str) -> int:
    """Entry point; the parent reads the exit code from the last line, so that a crash can be told from a verdict.

    What can go wrong on any machine (disk full, folder gone) is told in words; only faults of the program itself end in a traceback.
    """
    job = SiteJob.model_validate_json(Path(path).read_text(encoding="utf-8"))
    if job.silence is not None:
        Lifeline(sys.stdin.buffer, job.silence).watch()
    try:
        code, error = audit_site(job), ""
    except (JobError, BadInputError, OSError, sqlite3.Error) as fault:
        code, error = Exit.NOT_AUDITED, str(fault)
    emit("done", job.folder.name, exit=int(code), error=error)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
