"""The queue's connections in a worker (队列连接): a database that restarts is waited for, so that no worker ends because of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError
from sqlalchemy.engine import make_url

FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0  # seconds
T = TypeVar("T")

log = logging.getLogger(__name__)


def conninfo(database_url: str) -> str:
    """An address as psycopg itself reads it."""
    return make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)


class PatientConnector(PsycopgConnector):
    """Repeats what failed because the connection broke, for as long as it takes. What the database refuses is refused.

    A statement that was carried out though its answer was lost is repeated, too: a job that was fetched so belongs to nobody, and is taken back
    like one whose worker died (`service.queue.recovery`).
    """

    @classmethod
    def of(cls, database_url: str, connections: int) -> "PatientConnector":
        """A connector with its own pool of at most so many connections."""
        given = {"connect_timeout": 10, "application_name": "gongkai worker"}
        return cls(conninfo=conninfo(database_url), min_size=1, max_size=connections, kwargs=given)

    async def execute_query_async(self, query: Any, **arguments: Any) -> None:
        """As the parent, patiently."""
        await _patiently(lambda: super(PatientConnector, self).execute_query_async(query, **arguments))

    async def execute_query_one_async(self, query: Any, **arguments: Any) -> dict[str, Any]:
        """As the parent, patiently."""
        return await _patiently(lambda: super(PatientConnector, self).execute_query_one_async(query, **arguments))

    async def execute_query_all_async(self, query: Any, **arguments: Any) -> list[dict[str, Any]]:
        """As the parent, patiently."""
        return await _patiently(lambda: super(PatientConnector, self).execute_query_all_async(query, **arguments))

    async def listen_notify(self, on_notification: Any, channels: Iterable[str]) -> None:
        """As the parent, patiently."""
        await _patiently(lambda: super(PatientConnector, self).listen_notify(on_notification, channels))


async def _patiently(work: Callable[[], Awaitable[T]]) -> T:
    wait = FIRST_WAIT
    while True:
        try:
            return await work()
        except ConnectorException as fault:
            if not is_broken(fault):
                raise
            log.warning("database is away: %s", fault.__cause__)
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


def is_broken(fault: BaseException) -> bool:
    """Whether it was the connection that failed, not the statement."""
    return isinstance(fault.__cause__, OperationalError)
