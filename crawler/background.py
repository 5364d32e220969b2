"""Work beside the crawl (后台任务): tasks that run while pages are fetched, none of which may fail unseen."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class Background:
    """Starts tasks and keeps hold of them. `give_up` hears what one of them failed with."""

    def __init__(self, give_up: Callable[[BaseException], None]) -> None:
        self._give_up = give_up
        self._tasks: list[asyncio.Task[None]] = []

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run `work` beside the crawl; needs a running event loop."""
        task = asyncio.ensure_future(work)
        task.add_done_callback(self._ended)
        self._tasks.append(task)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        fault = None if task.cancelled() else task.exception()
        if fault is not None:
            self._give_up(fault)
