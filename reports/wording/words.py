"""Words for stored values (用语): levels, kinds of sites, reasons the crawl stopped. Enums with words of their own need none here."""

from checks.outcomes import Outcome, Reason
from portal.site import Level, SiteKind

LEVELS = {
    Level.NATIONAL: "国家级",
    Level.PROVINCE: "省级",
    Level.CITY: "市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡镇（街道）",
    Level.DEPARTMENT: "部门",
}
KINDS = {SiteKind.PORTAL: "政府门户网站", SiteKind.DEPARTMENT: "部门网站", SiteKind.SPECIAL: "专项网站"}
STRENGTHS = {"encouraged": "鼓励性条款，不判不合格"}
STOPPED_BY = {
    "max_pages": "达到页数上限（--max-pages）后停止，其余页面没有读",
    "max_depth": "达到层数上限（--max-depth），更深的页面没有读",
    "quick": "快速检查，只看首页、政府信息公开专栏和这些页面上的链接",
    "time": "达到时间上限后停止，其余页面没有读",
    "interrupted": "中途被人停止，其余页面没有读",
    "blocked": "被网站防护拦截后停止",
    "errors": "连续出错后停止，其余页面没有读",
}
OUTCOME_MARKS = {
    Outcome.FAIL: "✕",
    Outcome.UNKNOWN: "？",
    Outcome.REVIEW: "○",
    Outcome.NOT_DUE: "…",
    Outcome.PASS: "✓",
    Outcome.NOT_APPLICABLE: "－",
}  # a second sign beside the colour, for those who cannot tell colours apart and for black-and-white print
SHOWN_ORDER = (
    Outcome.FAIL,
    Outcome.REVIEW,
    Outcome.UNKNOWN,
    Outcome.NOT_DUE,
    Outcome.PASS,
    Outcome.NOT_APPLICABLE,
)


def bonus_words(outcome: Outcome, points: float | None) -> str:
    """A bonus row's verdict: whether it won points (加分)."""
    if outcome is Outcome.PASS:
        return "加分"
    if outcome is Outcome.NOT_APPLICABLE and points is not None:
        return "部分加分" if points else "未加分"
    return outcome.words


def advice(reason_code: str | None) -> str:
    """What to do about something that could not be checked; empty for no code or one this version does not know."""
    known = {reason.value: reason.advice for reason in Reason}
    return known.get(reason_code or "", "")


def stopped_by(cause: str | None) -> str:
    """Why the crawl ended, as a sentence part."""
    if cause is None:
        return "能到达的页面都读完了"
    return STOPPED_BY.get(cause, f"提前停止（{cause}）")


def number(value: float) -> str:
    """A figure without needless zeros: 3, 0.5, 1,204; at most two decimals."""
    return f"{round(value, 2):,.2f}".rstrip("0").rstrip(".")


def size(count: int) -> str:
    """Bytes in the unit a person would use."""
    amount = float(count)
    for unit in ("字节", "KB", "MB"):
        if amount < 1024:
            return f"{number(round(amount, 1))} {unit}"
        amount /= 1024
    return f"{number(round(amount, 1))} GB"
