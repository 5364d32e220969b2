"""A quick check: what its pages tell counts, what they do not tell is neither a pass nor a fail."""

from datetime import UTC, date, datetime

import pytest

from checks.assessment import Context
from checks.catalogue import CATALOGUE
from checks.completeness import gap
from checks.outcomes import Outcome, Reason
from checks.quick import QUICK, assess_quickly, narrowed
from portal.facts import DnsAnswer, IdentityMark, Page, PageFacts
from portal.site import Site
from portal.states import Mark, PageKind, Region, Via
from portal.storage.manifest import Manifest, Run
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
DAY = date(2026, 3, 1)
URL = "http://www.qinghexia.gov.cn/"
SEEN = {
    Mark.CONAC: "党政机关",
    Mark.SITE_CODE: "9902310001",
    Mark.ICP: "京ICP备12345678号",
    Mark.POLICE: "京公网安备99023102000001号",
    Mark.SPONSOR: "青禾县人民政府",
    Mark.CONTACT: "0990-5550123",
}


def snapshot(*lacking: Mark, stopped_by: str = "quick") -> Snapshot:
    """A home page whose footer lacks some marks, and one more page whose footer has none."""
    database = connect(":memory:")
    recorder = Recorder(database)
    marks = [
        IdentityMark(0, kind, text, text, Via.TEXT, Region.FOOTER) for kind, text in SEEN.items() if kind not in lacking
    ]
    recorder.page(
        PageFacts(Page(URL, 200, NOW, kind=PageKind.HOME, confidence=1.0, title="青禾县人民政府"), marks=marks)
    )
    other = Page(f"{URL}a.html", 200, NOW, kind=PageKind.NEWS, confidence=1.0, title="一条新闻", depth=1)
    recorder.page(PageFacts(other, marks=[IdentityMark(0, Mark.SPONSOR, "青禾县", "青禾县", Via.TEXT, Region.FOOTER)]))
    recorder.network([DnsAnswer("www.qinghexia.gov.cn", "AAAA", source="test", error="no_answer")], [])
    recorder.commit()
    run = Run(started=NOW, finished=NOW, quick=True, stopped_by=stopped_by)
    return Snapshot(database, Manifest(site=Site(url=URL), as_of=DAY, run=run))


def answer(name: str, facts: Snapshot) -> tuple[Outcome, Reason | None]:
    check = CATALOGUE[name]
    found = assess_quickly(check, facts, narrowed(check, check.parameters()), Context(DAY))
    return found.outcome, found.reason_code


def test_a_check_that_would_have_to_see_more_is_unknown() -> None:
    assert answer("links.site", snapshot()) == (Outcome.UNKNOWN, Reason.QUICK)
    assert answer("freshness.blank", snapshot()) == (Outcome.UNKNOWN, Reason.QUICK)


def test_what_the_home_page_lacks_fails_and_other_pages_are_not_accused() -> None:
    assert answer("site.identity", snapshot(Mark.ICP))[0] is Outcome.FAIL
    assert answer("site.identity", snapshot()) == (Outcome.UNKNOWN, Reason.QUICK)


def test_what_needs_no_pages_is_told_as_ever() -> None:
    assert answer("ipv6.dns", snapshot())[0] is Outcome.FAIL


@pytest.mark.parametrize(("stopped_by", "reason"), [("quick", Reason.QUICK), ("interrupted", Reason.INTERRUPTED)])
def test_nothing_is_called_missing_that_was_left_out_on_purpose(stopped_by: str, reason: Reason) -> None:
    missed = gap(snapshot(stopped_by=stopped_by))
    assert missed is not None
    assert missed.reason is reason


@pytest.mark.parametrize("name", sorted(QUICK))
def test_what_is_narrowed_is_a_parameter_of_its_check(name: str) -> None:
    fields = CATALOGUE[name].parameters.model_fields
    assert set(QUICK[name].narrowed) <= set(fields)
