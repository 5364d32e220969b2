"""What earlier runs of the same site say on a card (与往次检查的比较): the state of each finding, what is gone, the trend."""

from datetime import date

from checks.outcomes import Outcome
from portal.states import Worded
from reports.card_base import Model


class Change(Worded):
    """What became of a finding since the previous run. Only what was looked at both times, in the same way, is new or mended."""

    NEW = "new", "新出现"
    OPEN = "open", "仍未整改"
    RETURNED = "returned", "再次出现"
    FIRST_LOOK = "first_look", "首次检查到"  # the previous run did not look, or could not
    MENDED = "mended", "已整改"
    UNCHECKED = "unchecked", "本次未能复查"
    NOT_ASKED = "not_asked", "本次没有检查"  # no requirement asks for it any more, or not with these figures
    DISCOUNTED = "discounted", "仍在，不再计为问题"  # still on the card, where it is no more than a hint


class FindingChangeCard(Model):
    """The state of a finding that is there now, and the `as_of` it was first seen on without a break."""

    state: Change
    since: date


class EarlierPlace(Model):
    """Where it stood, so that a later run can tell whether it looked there: as in `FindingCard` and its evidence."""

    subject: str = ""
    element: str = ""
    pages: list[str] = []
    targets: list[str] = []
    sampled: list[str] = []  # of these the ones that were looked at as a sample


class EarlierFinding(Model):
    """A finding of earlier runs that is not there now; kept so that one that comes back is known.

    `lead`: it was a candidate for a person to look at (待人工核实), no problem. `carried`: it was found so by an earlier run than this one.
    """

    id: str
    check: str
    requirements: list[str]
    message: str
    url: str = ""
    since: date
    last_seen: date
    state: Change  # mended, unchecked, not_asked or discounted
    on: date  # `as_of` of the run that found it so
    lead: bool = False
    carried: bool = False
    place: EarlierPlace = EarlierPlace()


class RulesetBefore(Model):
    """The score under one ruleset in the previous run. `comparable`: both scores rest on the same rules."""

    id: str
    version: str
    value: float | None
    grade: str
    vetoed: bool = False
    comparable: bool = True


class RequirementBefore(Model):
    """A requirement whose verdict is another than in the previous run."""

    requirement: str
    outcome: Outcome


class ComparisonCard(Model):
    """The previous run of the same site, and what changed since. `notes` say, in words, where like cannot be compared with like."""

    run: str  # name of its folder
    as_of: date
    tool: str  # version
    judged_again: bool = False  # the previous snapshot was judged under the present rules before comparing
    notes: list[str] = []
    rulesets: list[RulesetBefore] = []
    requirements: list[RequirementBefore] = []
    counts: dict[Change, int] = {}  # problems (不合格) in each state as this run found them, each finding once
    leads: dict[Change, int] = {}  # the same of candidates for a person to look at (待人工核实)
    earlier: list[EarlierFinding] = []


class TrendScore(Model):
    """The score under one ruleset in one run."""

    id: str
    version: str
    value: float | None
    grade: str


class TrendPoint(Model):
    """One earlier run of the site."""

    run: str
    as_of: date
    tool: str
    scores: list[TrendScore]
    failed: int  # requirements
    findings: int  # that fail a requirement, each once
