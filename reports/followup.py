"""followup.yaml (整改跟踪): what became of a site's requirements after the check, entry by entry, the newest last.

Nothing is ever overwritten: a reply that changes is a further entry, so that the file tells who said what when. The state of a requirement is
that of its last entry; one without an entry is open.
"""

from datetime import datetime
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from portal.states import Worded

FILE_NAME = "followup.yaml"
SCHEMA = "gongkai.followup/1"


class State(Worded):
    """How far the mending of a requirement has got."""

    OPEN = "open", "待整改"
    NOTIFIED = "notified", "已通知"
    REPLIED = "replied", "已反馈"
    VERIFIED = "verified", "已核实"
    REJECTED = "rejected", "退回整改"
    CLOSED = "closed", "已销号"


class FollowupError(Exception):
    """followup.yaml cannot be used; one line says where and why."""


class Part(BaseModel):
    """Base of all parts."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Part):
    """The row an entry was read from."""

    file: str
    sheet: str
    row: int


class FollowupEntry(Part):
    """One step: which requirement, its state from then on, what was said, by whom, when it was taken in."""

    requirement: str
    state: State
    text: str = ""
    by: str = ""  # 责任人
    note: str = ""  # 备注
    at: datetime
    source: Source | None = None

    def says_the_same(self, other: "FollowupEntry") -> bool:
        """Whether it adds nothing to another entry."""
        return (self.state, self.text, self.by, self.note) == (other.state, other.text, other.by, other.note)


class Followup(BaseModel):
    """All entries of one site, oldest first."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    schema_: str = Field(SCHEMA, alias="schema", pattern=f"^{SCHEMA}$")
    site: str
    rows: list[FollowupEntry] = []

    def replies(self) -> dict[str, FollowupEntry]:
        """The last reply (整改情况) to each requirement that has one."""
        return {row.requirement: row for row in self.rows if row.state is State.REPLIED}

    def add(self, entry: FollowupEntry) -> bool:
        """Add a reply unless the last one to its requirement says the same; returns whether it was added."""
        last = self.replies().get(entry.requirement)
        if last is not None and entry.says_the_same(last):
            return False
        self.rows.append(entry)
        return True


def read_followup(folder: Path, site: str) -> Followup:
    """The entries in a site's folder, none where there is no file; raises FollowupError."""
    path = folder / FILE_NAME
    if not path.is_file():
        return Followup(site=site)
    try:
        return Followup.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as fault:
        raise FollowupError(f"{path}: 打不开（{fault.strerror}）") from fault
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise FollowupError(f"{path}: 不是正确的 YAML（{' '.join(str(fault).split())}）") from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(map(str, first["loc"])) or "整个文件"
        raise FollowupError(f"{path}: 不是本版本能读取的整改跟踪（{place} 有误）") from fault


def write_followup(followup: Followup, folder: Path) -> Path:
    """Write followup.yaml into a site's folder, whole or not at all, and return its path; raises OSError."""
    data = followup.model_dump(mode="json", by_alias=True, exclude_defaults=False)
    rows = [{name: value for name, value in row.items() if value not in ("", None)} for row in data["rows"]]
    path = folder / FILE_NAME
    draft = path.with_name(path.name + ".new")
    draft.write_text(yaml.safe_dump({**data, "rows": rows}, allow_unicode=True, sort_keys=False, width=120), "utf-8")
    return draft.replace(path)
