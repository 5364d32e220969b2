"""Where an audit lies on this machine while it is under way (工作文件夹), laid out as `auditing` expects a run and the runs beside it."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from auditing.exits import Exit
from auditing.runs import LOG_NAME, SNAPSHOT_NAME
from auditing.site_job import JOB_NAME
from portal.storage.snapshot import FACTS_NAME
from service.database.tables import Audit
from service.settings import Settings

SUMMED_UP = "ended.json"  # what the site's process said at its end
FETCHING = ".fetching"


@dataclass(frozen=True)
class Workplace:
    """`root` holds all of one audit, whatever the attempt, so that a later one on this machine goes on where an earlier one stood."""

    root: Path
    run: str
    site: str

    @classmethod
    def of(cls, settings: Settings, audit: Audit) -> "Workplace":
        """The place of an audit; nothing is made."""
        return cls((settings.work_dir / str(audit.id)).resolve(), audit.run.name, audit.site.folder)

    @property
    def folder(self) -> Path:
        """The site's folder of this run, which goes to the store."""
        return self.root / self.run / self.site

    @property
    def snapshot(self) -> Path:
        """The snapshot being written or judged."""
        return self.folder / SNAPSHOT_NAME

    @property
    def job(self) -> Path:
        """What the site's process is told."""
        return self.root / JOB_NAME

    @property
    def log(self) -> Path:
        """The crawl's log, which goes to the store, too."""
        return self.folder / LOG_NAME

    @property
    def is_begun(self) -> bool:
        """Whether an earlier attempt left a crawl."""
        return (self.snapshot / FACTS_NAME).exists()

    def earlier(self) -> Path | None:
        """The site's folder of the earlier run that lies beside, if one was fetched."""
        return next(
            (path for path in self.root.glob(f"*/{self.site}") if path.parent.name not in (self.run, FETCHING)), None
        )

    def sum_up(self, code: Exit) -> None:
        """Note that the process came to its end: what it wrote has only to be taken in."""
        (self.root / SUMMED_UP).write_text(json.dumps({"exit": int(code)}), encoding="utf-8")

    def summed_up(self) -> Exit | None:
        """How the process ended in an earlier attempt, None where it did not."""
        path = self.root / SUMMED_UP
        return Exit(json.loads(path.read_text(encoding="utf-8"))["exit"]) if path.exists() else None

    def clear(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self.root, ignore_errors=True)
