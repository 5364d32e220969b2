"""Rulesets (规则集) for programs."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict

from rulesets.coverage import Coverage, Reach
from rulesets.faults import Fault
from service.accounts.actor import Right
from service.api.sites import WORKBOOK
from service.database.tables import RulesetFile
from service.rulesets import states
from service.rulesets.downloads import safe_name, workbook_of, yaml_of
from service.rulesets.known import KnownRuleset, known_ruleset, known_rulesets, usable_ruleset
from service.rulesets.thresholds import Threshold, change_thresholds, thresholds_of
from service.rulesets.uploading import Examination, examine_upload
from service.uploads import Kind, read_upload
from service.web.dependencies import Db, Who, needs
from service.web.paging import Listed
from service.web.state import service_of

router = APIRouter(prefix="/api/v1/rulesets", tags=["rulesets"])
MANAGES = needs(Right.MANAGE_RULESETS)
KINDS = (Kind.XLSX, Kind.TEXT)
YAML = "application/yaml; charset=utf-8"


class FaultOut(BaseModel):
    """A fault of a file, at its line or cell."""

    line: int | None
    cell: str
    what: str
    mend: str

    @classmethod
    def of(cls, fault: Fault) -> Self:
        """One fault."""
        return cls(line=fault.line, cell=fault.cell, what=fault.what, mend=fault.mend)


class RulesetOut(BaseModel):
    """A ruleset in force. `own`: the office's state of it; `reach`: how many clauses checks decide, how far."""

    id: str
    title: str
    version: str
    builtin: bool
    own: UUID | None
    origin: str
    requirements: int
    reach: dict[str, int]
    faults: list[FaultOut]

    @classmethod
    def of(cls, known: KnownRuleset) -> Self:
        """One ruleset."""
        coverage = Coverage.of(known.ruleset) if known.ruleset else None
        return cls(
            id=known.id,
            title=known.title,
            version=known.version,
            builtin=known.builtin,
            own=known.own.id if known.own else None,
            origin=known.origin,
            requirements=len(known.ruleset.requirements) if known.ruleset else 0,
            reach={reach.value: coverage.reach[reach] for reach in Reach} if coverage else {},
            faults=[FaultOut.of(fault) for fault in known.faults],
        )


class RulesetDetail(RulesetOut):
    """The same, with everything the ruleset says."""

    ruleset: dict[str, Any] | None


class StateOut(BaseModel):
    """A saved state of a ruleset."""

    id: UUID
    ruleset: str
    version: str
    title: str
    in_force: bool
    note: str
    saved_at: datetime

    @classmethod
    def of(cls, state: RulesetFile) -> Self:
        """One state."""
        return cls(**{name: getattr(state, name) for name in cls.model_fields})


class LintOut(BaseModel):
    """What an uploaded file is worth: the id of its ruleset, or its faults."""

    ruleset: str | None
    version: str
    faults: list[FaultOut]


class ThresholdOut(BaseModel):
    """A number that a check takes. `value` None: not stated, `default` holds."""

    key: str
    requirement: str
    check: str
    title: str
    value: float | None
    default: float | None
    bounds: str
    whole: bool

    @classmethod
    def of(cls, requirement: str, threshold: Threshold) -> Self:
        """One number."""
        own = {name: getattr(threshold, name) for name in cls.model_fields if name != "requirement"}
        return cls(requirement=requirement, **own)


class ThresholdChange(BaseModel):
    """Numbers by key; null for the default."""

    model_config = ConfigDict(extra="forbid")

    values: dict[str, float | None]
    note: str = ""


@router.get("")
def rulesets(session: Db, actor: Who) -> Listed[RulesetOut]:  # noqa: ARG001
    """Rulesets in force."""
    items = [RulesetOut.of(known) for known in known_rulesets(session)]
    return Listed(items=items, total=len(items))


@router.post("/lint", dependencies=[MANAGES])
def lint(request: Request, actor: Who, file: Annotated[UploadFile, File()]) -> LintOut:  # noqa: ARG001
    """Examine a file without keeping it."""
    examination = _examined(request, file)
    ruleset = examination.ruleset
    faults = [FaultOut.of(fault) for fault in examination.faults]
    return LintOut(ruleset=ruleset.id if ruleset else None, version=ruleset.version if ruleset else "", faults=faults)


@router.post("", status_code=201, dependencies=[MANAGES])
def upload(
    request: Request,
    session: Db,
    actor: Who,
    file: Annotated[UploadFile, File()],
    note: Annotated[str, Form()] = "",
) -> StateOut:
    """Put a ruleset in force, from YAML or the workbook; one with the id of a built-in ruleset replaces it."""
    return StateOut.of(states.save_examined(session, actor, _examined(request, file), note))


@router.get("/{name}")
def ruleset(name: str, session: Db, actor: Who) -> RulesetDetail:  # noqa: ARG001
    """One ruleset, requirement by requirement."""
    known = known_ruleset(session, name)
    said = known.ruleset.model_dump(mode="json", by_alias=True) if known.ruleset else None
    return RulesetDetail(**RulesetOut.of(known).model_dump(), ruleset=said)


@router.get("/{name}/ruleset.yaml", response_class=Response)
def ruleset_as_yaml(name: str, session: Db, actor: Who) -> Response:  # noqa: ARG001
    """The file."""
    return attachment(yaml_of(known_ruleset(session, name)), YAML, f"{safe_name(name)}.yaml")


@router.get("/{name}/ruleset.xlsx", response_class=Response)
def ruleset_as_workbook(name: str, session: Db, actor: Who) -> Response:  # noqa: ARG001
    """The workbook."""
    return attachment(workbook_of(usable_ruleset(session, name)), WORKBOOK, f"{safe_name(name)}.xlsx")


@router.get("/{name}/thresholds")
def thresholds(name: str, session: Db, actor: Who) -> Listed[ThresholdOut]:  # noqa: ARG001
    """Its numbers."""
    rows = thresholds_of(usable_ruleset(session, name))
    items = [ThresholdOut.of(row.requirement.id, each) for row in rows for each in row.thresholds]
    return Listed(items=items, total=len(items))


@router.put("/{name}/thresholds", dependencies=[MANAGES])
def set_thresholds(name: str, change: ThresholdChange, session: Db, actor: Who) -> StateOut:
    """Save the ruleset with other numbers."""
    return StateOut.of(change_thresholds(session, actor, name, change.values, change.note))


@router.get("/{name}/states")
def ruleset_states(name: str, session: Db, actor: Who) -> Listed[StateOut]:  # noqa: ARG001
    """What was saved of it, the newest first."""
    items = [StateOut.of(state) for state in states.history(session, name)]
    return Listed(items=items, total=len(items))


@router.post("/states/{state_id}/restore", dependencies=[MANAGES])
def restore(state_id: UUID, session: Db, actor: Who) -> StateOut:
    """Put an earlier state in force again."""
    return StateOut.of(states.restore_state(session, actor, state_id))


@router.delete("/{name}", status_code=204, dependencies=[MANAGES])
def withdraw(name: str, session: Db, actor: Who) -> None:
    """Take the office's own out of force; a built-in one counts again."""
    states.withdraw(session, actor, name)


def attachment(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep."""
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _examined(request: Request, file: UploadFile) -> Examination:
    given = read_upload(file, kinds=KINDS, limit=service_of(request).settings.upload_limit)
    return examine_upload(given.name, given.content)
