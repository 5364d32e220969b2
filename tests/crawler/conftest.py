"""Servers for the crawler's tests."""

from collections.abc import Iterator

import pytest

from tests.crawler.servers import WebServer


@pytest.fixture
def web() -> Iterator[WebServer]:
    """A web server that plays the audited site."""
    with WebServer() as server:
        yield server


@pytest.fixture
def elsewhere() -> Iterator[WebServer]:
    """A web server that plays another host."""
    with WebServer() as server:
        yield server
