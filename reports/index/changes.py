"""Changes against the previous run in signs and words (较上次): of a score, of a place, of a count."""

from dataclasses import dataclass

from reports.index.comparable import rated_value, score_before
from reports.index.ranking import Standing
from reports.scorecard import RulesetCard, Scorecard
from reports.wording.words import number


@dataclass(frozen=True)
class ChangeView:
    """A change: `key` for the style (up is better), a sign and figure, `why` there is none or what it means; `amount` for sorting."""

    key: str  # up, down, same, none
    words: str
    why: str = ""
    amount: float | None = None


def none(why: str) -> ChangeView:
    """No change can be told."""
    return ChangeView("none", "—", why)


def moved(amount: float, unit: str = "") -> ChangeView:
    """A change by `amount`; more is better."""
    if not round(amount, 2):
        return ChangeView("same", "持平", amount=0)
    key, sign = ("up", "↑") if amount > 0 else ("down", "↓")
    return ChangeView(key, f"{sign} {number(abs(amount))}{unit}", amount=amount)


def score_change(card: Scorecard, ruleset: RulesetCard) -> ChangeView:
    """What became of a site's score under one document since the previous run."""
    before = score_before(card, ruleset)
    if isinstance(before, str):
        return none(before)
    if before.vetoed != ruleset.score.vetoed:
        return ChangeView("up", "↑ 解除否决") if before.vetoed else ChangeView("down", "↓ 新触发否决")
    if before.vetoed:
        return ChangeView("same", "上次也被否决", amount=0)
    earlier, now = rated_value(before), rated_value(ruleset.score)
    if earlier is None or now is None:
        return none("上次没有得分" if earlier is None else "本次没有得分")
    return moved(now - earlier)


def rank_change(standing: Standing) -> ChangeView:
    """What became of a site's place, among the sites that can be compared."""
    if standing.climbed is None:
        return none(standing.why)
    change = moved(standing.climbed)
    why = f"可比的 {standing.among} 个网站中，上次第 {standing.before}，本次第 {standing.now}"
    return ChangeView(change.key, change.words, why, change.amount)
