"""A worker (检查程序): takes audits from the queue, as many at once as it has slots, and does what is due each minute. As many may run as there are machines."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

from procrastinate import App
from procrastinate.exceptions import ConnectorException
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from auditing.exits import BadInputError
from auditing.starting import CAN_FORK, Interpreters, Nursery, WhenNeeded
from service.database.sessions import engine_of, sessions_of
from service.database.upgrading import is_current
from service.jobs.leftovers import clear_leftovers
from service.jobs.workshop import Workshop
from service.queue.connection import PatientConnector
from service.queue.duties import House
from service.queue.names import AUDITS, HOUSE
from service.queue.tasks import audits_app, house_app
from service.settings import Settings
from service.store.store import Store

HOUSEKEEPERS = 4  # duties at once
SPARE = 6  # connections and threads beside those of audits and duties
GLANCE = 0.2  # seconds
TIDYING = 3600.0  # seconds
AWAY = 3.0  # seconds before a database that went away is asked again

log = logging.getLogger(__name__)


def run_worker(
    settings: Settings, ending: threading.Event, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> None:
    """Work until `ending` is set; audits under way are then put back, to be gone on with. Blocks; any thread will do.

    `clock` tells when off-peak windows are open.

    Raises BadInputError where there is no database to work with: none is named, it cannot be reached, or it is not of this version.
    """
    if settings.database_url is None:
        raise BadInputError(
            "没有设置 DATABASE_URL：检查程序要连到服务的数据库，例如 postgresql://用户:口令@主机:5432/gongkai"
        )
    settings.make_private_folders()
    engine = engine_of(settings.database_url, abandoned=settings.lost_after / 2)
    try:
        _refuse_other_version(engine)
        sessions = sessions_of(engine)
        with closing(WhenNeeded(Nursery if CAN_FORK else Interpreters)) as starter:
            shop = Workshop(settings, sessions, Store.of(settings), starter, ending, clock)
            clear_leftovers(settings, sessions)
            asyncio.run(_work(settings.database_url, shop))
    finally:
        engine.dispose()


def _refuse_other_version(engine: Engine) -> None:
    try:
        if not is_current(engine):
            raise BadInputError("数据库还没有升级到这个版本，请先运行 gongkai db upgrade")
    except OperationalError as fault:
        raise BadInputError(
            f"连不上数据库（{str(fault.orig).strip().splitlines()[0]}），请核对 DATABASE_URL"
        ) from fault


async def _work(database_url: str, shop: Workshop) -> None:
    slots = shop.settings.slots
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(slots + HOUSEKEEPERS + SPARE))
    connector = PatientConnector.of(database_url, slots + HOUSEKEEPERS + SPARE)
    audits = audits_app(connector, shop)
    house = house_app(connector, House(shop.settings, shop.sessions, shop.store, shop.ending))
    async with audits.open_async():
        running = [
            asyncio.create_task(_keep_running(audits, AUDITS, slots, shop)),
            asyncio.create_task(_keep_running(house, HOUSE, HOUSEKEEPERS, shop)),
        ]
        running.append(asyncio.create_task(_keep_tidy(shop)))
        while not shop.ending.is_set() and not any(task.done() for task in running):  # none ends but by a fault of ours
            await asyncio.sleep(GLANCE)
        shop.ending.set()
        for task in running:
            task.cancel()  # takes no further job, and waits for those under way, which see that the worker ends
        for ended in await asyncio.gather(*running, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended


async def _keep_tidy(shop: Workshop) -> None:
    """Now and then remove folders of audits that another machine ended."""
    while True:
        await asyncio.sleep(TIDYING)
        try:
            await asyncio.to_thread(clear_leftovers, shop.settings, shop.sessions)
        except (OperationalError, OSError) as fault:
            log.warning("work folders were not cleared: %s", fault)


async def _keep_running(app: App, queue: str, at_once: int, shop: Workshop) -> None:
    """Run one queue's worker, again if it ended because of the database."""
    settings = shop.settings
    while True:
        try:
            await app.run_worker_async(
                queues=[queue],
                name=f"{shop.name} {queue}",
                concurrency=at_once,
                fetch_job_polling_interval=min(5.0, settings.heartbeat),
                update_heartbeat_interval=settings.heartbeat,
                stalled_worker_timeout=settings.lost_after,
                delete_jobs="always",  # what became of an audit stands with the audit
                install_signal_handlers=False,
            )
        except ConnectorException as fault:
            log.warning("the queue's worker ended and begins again: %s", fault)
        await asyncio.sleep(AWAY)
