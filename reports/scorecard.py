"""The scorecard (检查结果单): one model that every writer renders, and the JSON other programs rely on.

Field names are the contract of design.md 2.3: add, never rename. Fields marked volatile differ between two judgements of the same
snapshot or two crawls of the same site; everything else must not.
"""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from checks.outcomes import Outcome, Severity
from portal.site import Level, SiteKind
from portal.states import Region
from reports.card_base import Model, Volatile
from reports.earlier_cards import ComparisonCard, FindingChangeCard, TrendPoint
from reports.people_cards import AttestationCard, FollowupCard, UnusedEntryCard, WaiverCard

SCHEMA = "gongkai.scorecard/1"


class Tool(Model):
    """The program that made the card."""

    name: str
    version: str


class SiteCard(Model):
    """The audited site. `outcome` is set when it could not be judged as a whole."""

    name: str
    url: str
    host: str
    level: Level | None
    kind: SiteKind | None
    code: str | None
    shown_code: str | None = None  # 网站标识码 the home page shows; without a meta tag that agrees it decides nothing
    unit: str | None = None
    region: str | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    reason_code: str | None = None


class RunCard(Model):
    """How far the crawl got."""

    started: Annotated[datetime, Volatile]
    finished: Annotated[datetime | None, Volatile]
    pages: int
    links: int
    requests: Annotated[int, Volatile]
    bytes: Annotated[int, Volatile]
    rendered: Annotated[int, Volatile]
    unrendered: Annotated[int, Volatile] = 0
    stopped_by: str | None
    quick: bool = False  # 快速检查: only the front of the site was looked at
    limits: list[str] = []
    remarks: list[str] = []


class ArchivePlace(Model):
    """Where the archived copy lies."""

    file: str
    offset: Annotated[int, Volatile]


class FrameCard(Model):
    """Where on the home page's picture the cited link stands, in pixels of a page `page_width` wide."""

    left: int
    top: int
    width: int
    height: int
    page_width: int


class EvidenceCard(Model):
    """Where something was seen."""

    url: str
    page_title: str
    target: str | None = None
    region: Region | None = None
    selector: str = ""
    excerpt: str = ""
    observed_at: Annotated[datetime | None, Volatile] = None
    archive: ArchivePlace | None = None
    screenshot: Annotated[str | None, Volatile] = None  # below the snapshot's folder
    frame: Annotated[FrameCard | None, Volatile] = None


class FindingCard(Model):
    """One defect in one place. `id` is the same next month for the same defect in the same place."""

    id: str
    kind: str
    element: str = ""
    subject: str = ""
    message: str
    severity: Severity
    remedy: str
    waiver: WaiverCard | None = None
    change: Annotated[FindingChangeCard | None, Volatile] = None  # against the previous run
    evidence: list[EvidenceCard] = []


class AssessmentCard(Model):
    """The answer of one check."""

    check: str
    title: str
    parameters: dict[str, Any]
    outcome: Outcome
    reason: str
    reason_code: str | None = None
    measured: dict[str, Any] = {}
    required: str = ""
    method: str = ""
    basis: str = ""
    effort: str = ""
    sample: list[str] = []  # addresses looked at where not all were
    unlisted: int = 0  # findings beyond those listed
    findings: list[FindingCard] = []


class ClauseCard(Model):
    """Where the requirement stands."""

    document: str
    number: str | None = None
    section: str = ""
    row: int | None = None


class UnitsCard(Model):
    """Who answers for it."""

    lead: list[str] = []
    cooperating: list[str] = []


class ResultCard(Model):
    """One requirement and its verdict."""

    requirement: str
    title: str
    theme: str = ""
    clause: ClauseCard
    units: UnitsCard
    due: date | None = None
    strength: str = "must"
    confirm: bool = False
    note: str = ""
    outcome: Outcome
    points: float | None = None  # earned
    worth: float | None = None  # could be earned; None when the row is not scored
    veto: bool = False
    bonus: bool = False  # 加分: the row can only win points; judged and not met it is `not_applicable`
    waived: bool = False
    waiver: WaiverCard | None = None  # that covers the row as a whole, beside those of its findings
    reason: str
    reason_code: str | None = None
    proof: str = ""  # what a person should ask for
    attestation: AttestationCard | None = None  # a person's verdict, which stands in the place of a `review`
    followup: Annotated[FollowupCard | None, Volatile] = None  # how far its mending has got
    assessments: list[AssessmentCard] = []


class ScoreCard(Model):
    """The score under one ruleset. `value` is null when nothing could be judged, a veto was triggered, or vetoes alone decide.

    `value` is what counts: the deducted (or weighted) part `deducted_value`, 0-100, and the bonus that counts. `lowest` and `highest` are what the
    deducted part becomes when every open row fails or passes.
    """

    value: float | None
    value_before_waivers: float | None = None  # None also where a veto was triggered before waivers
    grade_before_waivers: str = ""
    grade: str
    vetoed: bool = False
    deducted: float = 0
    deducted_value: float | None = None
    bonus: float = 0  # counted in `value`
    bonus_won: float = 0  # counted or not
    bonus_worth: float = 0
    judged_points: float = 0
    total_points: float = 0
    lowest: float | None = None
    highest: float | None = None
    vetoes: int = 0  # that apply to the site
    open_vetoes: int = 0  # of these, not judged yet
    explanation: str = ""  # how it was computed, in a few sentences
    outlook: str = ""  # what would turn the grade


class RulesetCard(Model):
    """Everything judged under one policy document."""

    id: str
    title: str
    version: str
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    year: int | None = None  # what "this year" means in its clauses
    after_as_of: bool = False  # 依据晚于检查日
    scoring: str = "ledger"
    score: ScoreCard
    results: list[ResultCard]


class Scorecard(Model):
    """The whole card of one site."""

    schema_: str = Field(SCHEMA, alias="schema")
    tool: Tool
    site: SiteCard
    as_of: date
    run: RunCard
    unit: str | None = None  # the ledger is narrowed to this unit; results and scores are whole
    rulesets: list[RulesetCard]
    comparison: Annotated[ComparisonCard | None, Volatile] = None  # with the previous run of the same site
    trend: Annotated[list[TrendPoint], Volatile] = []  # earlier runs, oldest first
    unused: list[UnusedEntryCard] = []  # waivers and attestations that cover nothing or have expired

    def to_json(self) -> str:
        """The text of scorecard.json."""
        return self.model_dump_json(by_alias=True, indent=2) + "\n"
