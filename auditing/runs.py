"""Run folders (检查批次文件夹): `out/<run>/<site>/…` as design.md 2.2 lays them out."""

import json
from datetime import datetime
from pathlib import Path

from auditing.exits import BadInputError
from crawler.off_peak import ZONE

CARD_NAME = "scorecard.json"
LOG_NAME = "gongkai.log"
SNAPSHOT_NAME = "snapshot"
RUN_NAME = "run.json"
RUN_SCHEMA = "gongkai.run/1"


def new_run(parent: Path, now: datetime | None = None) -> Path:
    """Create the folder of a new run, named by its start in the local zone; a second run in the same minute gets `-2`.

    Raises BadInputError when the parent cannot be written to.
    """
    name = (now or datetime.now(ZONE)).strftime("%Y%m%d-%H%M")
    try:
        parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(1, 1000):
            folder = parent / (name if attempt == 1 else f"{name}-{attempt}")
            try:
                folder.mkdir()
            except FileExistsError:
                continue
            (folder / LOG_NAME).touch()
            return folder
    except OSError as fault:
        raise BadInputError(f"{parent}: 不能写入这个文件夹（{fault.strerror}），请用 --out 另指定一个") from fault
    raise BadInputError(f"{parent}: 同一分钟内的批次太多，请稍后再试")


def run_age(run: Path) -> tuple[str, int, int]:
    """Orders runs by their names, oldest first; those of one minute are numbered: -2, -10."""
    day, _, rest = run.name.partition("-")
    minute, _, number = rest.partition("-")
    return day, int(minute) if minute.isdigit() else 0, int(number) if number.isdigit() else 1


def write_failures(run: Path, failures: list[str]) -> None:
    """Keep the rows and sites of a run that have no card, so that its index can be written again."""
    text = json.dumps({"schema": RUN_SCHEMA, "without_result": failures}, ensure_ascii=False, indent=2)
    (run / RUN_NAME).write_text(text + "\n", encoding="utf-8")


def read_failures(run: Path) -> list[str]:
    """Rows and sites of a run that have no card; raises BadInputError when what was kept cannot be read."""
    path = run / RUN_NAME
    if not path.is_file():
        return []
    try:
        return [str(line) for line in json.loads(path.read_text(encoding="utf-8"))["without_result"]]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise BadInputError(f"{path}: 读不出这次检查的记录（{fault}），请重新检查") from fault


def site_folders(folder: Path) -> list[Path]:
    """Site folders with a card in a run folder, or the folder itself when it is one; raises BadInputError when there is none."""
    if (folder / CARD_NAME).is_file():
        return [folder]
    found = sorted(card.parent for card in folder.glob(f"*/{CARD_NAME}")) if folder.is_dir() else []
    if not found:
        raise BadInputError(f"{folder}: 里面没有检查结果（{CARD_NAME}），请指定一次检查的文件夹")
    return found


def snapshot_folder(folder: Path) -> Path:
    """The snapshot meant by a snapshot folder or by the site folder that holds it."""
    inner = folder / SNAPSHOT_NAME
    return inner if inner.is_dir() and not (folder / "manifest.json").exists() else folder


def new_demo_hosts(parent: Path, lines: list[str]) -> Path:
    """Write the host table under which the bundled portals are played; raises BadInputError when the folder cannot be written to."""
    path = parent / "demo-hosts.txt"
    try:
        parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as fault:
        raise BadInputError(f"{parent}: 不能写入这个文件夹（{fault.strerror}），请用 --out 另指定一个") from fault
    return path.resolve()


def new_demo_history(parent: Path) -> Path:
    """Where the probe history of the bundled portals goes, an older one removed; raises BadInputError when the folder cannot be written to."""
    path = parent / "demo-probes.sqlite"
    try:
        parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    except OSError as fault:
        raise BadInputError(f"{parent}: 不能写入这个文件夹（{fault.strerror}），请用 --out 另指定一个") from fault
    return path.resolve()
