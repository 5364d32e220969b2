"""What people say on a card (人的结论): waivers, attestations, how far the mending of a requirement has got."""

from datetime import date, datetime
from typing import Literal

from checks.outcomes import Outcome
from reports.card_base import Model


class WaiverCard(Model):
    """A waiver that covers a finding (豁免)."""

    reason: str
    by: str
    until: date


class AttestationCard(Model):
    """A person's verdict on a requirement that a machine leaves to people (人工核实结论)."""

    verdict: Outcome  # pass or fail
    machine: Outcome  # what the card said without it
    by: str
    on: date
    what: str  # what was looked at
    link: str = ""  # address or file name of the proof
    until: date | None = None


class FollowupCard(Model):
    """The last step of a requirement's mending (整改跟踪): a state of `reports.ledgers.followup.State`, who said what when."""

    state: str
    text: str = ""
    by: str = ""
    at: datetime


class UnusedEntryCard(Model):
    """A waiver or attestation without effect (未生效的豁免、核实结论), and why."""

    kind: Literal["waiver", "attestation"]
    place: str  # file and row
    text: str
    why: str
