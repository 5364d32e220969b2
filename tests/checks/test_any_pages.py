"""Whatever pages say, every check answers in its own terms: no exception, no accusation without a finding, numbers that JSON can hold."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.assessment import Context
from checks.catalogue import CATALOGUE
from checks.contract import Check
from checks.outcomes import Outcome
from portal.assembly import assemble
from portal.facts import Target
from portal.reading import read_page
from portal.site import Site
from portal.states import Fault, LinkState, Scope
from portal.storage.manifest import Manifest, Run
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot
from tests.checks.required_parameters import REQUIRED

HOME = "http://www.qinghexia.gov.cn/"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
FRAGMENTS = (
    '<div class="nav"><a href="/a/">政府信息公开</a><a href="/b/">信息公开</a><a href="/">首页</a></div>',
    '<a href="/a/">政府信息公开指南</a><a href="">政府信息公开制度</a><a href="#x">法定主动公开内容</a>',
    '<iframe src="/b/"></iframe><script src="/js/x.js"></script>',
    '<ul><li><a href="/b/1.html">青禾县人民政府关于印发灌溉办法的通知</a><span>2026-02-30</span></li></ul>',
    "<h1>《灌溉办法》政策解读</h1><p>发布时间：2026-02-11</p>",
    "<h1>青禾县人民政府关于印发灌溉办法的通知</h1><p>青政发〔2026〕1号</p><p>发文机关：青禾县人民政府</p>",
    '<div class="footer">主办单位：青禾县人民政府 网站标识码：12 云ICP备号 云公网安备号</div>',
    '<meta name="SiteDomain" content=""><meta name="PubDate" content="99:99"><meta name="ArticleTitle" content="-">',
    '<meta http-equiv="refresh" content="0;url=/a/">',
    "<p>暂无内容</p>",
    '<p style="display:none">政府信息公开</p><!-- 网站标识码：9902310001 -->',
)
PAGES = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=40), max_size=6).map("".join)
STATES = st.tuples(st.sampled_from(list(LinkState)), st.none() | st.sampled_from(list(Fault)))
CONTEXT = Context(as_of=date(2026, 3, 1), code="9902310001")


def snapshot_of(pages: list[str], states: list[tuple[LinkState, Fault | None]]) -> Snapshot:
    database = connect(":memory:")
    recorder = Recorder(database)
    for url, html in zip((HOME, HOME + "a/", HOME + "b/", HOME + "b/1.html"), pages, strict=False):
        facts = read_page(
            url, html.encode(), content_type="text/html", depth=0, fetched_at=NOW, status=200, home=url == HOME
        )
        for number, link in enumerate(facts.links):
            if link.url:
                state, fault = states[number % len(states)]
                link.target_id = recorder.target(Target(link.url, Scope.INTERNAL, state=state, fault=fault))
        recorder.page(facts)
    recorder.commit()
    assemble(database, HOME)
    recorder.commit()
    site = Site(url=HOME, name="青禾县人民政府")
    return Snapshot(database, Manifest(site=site, as_of=CONTEXT.as_of, run=Run(started=NOW)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PAGES, max_size=4), st.lists(STATES, min_size=1, max_size=5))
def test_every_check_answers_whatever_the_pages_say(
    pages: list[str], states: list[tuple[LinkState, Fault | None]]
) -> None:
    snapshot = snapshot_of(pages, states)
    for check in CATALOGUE.values():
        assessment = check.assess(snapshot, REQUIRED.get(check.id, {}), CONTEXT)
        assert assessment.reason
        assert json.dumps(assessment.measured)
        assert assessment.outcome is not Outcome.FAIL or assessment.findings
        assert (assessment.outcome is Outcome.UNKNOWN) <= (assessment.reason_code is not None)
        assert {finding.kind for finding in assessment.findings} <= set(check.kinds)
        assert all(finding.evidence for finding in assessment.findings)
    snapshot.close()


@pytest.mark.parametrize("check", CATALOGUE.values(), ids=lambda check: check.id)
def test_an_empty_snapshot_is_never_passed_or_failed(check: Check) -> None:
    snapshot = snapshot_of([], [(LinkState.OK, None)])
    assert check.assess(snapshot, REQUIRED.get(check.id, {}), CONTEXT).outcome in (Outcome.UNKNOWN, Outcome.REVIEW)
