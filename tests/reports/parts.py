"""Parts of scorecards (检查结果单的部件): of a county that exists nowhere."""

from datetime import UTC, date, datetime

from checks.outcomes import Outcome, Severity
from portal.site import Level, SiteKind
from portal.states import Region
from reports.scorecard import (
    ArchivePlace,
    AssessmentCard,
    ClauseCard,
    EvidenceCard,
    FindingCard,
    ResultCard,
    RulesetCard,
    RunCard,
    ScoreCard,
    Scorecard,
    SiteCard,
    Tool,
    UnitsCard,
)

HOME = "http://www.qiwuxian.gov.cn/"
AS_OF = date(2026, 3, 1)
SEEN = datetime(2026, 3, 1, 2, 11, 5, tzinfo=UTC)


def evidence(
    path: str = "zwgk/", title: str = "政务公开", *, target: str | None = None, excerpt: str = "", offset: int = 40_960
) -> EvidenceCard:
    """A place on one of the county's pages."""
    return EvidenceCard(
        url=HOME + path,
        page_title=title,
        target=target,
        region=Region.MAIN,
        selector="div.list > ul > li:nth-of-type(3) > a",
        excerpt=excerpt,
        observed_at=SEEN,
        archive=ArchivePlace(file="pages.warc.gz", offset=offset),
    )


def dead_link(number: int, pages: int = 1) -> FindingCard:
    """A dead link, the same for the same number."""
    target = f"{HOME}zwgk/2025/{number}/t2025_{number:06d}.html"
    return FindingCard(
        id=f"{number:016x}",
        kind="dead",
        element="not_found",
        subject=target,
        message="链接打不开：页面不存在（404），间隔复查两次结果相同。",
        severity=Severity.MINOR,
        remedy="改正链接地址，或者删除这条链接。",
        evidence=[
            evidence(
                f"zwgk/{page}/", f"通知公告第 {page} 页", target=target, excerpt=f"关于做好第 {number} 号事项的通知"
            )
            for page in range(1, pages + 1)
        ],
    )


def assessment(
    check: str, title: str, outcome: Outcome, reason: str, *, findings: list[FindingCard] | None = None, **more: object
) -> AssessmentCard:
    """The answer of one check with its texts."""
    texts = {
        "required": "首页和其他页面上的链接都能打开。",
        "method": "逐个请求页面上的链接，打不开的隔 30 秒、120 秒各复查一次。",
        "basis": "国办秘函〔2019〕19号 可用性",
        "effort": "小",
        "parameters": {},
    }
    values = {**texts, **more, "check": check, "title": title, "outcome": outcome, "reason": reason}
    return AssessmentCard.model_validate({**values, "findings": findings or []})


def result(requirement: str, title: str, outcome: Outcome, reason: str, **more: object) -> ResultCard:
    """One requirement."""
    row = requirement.partition("/")[2]
    values: dict[str, object] = {
        "clause": ClauseCard(document="政府网站与政务新媒体检查指标", section="扣分指标（功能设计）", number=row),
        "units": UnitsCard(lead=["县政府办公室"], cooperating=["县大数据局"]),
        "theme": "功能设计",
        **more,
    }
    return ResultCard.model_validate(
        {**values, "requirement": requirement, "title": title, "outcome": outcome, "reason": reason}
    )


def ruleset(identity: str, title: str, results: list[ResultCard], **score: object) -> RulesetCard:
    """A policy document with its results."""
    values: dict[str, object] = {"value": 78.4, "grade": "合格", "judged_points": 63, "total_points": 100, **score}
    values.setdefault("explanation", "满分 100 分，按条扣分，每条扣完为止；只计已判定的条款，按已判分值折算。")
    return RulesetCard(
        id=identity,
        title=title,
        version="3f9a2c1b",
        number="国办秘函〔2019〕19号",
        issuer="国务院办公厅秘书局",
        issued=date(2019, 4, 1),
        scoring="national",
        score=ScoreCard.model_validate(values),
        results=results,
    )


def scorecard(rulesets: list[RulesetCard], **site: object) -> Scorecard:
    """A card of the county's portal."""
    values: dict[str, object] = {
        "name": "栖梧县人民政府",
        "url": HOME,
        "host": "www.qiwuxian.gov.cn",
        "level": Level.COUNTY,
        "kind": SiteKind.PORTAL,
        "code": "3799260001",
        "unit": "栖梧县人民政府办公室",
        **site,
    }
    run = RunCard(
        started=SEEN,
        finished=SEEN.replace(hour=4),
        pages=1204,
        links=48_210,
        requests=2_871,
        bytes=61_203_455,
        rendered=0,
        stopped_by="max_pages",
    )
    return Scorecard(
        tool=Tool(name="gongkai", version="0.1.0"),
        site=SiteCard.model_validate(values),
        as_of=AS_OF,
        run=run,
        rulesets=rulesets,
    )
