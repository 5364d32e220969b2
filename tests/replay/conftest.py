"""Servers and a browser for the viewer's tests."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from portal.replay.server import ReplayServer
from tests.replay.sites import Given, site_of, snapshot_of
from tests.reports.conftest import browser

__all__ = ["browser"]
Shown = Callable[[Given], ReplayServer]


@contextmanager
def running(server: ReplayServer) -> Iterator[ReplayServer]:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Shown]:
    """Makes a running viewer of an archive with the answers given."""
    with ExitStack() as stack:
        yield lambda answers: stack.enter_context(running(ReplayServer(site_of(snapshot_of(tmp_path / "s", answers)))))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as made:
        yield made
