"""Which documents a check looks at: by class, issuer, place and period; what is not sure stays aside (范围内的文件)."""

from datetime import date
from typing import Any

import pytest

from checks.assessment import Context
from checks.documents.in_scope import Documents, documents_of
from checks.periods import Period
from checks.scopes import DocumentScope
from tests.checks.pages import snapshot_of_pages

AS_OF = date(2026, 3, 1)


def page(title: str, number: str, issuer: str, written: str, published: str, column: str = "政策文件") -> str:
    return f"""<html><title>{title}</title><body>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zcwj/">{column}</a> &gt; 正文</div>
<table><tr><td>索引号</td><td>QH-2026-1</td><td>文号</td><td>{number}</td></tr>
<tr><td>发文机关</td><td>{issuer}</td><td>成文日期</td><td>{written}</td></tr>
<tr><td>发布日期</td><td>{published}</td><td>标题</td><td>{title}</td></tr></table>
<h1>{title}</h1><p>各乡镇人民政府，县政府各部门：</p><p>{"现将有关事项通知如下，请认真执行。" * 12}</p><p>{issuer}</p></body></html>"""


PAGES = {
    "/": "<html><title>青禾县人民政府</title><body><div class='footer'>主办单位：青禾县人民政府</div></body></html>",
    "/zcwj/1.html": page("青禾县人民政府关于支持小微企业发展的通知", "青政发〔2026〕1号", "青禾县人民政府", "2026-01-05", "2026-01-08"),
    "/zcwj/2.html": page(
        "青禾县住房和城乡建设局关于印发物业管理办法的通知", "青住建〔2026〕2号", "青禾县住房和城乡建设局", "2026-02-03", "2026-02-04",
        "行政规范性文件",
    ),
    "/zcwj/3.html": page("北岩市财政局关于印发票据规程的通知", "岩财〔2026〕3号", "北岩市财政局", "2026-01-05", "2026-01-08"),
    "/zcwj/4.html": page("青禾县人民政府关于印发年度计划的通知", "青政发〔2025〕9号", "青禾县人民政府", "2025-12-30", "2026-01-04"),
}  # fmt: skip


def found(scope: Any, period: Any = None) -> Documents:
    context = Context(AS_OF, year=2026)
    chosen = Period.model_validate(period) if period else None
    return documents_of(snapshot_of_pages(PAGES), DocumentScope.model_validate(scope), chosen, context)


def numbers(documents: Documents) -> tuple[set[str], set[str]]:
    return {each.number for each in documents.asked}, {each.number for each, _ in documents.undecided}


@pytest.mark.parametrize(
    ("scope", "asked"),
    [
        ("all", {"青政发〔2026〕1号", "青住建〔2026〕2号", "青政发〔2025〕9号"}),
        ("government", {"青政发〔2026〕1号", "青政发〔2025〕9号"}),
        ("department", {"青住建〔2026〕2号"}),
        ("enterprise", {"青政发〔2026〕1号"}),
        ("plans", {"青政发〔2025〕9号"}),
        ({"issuers": ["住房和城乡建设局"]}, {"青住建〔2026〕2号"}),
        ({"any_of": ["物业"]}, {"青住建〔2026〕2号"}),
        ({"except_titles": ["通知"]}, set()),
    ],
)
def test_documents_of_a_scope(scope: Any, asked: set[str]) -> None:
    assert numbers(found(scope)) == (asked, set())


def test_a_superiors_document_is_in_no_scope() -> None:
    assert all("岩财" not in number for part in numbers(found("all")) for number in part)


def test_a_document_written_before_and_published_within_the_period_is_undecided() -> None:
    asked, undecided = numbers(found("all", "this_year"))
    assert asked == {"青政发〔2026〕1号", "青住建〔2026〕2号"}
    assert undecided == {"青政发〔2025〕9号"}


def test_what_says_nothing_of_its_class_may_be_normative() -> None:
    asked, undecided = numbers(found("normative"))
    assert asked == {"青住建〔2026〕2号"}
    assert undecided == {"青政发〔2026〕1号", "青政发〔2025〕9号"}


def test_importance_is_for_a_person() -> None:
    assert numbers(found({"kind": "all", "important": True}))[0] == set()


REGULATION = page("中华人民共和国水闸条例", "中华人民共和国国务院令第900号", "", "2026-01-02", "2026-01-03")


def test_a_regulation_without_issuer_is_the_state_councils_and_in_its_own_scope_only() -> None:
    snapshot = snapshot_of_pages({"/": PAGES["/"], "/fg/1.html": REGULATION})
    context = Context(AS_OF, year=2026)
    for kind, expected in (("all", 0), ("regulations", 1)):
        found = documents_of(snapshot, DocumentScope.model_validate(kind), None, context)
        assert len(found.asked) == expected


def test_the_day_of_publication_alone_counts_where_it_is_asked_for() -> None:
    period = Period.model_validate("this_year")
    found = documents_of(
        snapshot_of_pages(PAGES), DocumentScope(), period, Context(AS_OF, year=2026), by_publication=True
    )
    assert "青政发〔2025〕9号" in numbers(found)[0]
