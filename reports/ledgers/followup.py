"""followup.yaml (整改跟踪): what became of a site's requirements after the check, entry by entry, the newest last.

Nothing is ever overwritten: a reply that changes is a further entry, so that the file tells who said what when. The state of a requirement is
that of its last entry; one without an entry is open.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from portal.states import Worded

FILE_NAME = "followup.yaml"
SCHEMA = "gongkai.followup/1"
TOOL = "gongkai"
BEIJING = timezone(timedelta(hours=8))  # what an office means that writes a time without a zone


class State(Worded):
    """How far the mending of a requirement has got."""

    OPEN = "open", "待整改"
    NOTIFIED = "notified", "已通知"
    REPLIED = "replied", "已反馈"
    VERIFIED = "verified", "已核实"
    REJECTED = "rejected", "退回整改"
    CLOSED = "closed", "已销号"
    FALSE_ALARM = "false_alarm", "误报"

    @classmethod
    def named(cls, words: str) -> "State | None":
        """The state of a Chinese word or stored value."""
        return next((state for state in cls if words.strip() in (state.value, state.words)), None)


def state_words(value: str) -> str:
    """A stored state in Chinese; one of a later version as it is."""
    state = State.named(value)
    return state.words if state else value


STEPS: dict[State, tuple[State, ...]] = {
    State.OPEN: (State.NOTIFIED, State.REPLIED, State.FALSE_ALARM),
    State.NOTIFIED: (State.REPLIED, State.FALSE_ALARM),
    State.REPLIED: (State.VERIFIED, State.REJECTED, State.FALSE_ALARM),
    State.REJECTED: (State.NOTIFIED, State.REPLIED, State.FALSE_ALARM),
    State.VERIFIED: (State.CLOSED, State.REJECTED, State.OPEN),
    State.CLOSED: (State.OPEN,),
    State.FALSE_ALARM: (State.OPEN, State.CLOSED),
}  # what people may do; to say more in the same state is always allowed


class FollowupError(Exception):
    """followup.yaml cannot be used; one line says where and why."""


class StepError(ValueError):
    """A state cannot follow the present one, or lacks its reason; the message says so."""


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
    by: str = ""  # 责任人, or who set the state; the tool itself is TOOL
    note: str = ""  # 备注
    at: Annotated[datetime, AfterValidator(lambda at: at if at.tzinfo else at.replace(tzinfo=BEIJING))]
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

    def of(self, requirement: str) -> list[FollowupEntry]:
        """The entries of a requirement, oldest first."""
        return [row for row in self.rows if row.requirement == requirement]

    def last(self) -> dict[str, FollowupEntry]:
        """The last entry of each requirement that has one."""
        return {row.requirement: row for row in self.rows}

    def knows(self, entry: FollowupEntry) -> bool:
        """Whether a step was taken before: a reply when the last one says the same, another state when it once stood with the same words.

        Workbooks keep what was written into them when they were made, so that an older state is no new step.
        """
        past = self.of(entry.requirement)
        if entry.state is not State.REPLIED:
            return any((row.state, row.text) == (entry.state, entry.text) for row in past)
        return any(entry.says_the_same(row) for row in [row for row in past if row.state is State.REPLIED][-1:])

    def add(self, entry: FollowupEntry) -> bool:
        """Add a step unless it is known; returns whether it was added. Raises StepError."""
        if self.knows(entry):
            return False
        refuse_impossible(entry, self.last().get(entry.requirement))
        self.rows.append(entry)
        return True


def refuse_impossible(entry: FollowupEntry, last: FollowupEntry | None) -> None:
    """Raise StepError for a step that cannot follow the last one, or lacks its reason."""
    now = last.state if last else State.OPEN
    if entry.state is not now and entry.state not in STEPS[now]:
        allowed = "、".join(state.words for state in STEPS[now])
        raise StepError(f"现在是“{now.words}”，不能改为“{entry.state.words}”；可以改为 {allowed}")
    if entry.state is State.FALSE_ALARM and not entry.text:
        raise StepError("“误报”要写明理由")


def merged(followups: Iterable[Followup], site: str) -> Followup:
    """All entries of several files on one site, each once: the last file's in its order, those that only others have where their time puts them."""
    files = [followup.rows for followup in followups if followup.rows]
    rows = list(files[-1]) if files else []
    known = {row.model_dump_json() for row in rows}
    for row in (row for others in files[:-1] for row in others):
        if (key := row.model_dump_json()) not in known:
            known.add(key)
            rows.insert(next((place for place, other in enumerate(rows) if other.at > row.at), len(rows)), row)
    return Followup(site=site, rows=rows)


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
