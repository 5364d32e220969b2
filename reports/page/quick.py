"""That a card is a quick check's (快速检查): what was looked at, what was left out, how the whole is checked."""

from dataclasses import dataclass

from checks.outcomes import Outcome, Reason
from reports.scorecard import Scorecard
from reports.wording.plaintext import plain

SEEN = "只看了首页、政府信息公开专栏、这些页面上的链接和 IPv6"


@dataclass(frozen=True)
class QuickView:
    """Words for the head of the card. `command` checks the whole site."""

    seen: str
    left_out: int
    command: str

    @property
    def words(self) -> str:
        """All of it but the command."""
        return f"{self.seen}；另有 {self.left_out} 条要求没有看或没有看全，记“无法检查”。不评分、不评级，没有发现问题不等于全站合格。"


def quick_view(card: Scorecard) -> QuickView | None:
    """The words; None for a whole check, and where the site could not be checked at all."""
    if not card.run.quick or card.site.outcome is not None:
        return None
    results = [result for ruleset in card.rulesets for result in ruleset.results]
    left_out = sum(r.outcome is Outcome.UNKNOWN and r.reason_code == Reason.QUICK for r in results)
    return QuickView(SEEN, left_out, f"gongkai audit {plain(card.site.url, 300)}")
