"""Shares and their verdicts (占比): what holds, what does not, and what only a person can tell, against a figure."""

from dataclasses import dataclass

from checks.completeness import Gap
from checks.outcomes import Outcome, Reason


@dataclass(frozen=True)
class Share:
    """Things that hold, that do not, and that may; `aside` may not even be asked for (only its own side is counted when they are).

    `fine`: things that hold, but of which it is not sure whether they are asked for; they never stand against a pass.
    """

    good: int
    bad: int
    doubtful: int = 0
    aside: int = 0
    fine: int = 0

    @property
    def total(self) -> int:
        """Things that are surely asked for."""
        return self.good + self.bad + self.doubtful

    @property
    def rate(self) -> float:
        """Share that surely holds; 0 where there is nothing."""
        return round(self.good / self.total, 4) if self.total else 0.0

    @property
    def highest(self) -> float:
        """Share if every doubtful thing holds."""
        unsure = self.aside + self.fine
        return (self.good + self.doubtful + unsure) / (self.total + unsure)

    @property
    def lowest(self) -> float:
        """Share if no doubtful thing holds, and what stands aside is asked for and does not."""
        return self.good / (self.total + self.aside) if self.total + self.aside else 1.0

    def verdict(self, words: str, min_rate: float | None, gap: Gap | None = None) -> tuple[Outcome, str, Reason | None]:
        """Outcome, sentence and reason code. `words` tells the counts without a full stop.

        No figure, nothing in scope, doubts that could turn it, or a gap in what was seen: review. Fail only where the share stays below
        `min_rate` whatever the doubtful ones are.
        """
        if not self.total and not self.aside and not self.fine:
            nothing = f"{gap.words}，没有找到属于检查范围的内容" if gap else "没有找到属于检查范围的内容"
            return Outcome.REVIEW, f"{nothing}，需人工核实。", Reason.NOTHING_IN_SCOPE
        if min_rate is None:
            return Outcome.REVIEW, f"{words}；没有规定比例，供人工判断。", None
        if self.highest < min_rate:
            if gap:
                return Outcome.REVIEW, f"{words}；{gap.words}，需人工核实。", None
            return Outcome.FAIL, f"{words}。", None
        if self.lowest < min_rate:
            return Outcome.REVIEW, f"{words}；有的不能确定，需人工核实。", None
        return Outcome.PASS, f"{words}。", None
