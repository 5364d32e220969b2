"""scorecard.html as a document: order, one file, unique ids, nothing a crawled page says becomes markup."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from checks.outcomes import Outcome
from reports.page.html import content_hash, render_scorecard, write_scorecard
from reports.scorecard import Scorecard
from tests.reports import cards
from tests.reports.changed_cards import changed

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
MARKUP = st.sampled_from(
    ["<script>alert(1)</script>", "</style>", "</table>", "-->", "<!--", "\"'>", "&lt;", "{{ 7*7 }}", "]]>"]
)
LOADING = ("src", "srcset", "data", "action", "formaction", "background", "poster", "ping")


def parse(card: Scorecard) -> Any:
    return html.document_fromstring(render_scorecard(card))


def headings(document: Any, level: int) -> list[str]:
    return [heading.text_content().strip() for heading in document.iter(f"h{level}")]


def skeleton(document: Any) -> list[str]:
    """Tags in document order."""
    return [element.tag for element in document.iter() if isinstance(element.tag, str)]


def test_the_card_answers_in_the_order_a_supervisor_reads() -> None:
    assert headings(parse(cards.full()), 2) == [
        "评分与等级",
        "单项否决",
        "最先整改",
        "结论分布",
        "政府网站与政务新媒体检查指标",
        "栖梧县政务公开年度任务",
        "待人工核实（2 条）",
        "无法检查",
        "检查范围",
        "检查方法与依据",
        "计分办法",
    ]


def test_headings_never_skip_a_level() -> None:
    levels = [int(tag[1]) for tag in skeleton(parse(cards.full())) if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_screen_names_version_and_judged_points_beside_each_score() -> None:
    scores = parse(cards.full()).xpath("//li[contains(@class, 'score')]")
    assert len(scores) == 2
    for score in scores:
        assert "规则版本 3f9a2c1b" in score.text_content()
        assert "已判 63 / 100 分（63%）" in score.text_content()


@pytest.mark.parametrize("make", [cards.full, cards.unreachable, cards.large])
def test_nothing_is_loaded_from_anywhere(make: Any) -> None:
    document = parse(make())
    for element in document.iter():
        assert not set(LOADING) & set(element.attrib)
        assert element.tag not in {"link", "iframe", "object", "embed", "base", "img", "form"}
    for style in document.iter("style"):
        assert "url(" not in style.text
        assert "@import" not in style.text


def test_every_link_is_a_web_page_or_a_place_on_this_one() -> None:
    document = parse(cards.full())
    ids = set(document.xpath("//@id"))
    for href in document.xpath("//a/@href"):
        assert href.startswith(("http://", "https://")) or href.removeprefix("#") in ids


@pytest.mark.parametrize("make", [cards.full, cards.unreachable, cards.large])
def test_ids_are_unique_and_findings_and_requirements_have_theirs(make: Any) -> None:
    card = make()
    ids = parse(card).xpath("//@id")
    assert len(ids) == len(set(ids))
    results = [result for ruleset in card.rulesets for result in ruleset.results]
    assert {f"r-{result.requirement}" for result in results} <= set(ids)
    findings = {finding.id for result in results for a in result.assessments for finding in a.findings}
    assert {f"f-{finding}" for finding in findings} <= set(ids)


def test_long_lists_are_folded_after_ten() -> None:
    document = parse(cards.full(dead=14))
    (shown,) = document.xpath("//*[@id='r-national-2019/usable']//table")
    (folded,) = document.xpath("//*[@id='r-national-2019/usable']//div[@class='alike']")
    assert len(shown.xpath("./tbody/tr")) == 10
    assert len(folded.xpath("./ul/li")) == 4
    assert folded.getparent().tag == "details"


def test_a_short_row_still_names_target_page_words_and_id() -> None:
    document = parse(cards.full(dead=14))
    row = document.get_element_by_id(f"f-{11:016x}")
    target = "http://www.qiwuxian.gov.cn/zwgk/2025/11/t2025_000011.html"
    assert target in row.xpath(".//a/@href")
    assert "http://www.qiwuxian.gov.cn/zwgk/2/" in row.xpath(".//a/@href")
    assert "关于做好第 11 号事项的通知" in row.text_content()
    assert f"{11:016x}" in row.text_content()
    assert "间隔复查两次结果相同" in row.getparent().getparent().text_content()


def test_a_card_without_an_earlier_run_says_so_in_one_line() -> None:
    document = parse(cards.full())
    assert [line.text_content() for line in document.xpath("//*[contains(@class, 'since')]")] == [
        "没有可比较的往次检查。"
    ]
    assert not document.xpath("//*[@id='changes']")


def test_what_changed_is_counted_first_and_listed_by_what_became_of_it() -> None:
    document = parse(changed())
    first = document.get_element_by_id("overview").text_content()
    assert "上次检查日 2026-02-01" in first
    assert "升 8.4 分" in first
    assert "规则有变，不能比较" in first
    lists = {fold.get("id"): fold.text_content() for fold in document.xpath("//*[@id='changes']/details[@id]")}
    assert set(lists) == {"c-new", "c-returned", "c-open", "c-first_look", "c-mended", "c-unchecked"}
    assert "2025-12-01 首次发现" in lists["c-mended"]
    assert "不合格 → 合格" in " ".join(document.get_element_by_id("changes").text_content().split())


def test_findings_bear_what_became_of_them() -> None:
    document = parse(changed())
    assert "仍未整改（自 2026-02-01）" in document.get_element_by_id(f"f-{1:016x}").text_content()
    assert "首次检查到" in document.get_element_by_id("f-aa11bb22cc33dd44").text_content()
    assert "上次：不合格" in document.get_element_by_id("r-county-2026/row-2").text_content()


def test_a_persons_verdict_says_who_when_what_and_what_the_machine_said() -> None:
    row = parse(changed()).get_element_by_id("r-county-2026/row-4")
    told = " ".join(row.text_content().split())
    assert "人工核实：符合（督查科 王芳，2026-03-03）看了培训通知和签到表" in told
    assert "机器原结论：待人工核实" in told
    assert "http://www.qiwuxian.gov.cn/px/2026.pdf" in row.xpath(".//a/@href")


def test_a_site_code_that_decides_nothing_is_told_as_what_the_footer_says() -> None:
    card = cards.full()
    card.site.code, card.site.shown_code = None, "3799260001"
    facts = parse(card).xpath("//header[@class='masthead']//dl")[0].text_content()
    assert "页脚标注 3799260001" in facts
    assert "未说明" not in facts


def test_the_last_step_of_the_mending_and_entries_without_effect_are_told() -> None:
    document = parse(changed("已补齐解读"))
    step = document.get_element_by_id("r-national-2019/interpreted").text_content()
    assert "整改跟踪：已反馈 “已补齐解读” 李敏，2026-03-02 09:05" in " ".join(step.split())
    unused = document.get_element_by_id("unused").text_content()
    assert "豁免.csv 第 4 行" in unused
    assert "已于 2026-02-01 到期" in unused


def test_evidence_names_page_words_time_and_archived_copy() -> None:
    row = parse(cards.full()).get_element_by_id(f"f-{2:016x}").text_content()
    assert "http://www.qiwuxian.gov.cn/zwgk/1/" in row
    assert "关于做好第 2 号事项的通知" in row
    assert "2026-03-01 10:11 看到" in row
    assert "pages.warc.gz:40960" in row
    assert 'gongkai view snapshot "http://www.qiwuxian.gov.cn/zwgk/1/"' in row


def test_a_waived_finding_says_who_why_and_until_when() -> None:
    row = parse(cards.full()).get_element_by_id("f-0f0e0d0c0b0a0908").text_content()
    assert "已豁免至 2026-06-30：备案正在办理，回执已交验（县政府办公室 督查科）" in row


def test_clauses_that_are_encouraged_or_doubtful_say_so() -> None:
    document = parse(cards.full())
    assert "鼓励性条款" in document.get_element_by_id("r-county-2026/row-5").text_content()
    assert "数字待核" in document.get_element_by_id("r-national-2019/interpreted").text_content()


def test_reviews_show_candidates_or_the_proof_to_ask_for() -> None:
    document = parse(cards.full())
    reviews = document.get_element_by_id("reviews")
    assert "县城供水那些事" in reviews.text_content()
    (list_,) = reviews.xpath(".//a[text()='需要人工核实的要求']/@href")
    assert "培训通知、签到表、课件" in document.get_element_by_id(list_.removeprefix("#")).text_content()


def test_what_could_not_be_checked_says_what_to_do() -> None:
    unknowns = parse(cards.full()).get_element_by_id("unknowns").text_content()
    assert "检查用的机器没有 IPv6 网络" in unknowns
    assert "在有 IPv6 网络的机器上检查" in unknowns


def test_a_site_unknown_as_a_whole_accuses_nobody() -> None:
    document = parse(cards.unreachable())
    assert "不作合格与否的结论" in document.xpath("//*[@class='banner']")[0].text_content()
    assert not document.xpath("//*[@data-outcome='fail']")
    assert "最先整改" not in headings(document, 2)


def test_verdicts_are_words_not_only_colours() -> None:
    document = parse(cards.full())
    words = {outcome.words for outcome in Outcome}
    for chip in document.xpath("//span[contains(@class, 'chip')]"):
        assert any(word in chip.text_content() for word in words)


def test_the_only_script_is_the_one_the_page_allows() -> None:
    document = parse(cards.hostile("<script>alert(1)</script>"))
    (script,) = document.iter("script")
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert f"script-src '{content_hash(script.text)}'" in policy
    assert "default-src 'none'" in policy


@cache
def calm() -> list[str]:
    return without_links(skeleton(parse(cards.hostile("甲"))))


@pytest.mark.parametrize("text", ["</details><script>1</script>", "{{ 7*7 }}\ud800\x00\u202e", "w" * 1_000_000])
def test_no_text_of_people_or_earlier_runs_changes_the_structure(text: str) -> None:
    assert without_links(skeleton(parse(changed(text)))) == without_links(skeleton(parse(changed("甲"))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(ANY_TEXT, st.lists(st.one_of(ANY_TEXT, MARKUP), max_size=4).map("".join)).filter(bool))
def test_no_text_of_a_page_changes_the_structure(text: str) -> None:
    wild = parse(cards.hostile(text + "乙"))
    assert without_links(skeleton(wild)) == calm()
    assert all(h.startswith(("http://", "https://", "#")) for h in wild.xpath("//a/@href"))


def without_links(tags: list[str]) -> list[str]:
    """What is a link depends on the address, and so does the command: neither may depend on anything else."""
    return [tag for tag in tags if tag not in {"a", "span"}]


def test_the_page_is_written_whole_and_in_utf8(tmp_path: Path) -> None:
    path = write_scorecard(cards.hostile("\ud800 名称 \x00"), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert text.endswith("</html>")
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"scorecard\.html"):
        write_scorecard(cards.full(), tmp_path / "missing")


def test_the_same_card_makes_the_same_page() -> None:
    assert render_scorecard(cards.full()) == render_scorecard(cards.full())
