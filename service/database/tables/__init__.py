"""All tables (数据表). Importing this package makes every table known to `Table.metadata`."""

from service.database.tables.accounts import ApiToken, Role, Unit, User
from service.database.tables.base import Table
from service.database.tables.imports import SiteImport
from service.database.tables.journal import JournalEntry
from service.database.tables.mail import OutgoingMail
from service.database.tables.office import Office
from service.database.tables.people import AttestationRow, FollowupRow, ProofFile, WaiverRow
from service.database.tables.probes import ProbeRow
from service.database.tables.results import Problem, RequirementResult, RulesetScore
from service.database.tables.rulesets import RulesetFile
from service.database.tables.runs import Audit, AuditEvent, AuditState, Purpose, Run, Schedule
from service.database.tables.sites import SiteRow
from service.database.tables.upgrades import QueueMigration

__all__ = [
    "ApiToken",
    "AttestationRow",
    "Audit",
    "AuditEvent",
    "AuditState",
    "FollowupRow",
    "JournalEntry",
    "Office",
    "OutgoingMail",
    "ProbeRow",
    "Problem",
    "ProofFile",
    "Purpose",
    "QueueMigration",
    "RequirementResult",
    "Role",
    "RulesetFile",
    "RulesetScore",
    "Run",
    "Schedule",
    "SiteImport",
    "SiteRow",
    "Table",
    "Unit",
    "User",
    "WaiverRow",
]
