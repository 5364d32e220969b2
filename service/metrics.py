"""Figures for Prometheus (监控指标): those of the office from the database when they are asked for, those of this process as they arise."""

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from service.database.tables import Audit, OutgoingMail, ProbeRow, Problem, SiteRow
from service.health import seconds_since_heartbeat

JOBS = "SELECT queue_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2"
HEARTBEATS = "SELECT id::text, extract(epoch FROM now() - last_heartbeat) FROM procrastinate_workers"
Values = Mapping[tuple[str, ...], float]  # by label values
RECENT_PROBES = text("interval '1 hour'")


class Metrics:
    """The registry of one application."""

    def __init__(self, engine: Engine) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "gongkai_requests", "Answers by route and status", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "gongkai_request_seconds", "Time to answer by route", ["method", "route"], registry=self.registry
        )
        self.registry.register(OfficeFigures(engine))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer; `route` is the pattern of its path, so that ids make no series of their own."""
        self.requests.labels(method, route, status).inc()
        self.seconds.labels(method, route).observe(seconds)

    def text(self) -> bytes:
        """In Prometheus' format."""
        return generate_latest(self.registry)


class OfficeFigures(Collector):
    """Asks the database at each scrape."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def describe(self) -> list[Metric]:
        """Nothing beforehand: registering must not ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Figures, and whether they could be had."""
        try:
            with self.engine.connect() as connection:
                found = list(_figures(connection))
        except SQLAlchemyError:
            found = []
        yield _gauge("gongkai_database_up", "Whether the database answers", {(): float(bool(found))})
        yield from found


def _figures(connection: Connection) -> Iterator[Metric]:
    sites = connection.scalar(select(func.count()).where(SiteRow.removed_at.is_(None)))
    yield _gauge("gongkai_sites", "Sites listed", {(): sites or 0})
    by_state = select(Audit.state, func.count()).group_by(Audit.state)
    yield _gauge("gongkai_audits", "Audits by state", _by_one(connection.execute(by_state)), "state")
    problems = select(Problem.state, func.count()).group_by(Problem.state)
    yield _gauge("gongkai_problems", "Problems by state", _by_one(connection.execute(problems)), "state")
    jobs: Values = {(queue, status): count for queue, status, count in connection.execute(text(JOBS))}
    yield _gauge("gongkai_queue_jobs", "Jobs of the queue", jobs, "queue", "status")
    newest = seconds_since_heartbeat(connection)
    yield _gauge(
        "gongkai_worker_seconds", "Since the newest sign of life of any worker", {(): newest or 0.0} if newest else {}
    )
    beats: Values = {(worker,): float(seconds) for worker, seconds in connection.execute(text(HEARTBEATS))}
    yield _gauge("gongkai_worker_heartbeat_seconds", "Since each worker's last sign of life", beats, "worker")
    waiting = connection.scalar(select(func.count()).where(OutgoingMail.sent_at.is_(None)))
    yield _gauge("gongkai_mails_waiting", "Mails not sent yet", {(): waiting or 0})
    probes = (
        select(ProbeRow.state, func.count()).where(ProbeRow.at > func.now() - RECENT_PROBES).group_by(ProbeRow.state)
    )
    yield _gauge(
        "gongkai_probes_last_hour", "Probes of the last hour by state", _by_one(connection.execute(probes)), "state"
    )


def _by_one(rows: object) -> Values:
    return {(str(getattr(key, "value", key)),): float(count) for key, count in rows}  # type: ignore[attr-defined]


def _gauge(name: str, words: str, values: Values, *labels: str) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(name, words, labels=labels)
    for key, value in values.items():
        gauge.add_metric(key, value)
    return gauge
