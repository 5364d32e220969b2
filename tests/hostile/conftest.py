"""Servers for the hostile suite."""

from collections.abc import Iterator

import pytest

from tests.crawler.servers import WebServer


@pytest.fixture
def web() -> Iterator[WebServer]:
    """The server that misbehaves."""
    with WebServer() as server:
        yield server
