"""Which run `--resume` goes on with (续抓): the newest unfinished one of the same targets. Each of its sites keeps its job file until it is done."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from auditing.exits import BadInputError
from auditing.runs import CARD_NAME, SNAPSHOT_NAME, run_age
from auditing.site_job import JOB_NAME, SiteJob
from crawler.options import RESUMABLE
from portal.storage.manifest import Manifest


@dataclass(frozen=True)
class Unfinished:
    """A run to go on with: the jobs of the sites that are not done."""

    run: Path
    jobs: list[SiteJob]


def find_unfinished(parent: Path, urls: Collection[str], *, crawl_only: bool) -> Unfinished:
    """The newest run below `parent` with unfinished sites, all of them among `urls`; raises BadInputError when there is none."""
    runs = sorted((folder for folder in parent.glob("*") if folder.is_dir()), key=run_age, reverse=True)
    for run in runs:
        jobs = [_read(spec) for spec in sorted(run.glob(f"*/{JOB_NAME}"))]
        known = all(job.crawl.site.url in urls and (job.rulesets is None) == crawl_only for job in jobs)
        if jobs and known:
            return Unfinished(run, [_resuming(job) for job in jobs])
    raise BadInputError(f"{parent}: 里面没有这些网站未完成的检查，去掉 --resume 从头检查，或用 --out 指明上次的文件夹")


def is_done(job: SiteJob) -> bool:
    """Whether nothing of a site's job is left to do."""
    try:
        manifest = Manifest.read(job.folder / SNAPSHOT_NAME)
    except (OSError, ValidationError):
        return False
    if manifest.run.stopped_by in RESUMABLE:
        return False
    return job.rulesets is None or (job.folder / CARD_NAME).is_file()


def _read(spec: Path) -> SiteJob:
    try:
        return SiteJob.model_validate_json(spec.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as fault:
        raise BadInputError(f"{spec}: 读不出这个网站的检查任务，请删去它所在的文件夹后重新检查") from fault


def _resuming(job: SiteJob) -> SiteJob:
    return job.model_copy(update={"crawl": job.crawl.model_copy(update={"resume": True})})
