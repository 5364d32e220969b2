"""Ctrl-C and SIGTERM (停止): both end the block they reach, and what cleans up after it is not interrupted again."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    """Somebody asked for the end."""


@contextmanager
def raising_on_signals() -> Iterator[None]:
    """Within, the first of either signal raises Stopped, and further ones are ignored: the end is bounded by itself."""
    before = {each: signal.signal(each, _stop) for each in SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped
