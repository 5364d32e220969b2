"""index.html: ranking, what fails most, and what could not be audited."""

from pathlib import Path
from typing import Any

from lxml import html

from checks.outcomes import Outcome
from reports.index import index_view, render_index, write_index
from reports.scorecard import Scorecard
from reports.scoring.score import NO_GRADE
from tests.reports import cards, parts


def site(name: str, value: float | None, *, veto: bool = False, fails: bool = False) -> Scorecard:
    outcome = Outcome.FAIL if fails else Outcome.PASS
    results = [
        parts.result("r/links", "链接都能打开", outcome, "看过了", worth=1, points=0),
        parts.result("r/home", "首页有更新", Outcome.FAIL if veto else Outcome.PASS, "看过了", veto=True),
    ]
    score = {"value": value, "grade": "合格", "vetoed": veto}
    return parts.scorecard(
        [parts.ruleset("r", "规则", results, **score)],
        name=name,
        url=f"http://{name}.gov.cn:8080/",
        host=f"{name}.gov.cn",
    )


def parse(made: list[Scorecard], failures: list[str] | None = None) -> Any:
    return html.document_fromstring(render_index(made, failures or []))


def test_sites_without_vetoes_come_first_then_by_score() -> None:
    view = index_view([site("a", 95, veto=True), site("b", 60), site("c", 88), site("d", None), site("e", 88)], [])
    assert [(line.rank, line.name) for line in view.sites] == [
        ("1", "c"),
        ("1", "e"),
        ("3", "b"),
        ("4", "a"),
        ("", "d"),
    ]


def test_points_that_say_too_little_do_not_rank() -> None:
    thin = site("a", 100)
    thin.rulesets[0].score.grade = NO_GRADE
    lines = index_view([thin, site("b", 60)], []).sites
    assert [(line.rank, line.name, line.cells[0].value) for line in lines] == [("1", "b", "60"), ("", "a", "？")]


def test_a_site_unknown_as_a_whole_is_not_ranked_and_says_why() -> None:
    document = parse([cards.unreachable(), cards.full()])
    last = document.xpath("//table[contains(@class, 'ranking')]/tbody/tr")[-1].text_content()
    assert "？" in last
    assert "首页 3 次请求都没有回应" in last


def test_the_most_frequent_failures_lead_to_examples_on_the_cards() -> None:
    (frequent,) = index_view([site("a", 90), site("b", 80, fails=True), site("c", 70, fails=True)], []).frequent.shown
    assert (frequent.title, frequent.failed, frequent.judged, frequent.share) == ("链接都能打开", 2, 3, "67%")
    assert [example.href for example in frequent.examples] == [
        "b.gov.cn_8080/scorecard.html#r-r/links",
        "c.gov.cn_8080/scorecard.html#r-r/links",
    ]


def test_rows_that_could_not_be_run_are_named() -> None:
    document = parse([], ["清单.csv 第 3 行：网址 <b>有误</b>，请改正这一行"])
    text = document.get_element_by_id("failures").text_content()
    assert "清单.csv 第 3 行：网址 <b>有误</b>，请改正这一行" in text


def test_a_ruleset_that_was_not_applied_is_no_zero() -> None:
    other = parts.scorecard([parts.ruleset("s", "另一规则", [], value=50)], name="另一站")
    cells = [line.cells for line in index_view([site("a", 90), other], []).sites]
    assert [[cell.value for cell in line] for line in cells] == [["90", ""], ["", "50"]]


def test_versions_stand_beside_the_scores() -> None:
    (heads,) = parse([cards.full()]).xpath("//table[contains(@class, 'ranking')]/thead")
    assert heads.text_content().count("规则版本 3f9a2c1b") == 2


def test_an_example_tells_why() -> None:
    (frequent,) = index_view([site("b", 80, fails=True)], []).frequent.shown
    assert [example.reason for example in frequent.examples] == ["看过了"]


def test_links_are_relative_and_nothing_is_loaded(tmp_path: Path) -> None:
    document: Any = html.document_fromstring(write_index([cards.full(), site("a", 1)], [], tmp_path).read_text("utf-8"))
    hrefs = [href for href in document.xpath("//a/@href") if not href.startswith("#")]
    assert "www.qiwuxian.gov.cn/scorecard.html" in hrefs
    assert not any(":" in href.split("/")[0] for href in hrefs)
    assert not document.xpath("//@src | //link | //script[@src]")


def test_hostile_names_are_words() -> None:
    document = parse([cards.hostile("<script>alert(1)</script>")])
    (own,) = document.xpath("//script")
    assert "alert" not in own.text
    assert "<script>alert(1)</script>" in document.xpath("//table")[0].text_content()


def test_what_is_waived_is_said_to_be_left_out_of_what_fails() -> None:
    one = parts.result("a/1", "公报", Outcome.FAIL, "没有。")
    both = [one, parts.result("a/2", "专栏", Outcome.FAIL, "没有。", waived=True)]
    words = parse([parts.scorecard([parts.ruleset("a", "一", both)])]).text_content()
    assert "另有 1 条要求不合格，都已豁免或认定为误报，没有列入。" in words
    words = parse([parts.scorecard([parts.ruleset("a", "一", both[1:])])]).text_content()
    assert "没有其他不合格的要求。" in words
    assert "没有列入" not in parse([parts.scorecard([parts.ruleset("a", "一", [one])])]).text_content()
