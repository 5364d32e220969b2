"""`--format`: results for other programs (供其他程序使用的格式), written beside the reports."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli import options
from reports.scorecard import Scorecard

Writer = Callable[[Iterable[Scorecard], Path], Path]


class Format(StrEnum):
    """A format other programs read."""

    CSV = "csv"
    JUNIT = "junit"
    SARIF = "sarif"


Formats = Annotated[
    list[Format] | None,
    typer.Option(
        "--format",
        help="另写供程序读取的结果，可多次：csv（问题清单）、junit、sarif（持续集成用）",
        rich_help_panel=options.OUTPUT,
    ),
]


def write_exports(
    formats: Sequence[Format] | None, cards: list[Scorecard], folders: list[Path], run: Path | None
) -> list[Path]:
    """Write each format into every site's folder, and of all sites together into the run's, and return the paths; raises OSError.

    `run` is None where there is no run around the one site.
    """
    written = []
    for each in dict.fromkeys(formats or []):
        write = _writer(each)
        written += [write([card], folder) for card, folder in zip(cards, folders, strict=True)]
        written += [write(cards, run)] if run else []
    return written


def _writer(wanted: Format) -> Writer:
    match wanted:  # each is loaded when it is asked for
        case Format.CSV:
            from reports.exports.findings_csv import write_csv as write
        case Format.JUNIT:
            from reports.exports.junit import write_junit as write
        case Format.SARIF:
            from reports.exports.sarif import write_sarif as write
    return write
