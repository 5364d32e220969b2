"""`python -m benchmarks.card [--findings N]`: a card with N findings: its size, when it first paints, how long a filter takes.

The mix is a real county portal's: four in five are dead links on one to four pages, the rest pages in a disclosure column and doubts of many kinds;
two documents ask for the same, and a previous run is compared with. Needs Chromium; times are of this machine, the median of `RUNS` openings.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.tables import arguments, publish, table
from checks.outcomes import Outcome, Severity
from crawler.browser import is_root, launch_choices
from reports.earlier_cards import Change, ComparisonCard, FindingChangeCard
from reports.page.html import write_scorecard
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

RUNS = 5
MOST_BYTES = 5_000_000
MOST_PAINT, MOST_FILTER = 1000.0, 100.0  # ms
HOME = "http://www.qiwuxian.gov.cn/"
NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
CLAUSES = 60  # of each document, beside those that hold the findings
FILTERS = {
    "verdict": "document.querySelector('[data-choose=fail]').click()",
    "change": "choose('change', 'new')",
    "clear": "document.querySelector('[data-act=clear]').click()",
    "words": "type('第 120 号')",
}
_TIMED = """action => new Promise(done => {
  const choose = (by, value) => {
    const field = document.querySelector(`[data-by=${by}]`);
    field.value = value;
    field.dispatchEvent(new Event('change', {bubbles: true}));
  };
  const start = performance.now();
  %s;
  document.body.offsetHeight;
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
_PAINT = """() => new Promise(done => new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') done(entry.startTime);
}).observe({type: 'paint', buffered: true}))"""


def place(number: int, page: int) -> EvidenceCard:
    """A place on one of the portal's pages, with words, selector and archived copy as the checks give them."""
    return EvidenceCard(
        url=f"{HOME}zwgk/zfxxgk/fdzdgknr/{page % 37}/{page}/index.html",
        page_title=f"栖梧县人民政府 法定主动公开内容 第 {page} 页",
        selector=f"div.list > ul.news > li:nth-of-type({number % 20 + 1}) > a",
        excerpt=f"关于印发栖梧县第 {number} 号工作方案的通知",
        observed_at=NOW,
        archive=ArchivePlace(file="pages.warc.gz", offset=40_960 * page),
    )


def finding(number: int) -> FindingCard:
    """A finding: four in five are dead links seen on one to four pages."""
    dead = number % 5 > 0
    target = f"{HOME}zwgk/zfxxgk/fdzdgknr/2025/{number}/t2025{number:06d}.html"
    places = [place(number, number + page) for page in range(1 + number % 4 if dead else 1)]
    return FindingCard(
        id=f"{number:016x}",
        kind="dead" if dead else "misplaced",
        message="链接打不开：页面不存在（404），间隔复查两次结果相同。"
        if dead
        else f"栏目里有不属于本栏目的第 {number} 条内容。",
        severity=Severity.MINOR if dead else Severity.INFO,
        remedy="改正链接地址，或者删除这条链接。" if dead else "移到所属的栏目。",
        change=FindingChangeCard(state=(Change.NEW, Change.OPEN)[number % 3 > 0], since=date(2026, 2, 1)),
        evidence=[each.model_copy(update={"target": target}) for each in places] if dead else places,
    )


def result(document: str, number: int, findings: list[FindingCard]) -> ResultCard:
    """A clause, with the findings of its check."""
    outcome = Outcome.FAIL if findings else (Outcome.PASS, Outcome.REVIEW)[number % 2]
    answer = AssessmentCard(
        check="links.site",
        title="全站链接",
        parameters={},
        outcome=outcome,
        reason="有打不开的链接。",
        required="网站上的链接都能打开。",
        findings=findings,
    )
    return ResultCard(
        requirement=f"{document}/row-{number}",
        title=f"第 {number} 项工作按要求公开",
        theme=f"第 {number // 12 + 1} 类",
        clause=ClauseCard(document=document, section="正文", row=number),
        units=UnitsCard(lead=[f"县第{number % 30}局"], cooperating=["县大数据局"]),
        outcome=outcome,
        points=0,
        worth=1,
        reason="检查了有关页面。",
        assessments=[answer],
    )


def big_card(count: int) -> Scorecard:
    """A card of two documents; the second asks again for what the first fifth of the findings is about."""
    findings = [finding(number) for number in range(1, count + 1)]
    parts = [findings[: count // 5], findings[count // 5 :], findings[: count // 5]]
    documents = []
    for name, held in (("yearly-2026", parts[:2]), ("county-2026", parts[2:])):
        results = [result(name, number, held[number] if number < len(held) else []) for number in range(CLAUSES)]
        score = ScoreCard(value=78, grade="合格", judged_points=60, total_points=80)
        documents.append(
            RulesetCard(id=name, title=f"栖梧县工作要点 {name}", version="1", score=score, results=results)
        )
    run = RunCard(
        started=NOW,
        finished=NOW,
        pages=30_000,
        links=900_000,
        requests=40_000,
        bytes=10**9,
        rendered=0,
        stopped_by=None,
    )
    compared = ComparisonCard(run="20260201-0200", as_of=date(2026, 2, 1), tool="0", counts={Change.NEW: count // 3})
    site = SiteCard(name="栖梧县人民政府", url=HOME, host="www.qiwuxian.gov.cn", level=None, kind=None, code=None)
    tool = Tool(name="gongkai", version="benchmark")
    return Scorecard(tool=tool, site=site, as_of=NOW.date(), run=run, rulesets=documents, comparison=compared)


def measure(browser: Browser, address: str) -> dict[str, float]:
    """One opening: first paint and filters, in ms."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address)
        paint = float(page.evaluate(_PAINT))
        return {"first paint ms": paint, **{f"{name} ms": _filter(page, name) for name in FILTERS}}


def _filter(page: Page, name: str) -> float:
    """From the click to the next frame; for words from the end of the pause after the last letter."""
    if name != "words":
        return float(page.evaluate(_TIMED % FILTERS[name]))
    page.locator("[data-by=text]").fill("第 120 号")
    return float(
        page.evaluate(
            """() => new Promise(done => {
              const start = performance.now();
              new MutationObserver(() => done(performance.now() - start - 150)).observe(
                document.getElementById('shown'), {childList: true, characterData: true, subtree: true});
              document.querySelector('[data-by=text]').dispatchEvent(new Event('input', {bubbles: true}));
            })"""
        )
    )


def row(browser: Browser, count: int, folder: Path) -> dict[str, Any]:
    """A line of the table."""
    path = write_scorecard(big_card(count), folder)
    runs = [measure(browser, path.as_uri()) for _ in range(RUNS)]
    return {
        "findings": count,
        "MB": path.stat().st_size / 1e6,
        **{name: median(run[name] for run in runs) for name in runs[0]},
    }


def goals(line: dict[str, Any]) -> str:
    """Which goals were missed, in words."""
    slowest = max(value for name, value in line.items() if name.endswith(" ms") and name != "first paint ms")
    missed: list[tuple[str, bool]] = [
        ("size", line["MB"] * 1e6 > MOST_BYTES),
        ("first paint", line["first paint ms"] > MOST_PAINT),
        ("filters", slowest > MOST_FILTER),
    ]
    return "missed: " + (", ".join(name for name, is_missed in missed if is_missed) or "none")


def launched(work: Callable[[Browser], dict[str, Any]]) -> dict[str, Any]:
    """What `work` brings with a browser of this machine."""
    with sync_playwright() as playwright:
        choice = next(iter(launch_choices()))
        browser = playwright.chromium.launch(**choice, args=["--no-sandbox"] if is_root() else [])
        try:
            return work(browser)
        finally:
            browser.close()


def main(given: Sequence[str] | None = None) -> int:
    """Measure, print and keep the table; 1 when a goal is missed."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--findings", type=int, default=3000)
    asked = parser.parse_args(given)
    with TemporaryDirectory() as folder:
        line = launched(lambda browser: row(browser, asked.findings, Path(folder)))
    print(table([line]))
    print(goals(line))
    publish("card", asked.json, {"rows": [line]})
    return int(goals(line) != "missed: none")


if __name__ == "__main__":
    sys.exit(main())
