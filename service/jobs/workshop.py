"""What all jobs of one worker share (检查车间)."""

import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from auditing.starting import Starter
from service.database.sessions import Sessions
from service.settings import Settings
from service.store.store import Store


def worker_name() -> str:
    """This process, as audits name who runs them."""
    return f"{socket.gethostname()}:{os.getpid()}"


@dataclass
class Workshop:
    """`ending` is set when the worker is told to end."""

    settings: Settings
    sessions: Sessions
    store: Store
    starter: Starter
    ending: threading.Event = field(default_factory=threading.Event)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)  # by which windows are open
    name: str = field(default_factory=worker_name)
