"""The city's portal keeps every rule that its health is measured by."""

import re
from datetime import date, timedelta

import pytest

from demo.content import load_articles
from demo.model import AS_OF
from demo.neighbours import neighbours
from demo.portals import PORTALS
from demo.server import serve

CITY = PORTALS["lanchuan"]()
HTML = {path: r.body.decode() for path, r in CITY.pages.items() if r.content_type.startswith("text/html") and r.body}
ARTICLES = {article.id: article for article in load_articles("lanchuan", 1)}


def tags(text: str) -> dict[str, str]:
    return dict(re.findall(r'<meta name="(\w+)" content="([^"]*)">', text))


@pytest.mark.parametrize("path", HTML)
def test_the_site_code_agrees_in_tag_footer_and_badge(path: str) -> None:
    text = HTML[path]
    assert tags(text)["SiteIDCode"] == "9901000001"
    assert "网站标识码：9901000001" in text
    assert "site_code=9901000001" in text


@pytest.mark.parametrize("path", HTML)
def test_the_footer_carries_all_marks(path: str) -> None:
    footer = HTML[path].partition('<footer class="footer">')[2]
    for words in ("bszs.conac.cn", "云ICP备99010101号-1", "云公网安备 99010002000101号", "主办单位：", "联系电话："):
        assert words in footer


@pytest.mark.parametrize("path", [path for path in HTML if path != "/"])
def test_column_and_content_tags_are_filled(path: str) -> None:
    found = tags(HTML[path])
    for name in ("SiteName", "SiteDomain", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"):
        assert found[name]
    if "发布时间：" in HTML[path]:
        assert found["ArticleTitle"] in HTML[path].partition("<h1>")[2]
        assert f"发布时间：{found['PubDate']}" in HTML[path]
        assert found["ContentSource"]


def test_the_home_page_shows_news_of_the_last_days_and_nothing_of_the_future() -> None:
    days = [date.fromisoformat(found) for found in re.findall(r"\d{4}-\d\d-\d\d", HTML["/"])]
    months = [date(2026, *map(int, found.split("-"))) for found in re.findall(r">(0[12]-\d\d)<", HTML["/"])]
    assert AS_OF - timedelta(days=14) < max(days + months) <= AS_OF
    assert max(article.at.date() for article in ARTICLES.values()) <= AS_OF


def test_every_government_policy_is_interpreted_and_linked_both_ways() -> None:
    interpretations = [a for a in ARTICLES.values() if a.interprets]
    policies = {a.id for a in ARTICLES.values() if a.policy and "人民政府" in str(a.policy["issuer"])}
    assert len(policies) >= 6
    assert {a.interprets for a in interpretations} == policies
    for policy in policies:
        (text,) = (t for t in HTML.values() if f"<h1>{ARTICLES[policy].title}</h1>" in t)
        for other in (a for a in interpretations if a.interprets == policy):
            assert f">{other.title}</a>" in text.partition("相关解读")[2]
            (told,) = (t for t in HTML.values() if f"<h1>{other.title}</h1>" in t)
            assert f">{ARTICLES[policy].title}</a>" in told.partition("相关文件")[2]


def test_policies_are_published_within_twenty_working_days_and_never_before_they_are_written() -> None:
    for article in ARTICLES.values():
        if article.policy:
            assert timedelta(0) <= article.at.date() - article.policy["written"] <= timedelta(days=20)


def test_annual_reports_balance_and_carry_over() -> None:
    reports = {a.report["year"]: a.report for a in ARTICLES.values() if a.report}
    assert len(reports) >= 3
    for year, r in reports.items():
        done = r["granted"] + r["partial"] + r["refused"] + r["other"] + r["carried_out"]
        assert r["received"] + r["carried_in"] == done
        assert reports.get(year + 1, {"carried_in": r["carried_out"]})["carried_in"] == r["carried_out"]


def test_columns_named_by_their_kind_hold_something() -> None:
    lists = [path for path, text in HTML.items() if 'class="list"' in text or 'class="grid"' in text]
    assert len(lists) > 15
    assert [path for path in lists if not re.search(r"<(li|td)[^>]*><a href|<td>\d", HTML[path])] == []


def test_no_page_names_a_host_that_is_not_played() -> None:
    hosts = {portal.host for portal in neighbours()} | {"www.lanchuan.gov.cn", "www.yanxi.gov.cn"}
    named = {host for text in HTML.values() for host in re.findall(r'(?:href|src|value)="(?:https?:)?//([^/"]+)', text)}
    assert named <= hosts


def test_no_text_says_that_a_page_is_missing_or_a_column_empty() -> None:
    assert [path for path, text in HTML.items() if re.search("页面不存在|暂无|404", text)] == []


def test_the_city_has_addresses_of_both_families_and_the_county_of_one() -> None:
    with serve() as playing:
        six = [line for line in playing.hosts_lines() if line.startswith("[::1]")]
        if playing.port6 is None:
            assert six == []
        else:
            assert "www.lanchuan.gov.cn" in six[0]
            assert "www.yanxi.gov.cn" not in six[0]
