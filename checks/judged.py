"""Things judged one by one (逐项核对): how many meet what is asked, do not, or are for a person to tell."""

from dataclasses import dataclass, field, replace

from checks.assessment import Finding
from checks.outcomes import Outcome, Severity
from checks.shares import Share

UNDECIDED = "undecided"  # kind of the findings that only a person can decide


@dataclass
class Judged:
    """How many things of a scope meet what is asked, and the findings about those that do not."""

    good: int = 0
    bad: int = 0
    doubtful: int = 0
    aside: int = 0  # would not meet it, but may not be asked for
    fine: int = 0  # meet it, but may not be asked for
    findings: list[Finding] = field(default_factory=list)

    def told(self, outcome: Outcome) -> tuple[Finding, ...]:
        """The findings beside a verdict; where that is open, they are hints."""
        if outcome in (Outcome.REVIEW, Outcome.UNKNOWN):
            return tuple(replace(finding, severity=Severity.INFO) for finding in self.findings)
        return tuple(self.findings)

    @property
    def share(self) -> Share:
        """The same as a share."""
        return Share(self.good, self.bad, self.doubtful, self.aside, self.fine)
