"""Scorecards to render (检查结果单样本): of a county that exists nowhere, in every state a card can be in."""

from datetime import date

from checks.outcomes import Outcome, Reason, Severity
from reports.people_cards import WaiverCard
from reports.scorecard import EvidenceCard, FindingCard, ResultCard, Scorecard, UnitsCard
from tests.reports.parts import HOME, SEEN, assessment, dead_link, evidence, result, ruleset, scorecard


def links_result(requirement: str, dead: int) -> ResultCard:
    """A requirement about links, failed when any is dead."""
    outcome = Outcome.FAIL if dead else Outcome.PASS
    return result(
        requirement,
        "网站上的链接都能打开",
        outcome,
        f"检查了 412 个不同的链接地址，{dead} 个打不开。" if dead else "检查了 412 个不同的链接地址，没有发现断链。",
        points=0.2 if dead else 1,
        worth=1,
        assessments=[
            assessment(
                "links.site",
                "全站链接",
                outcome,
                f"{dead} 个打不开。",
                parameters={"max_dead_rate": 0.0, "exclude_home": True},
                measured={"targets": 440, "checked": 412, "dead": dead, "dead_rate": round(dead / 412, 4)},
                findings=[dead_link(number, pages=1 + number % 5) for number in range(1, dead + 1)],
            )
        ],
    )


def full(dead: int = 14) -> Scorecard:
    """A card with every outcome, a veto, a waiver, repeated findings, encouraged and doubtful clauses."""
    return scorecard(
        [
            ruleset(
                "national-2019",
                "政府网站与政务新媒体检查指标",
                _national(dead),
                vetoed=True,
                grade="不合格（单项否决）",
                value=None,
            ),
            ruleset("county-2026", "栖梧县政务公开年度任务", _county(dead), value_before_waivers=70.1, grade="良"),
        ]
    )


def large() -> Scorecard:
    """A card with several hundred findings."""
    return full(dead=400)


def unreachable() -> Scorecard:
    """A card of a site that could not be judged as a whole."""
    reason = "首页 3 次请求都没有回应，没有读到任何页面。"
    results = [
        result(f"national-2019/{row}", title, Outcome.UNKNOWN, reason, reason_code=Reason.UNREACHABLE, worth=2)
        for row, title in (("v3", "首页按时更新"), ("usable", "网站上的链接都能打开"))
    ]
    card = scorecard(
        [
            ruleset(
                "national-2019", "政府网站与政务新媒体检查指标", results, value=None, grade="不评定", judged_points=0
            )
        ],
        outcome=Outcome.UNKNOWN,
        reason=reason,
        reason_code=Reason.UNREACHABLE,
        level=None,
        kind=None,
        code=None,
        unit=None,
    )
    return card.model_copy(update={"run": card.run.model_copy(update={"pages": 0, "links": 0, "finished": None})})


def yearly() -> Scorecard:
    """A card of a yearly document: a hundred clauses, forty units, most of them for a person to look at."""
    outcomes = (Outcome.REVIEW, Outcome.REVIEW, Outcome.REVIEW, Outcome.FAIL, Outcome.NOT_DUE, Outcome.PASS)
    results = [
        result(
            f"yearly/row-{n}",
            f"公开第 {n} 项重点工作的目录、进展和结果",
            outcomes[n % len(outcomes)],
            "网站上看不出，需要责任单位说明。",
            theme=f"第 {n // 20 + 1} 类工作",
            units=UnitsCard(lead=[f"县第{n % 40}局", f"县第{n * 7 % 40}办公室"], cooperating=["各镇街"]),
            due=None if n % 3 else date(2026, n % 12 + 1, 28),
            proof="工作方案、目录、进展的网页地址",
            worth=1,
            points=1 if outcomes[n % len(outcomes)] is Outcome.PASS else None,
        )
        for n in range(1, 101)
    ]
    return scorecard([ruleset("yearly", "栖梧县政务公开年度任务", results)])


def hostile(words: str) -> Scorecard:
    """A card in which everything that was crawled says `words`."""
    place = EvidenceCard(url=words, page_title=words, target=words, selector=words, excerpt=words, observed_at=SEEN)
    second = place.model_copy(update={"target": HOME + words, "url": HOME + words})
    finding = dead_link(1).model_copy(update={"message": words, "element": words, "evidence": [place, second]})
    answer = assessment(
        "links.site",
        "全站链接",
        Outcome.FAIL,
        words,
        measured={"sites": [words], words or "x": words},
        findings=[finding],
    )
    results = [
        result(
            "national-2019/usable", words, Outcome.FAIL, words, theme=words, assessments=[answer], points=0, worth=1
        ),
        result(
            "national-2019/asked",
            words,
            Outcome.REVIEW,
            words,
            assessments=[answer],
            proof=words,
            units=UnitsCard(lead=[words, "县政府办公室"]),
        ),
    ]
    return scorecard([ruleset("national-2019", "检查指标", results)], name=words)


def _national(dead: int) -> list[ResultCard]:
    stale = FindingCard(
        id="aa11bb22cc33dd44",
        kind="stale",
        message="首页最近一条信息是 2026-01-20 的，距检查日 40 天。",
        severity=Severity.VETO,
        remedy="每两周至少在首页更新一次信息。",
        evidence=[evidence("", "栖梧县人民政府", excerpt="2026-01-20 全县春运工作部署会召开")],
    )
    mark = FindingCard(
        id="0f0e0d0c0b0a0908",
        kind="mark_missing",
        element="police",
        message="页脚没有公安机关备案标识。",
        severity=Severity.MINOR,
        remedy="在页脚加上公安机关备案标识和编号。",
        waiver=WaiverCard(reason="备案正在办理，回执已交验", by="县政府办公室 督查科", until=date(2026, 6, 30)),
        evidence=[evidence("", "栖梧县人民政府", excerpt="主办：栖梧县人民政府办公室　承办：县大数据局")],
    )
    return [
        result(
            "national-2019/v3",
            "首页两周内有更新",
            Outcome.FAIL,
            "首页最近一次更新距检查日 40 天，超过 14 天。",
            theme="单项否决",
            veto=True,
            assessments=[
                assessment(
                    "freshness.homepage",
                    "首页更新",
                    Outcome.FAIL,
                    "40 天没有更新。",
                    parameters={"max_days": 14},
                    measured={"newest": "2026-01-20", "days": 40},
                    required="首页在检查日前两周内更新过信息。",
                    findings=[stale],
                )
            ],
        ),
        links_result("national-2019/usable", dead),
        result(
            "national-2019/marks",
            "页脚六项网站标识齐全",
            Outcome.FAIL,
            "抽查的 10 个页面都缺公安机关备案标识。",
            points=2.5,
            worth=3,
            waived=True,
            assessments=[
                assessment(
                    "site.identity",
                    "网站标识",
                    Outcome.FAIL,
                    "缺 1 项。",
                    measured={"pages": 10, "missing": 1},
                    findings=[mark],
                )
            ],
        ),
        result(
            "national-2019/ipv6",
            "支持 IPv6 访问",
            Outcome.UNKNOWN,
            "检查用的机器没有 IPv6 网络。",
            worth=1,
            reason_code=Reason.NO_IPV6_ROUTE,
            assessments=[
                assessment(
                    "ipv6.reachable",
                    "首页可用 IPv6 打开",
                    Outcome.UNKNOWN,
                    "没有 IPv6 网络。",
                    reason_code=Reason.NO_IPV6_ROUTE,
                )
            ],
        ),
        _interpreted(),
        result("national-2019/dept", "办事服务可用", Outcome.NOT_APPLICABLE, "只适用于部门网站。", theme="办事服务"),
    ]


def _interpreted() -> ResultCard:
    candidate = FindingCard(
        id="1212343456567878",
        kind="undecided",
        message="没有找到这份文件的解读，但有一篇标题相近的稿件。",
        severity=Severity.INFO,
        remedy="核对稿件是否解读了这份文件；是的话，在两处互相加上链接。",
        evidence=[
            evidence("zwgk/zfwj/t1.html", "关于印发栖梧县供水管理办法的通知", excerpt="栖政发〔2025〕7号"),
            evidence("zcjd/t2.html", "县城供水那些事", target=HOME + "zwgk/zfwj/t1.html", excerpt="一图看懂供水新规"),
        ],
    )
    return result(
        "national-2019/interpreted",
        "政策文件都有解读",
        Outcome.REVIEW,
        "41 件政策文件中 40 件有解读，1 件要由人判断。",
        theme="发布解读",
        worth=3,
        confirm=True,
        assessments=[
            assessment(
                "interpretation.coverage",
                "政策解读比例",
                Outcome.REVIEW,
                "1 件要由人判断。",
                parameters={"min_rate": 1.0, "issuers": ["县政府", "县政府办公室"], "sample": None},
                measured={"policies": 41, "interpreted": 40, "undecided": 1, "rate": 0.9756},
                required="以政府名义印发的文件都有解读。",
                effort="中",
                findings=[candidate],
            )
        ],
    )


def _county(dead: int) -> list[ResultCard]:
    later = date(2026, 12, 31)
    return [
        links_result("county-2026/row-1", dead),
        result(
            "county-2026/row-2",
            "设置政府信息公开专栏",
            Outcome.PASS,
            "首页导航有“政府信息公开”入口，打开的是本站专栏。",
            theme="平台建设",
            points=4,
            worth=4,
            due=date(2025, 12, 31),
            assessments=[
                assessment(
                    "disclosure.entry", "专栏入口", Outcome.PASS, "有入口。", parameters={"name": "政府信息公开"}
                )
            ],
        ),
        result(
            "county-2026/row-3",
            "四个部分齐全",
            Outcome.NOT_DUE,
            "缺“政府信息公开制度”，时限未到。",
            theme="平台建设",
            worth=3,
            due=later,
            assessments=[assessment("disclosure.sections", "专栏四部分", Outcome.FAIL, "缺 1 个部分。")],
        ),
        result(
            "county-2026/row-4",
            "举办政务公开培训",
            Outcome.REVIEW,
            "网站上看不出，需要责任单位提供证明。",
            theme="工作保障",
            worth=2,
            due=later,
            proof="培训通知、签到表、课件",
        ),
        result(
            "county-2026/row-5",
            "探索多种形式解读",
            Outcome.PASS,
            "找到图解 6 篇、视频 2 条。",
            theme="平台建设",
            strength="encouraged",
            note="鼓励类条款，只作参考。",
        ),
    ]
