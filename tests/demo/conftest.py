"""The played portals, and a browser-less visitor that reaches them through the host table."""

from collections.abc import Iterator

import pytest

from demo.server import Playing, serve
from tests.demo.visitor import Visitor


@pytest.fixture(scope="session")
def playing() -> Iterator[Playing]:
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def visitor(playing: Playing) -> Visitor:
    return Visitor(playing.hosts_lines())
