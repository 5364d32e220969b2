"""Results as people read them and as programs do."""

import argparse
import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
CACHE = Path(__file__).parent.parent / ".benchmarks"
"""Where rivals are installed and results written; never under version control."""


def table(rows: Sequence[Row]) -> str:
    """Rows of one shape as a Markdown table, numbers to the right."""
    names = list(rows[0])
    cells = [[_cell(row[name]) for name in names] for row in rows]
    widths = [max(len(line[place]) for line in [names, *cells]) for place in range(len(names))]
    numeric = [all(isinstance(row[name], (int, float)) for row in rows) for name in names]
    rule = ["-" * (width - 1) + (":" if right else "-") for width, right in zip(widths, numeric, strict=True)]
    return "\n".join(_line(line, widths, numeric) for line in [names, rule, *cells])


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = [
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(cells, widths, numeric, strict=True)
    ]
    return f"| {' | '.join(padded)} |"


def _cell(value: Any) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def arguments(description: str) -> argparse.ArgumentParser:
    """Parser with the options every benchmark has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="where the results go (default: .benchmarks/NAME.json)"
    )
    return parser


def publish(name: str, target: Path | None, results: Mapping[str, Any]) -> None:
    """Write results as JSON, with what they were measured on."""
    path = target or CACHE / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    stated = {"benchmark": name, "measured": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine()}
    path.write_text(json.dumps({**stated, **results}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"\nJSON: {path}")


def machine() -> dict[str, str | int | None]:
    """What the figures were measured on."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "scrapy": version("scrapy"),
        "aiohttp": version("aiohttp"),
        "lxml": version("lxml"),
    }
