"""Progress of judging (评判进度): a bar on a terminal, now and then a line when piped or for machines; nothing where it is soon over."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from reports.judging.judge import Told

LINES_EVERY = 2.0  # seconds


class Seldom:
    """Passes on what is told every few seconds, the first time once that long has gone by."""

    def __init__(self, say: Told, clock: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._clock = clock
        self._last = clock()

    def told(self, done: int, total: int) -> None:
        """How many of the requirements are judged."""
        if self._clock() - self._last >= LINES_EVERY:
            self._last = self._clock()
            self._say(done, total)


@contextmanager
def judging_progress(*, as_json: bool) -> Iterator[Told]:
    """What judging is to tell its progress, shown where the output goes; a bar is gone when judging ends."""
    console = Console(stderr=True)
    if as_json:
        yield Seldom(
            lambda done, total: typer.echo(json.dumps({"event": "judging", "done": done, "total": total}))
        ).told
    elif console.is_terminal:
        parts = (
            TextColumn("评判"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("条"),
            TimeElapsedColumn(),
        )
        with Progress(*parts, console=console, transient=True) as bar:
            task = bar.add_task("评判", total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
    else:
        yield Seldom(lambda done, total: console.print(f"已评判 {done} 条，共 {total} 条", highlight=False)).told
