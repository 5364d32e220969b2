"""The queue's tasks as a worker runs them (队列任务)."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from procrastinate import App, BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from service.jobs.audit_job import run_audit
from service.jobs.stopping import TryAgainError
from service.jobs.workshop import Workshop
from service.queue.connection import PatientConnector
from service.queue.duties import DUTIES, Duty, House
from service.queue.fencing import FencedJobs
from service.queue.names import AUDIT_TASK, AUDITS, HOUSE


class PutBack(BaseRetryStrategy):
    """A job is put back when it says so; how often an audit is tried is counted with the audit."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        """When, as the exception says."""
        if not isinstance(exception, TryAgainError):
            return None
        return RetryDecision(retry_at=exception.at or datetime.now(UTC))


def audits_app(connector: PatientConnector, shop: Workshop) -> App:
    """What takes up audits."""
    app = _app(connector)

    @app.task(name=AUDIT_TASK, queue=AUDITS, retry=PutBack())
    def audit(audit: str) -> None:
        run_audit(shop, UUID(audit))

    return app


def house_app(connector: PatientConnector, house: House) -> App:
    """What does all duties when they are due."""
    app = _app(connector)
    often = (
        f"* * * * * */{max(1, min(30, int(house.settings.lost_after / 2)))}"  # the last of six fields counts seconds
    )
    for duty in DUTIES:
        task = app.task(name=f"house.{duty.name}", queue=HOUSE, queueing_lock=f"house.{duty.name}")(_doing(duty, house))
        app.periodic(cron=duty.cron or often)(task)
    return app


def _doing(duty: Duty, house: House) -> Callable[[int], None]:
    def do(timestamp: int) -> None:  # noqa: ARG001 (when it was due)
        duty.do(house)

    return do


def _app(connector: PatientConnector) -> App:
    app = App(connector=connector)
    app.job_manager = FencedJobs(connector)
    return app
