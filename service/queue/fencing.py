"""Ends of jobs are written by whoever runs them now (任务围栏).

A worker that was cut off for long comes back to a job that was given to another. What it has to say of it is dropped; without this it would end the
other's job, and with it the lock of the host.
"""

from datetime import UTC, datetime
from typing import Any

from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

_FINISH = """
    SELECT procrastinate_finish_job_v1(mine.id, %(status)s, %(delete)s) FROM (
        SELECT id FROM procrastinate_jobs
        WHERE id = %(job)s AND status = 'doing' AND worker_id = %(worker)s AND attempts = %(attempts)s FOR UPDATE
    ) mine
    """
_RETRY = """
    SELECT procrastinate_retry_job_v2(mine.id, %(at)s, %(priority)s, %(queue)s, %(lock)s) FROM (
        SELECT id FROM procrastinate_jobs
        WHERE id = %(job)s AND status = 'doing' AND worker_id = %(worker)s AND attempts = %(attempts)s FOR UPDATE
    ) mine
    """


class FencedJobs(JobManager):
    """The queue's jobs as one worker sees them."""

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """End a job, unless it is another's by now."""
        await self.connector.execute_query_all_async(_FINISH, **_key(job), status=status.value, delete=delete_job)

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Put a job back, unless it is another's by now."""
        at = retry_at or datetime.now(UTC)
        await self.connector.execute_query_all_async(
            _RETRY, **_key(job), at=at, priority=priority, queue=queue, lock=lock
        )


def _key(job: Job) -> dict[str, Any]:
    return {"job": job.id, "worker": job.worker_id, "attempts": job.attempts}
