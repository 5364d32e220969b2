"""Named columns are found by their exact names, by near ones, and as links that lead elsewhere (查找栏目)."""

import pytest

from checks.column_search import columns_called
from checks.completeness import Gap
from checks.named_items import Item
from checks.outcomes import Outcome, Reason
from checks.shares import Share
from portal.states import Fill
from tests.checks.pages import snapshot_of_pages

HOME = """<html><title>青禾县人民政府</title><body><div class="nav"><ul>
<li><a href="/yjya/">应急预案</a></li><li><a href="/jyta/">本级建议提案</a></li><li><a href="http://zt.qinghe-elsewhere.gov.cn/">乡村振兴专题</a></li>
</ul></div><div class="footer">主办：青禾县人民政府办公室</div></body></html>"""


def column(name: str, rows: int) -> str:
    items = "".join(
        f'<li><a href="/x/{name}{n}.html">{name}第{n}条信息公开情况</a><span>2026-02-{n:02}</span></li>'
        for n in range(1, rows + 1)
    )
    return f'<html><title>{name}</title><body><div class="position">当前位置：<a href="/">首页</a> &gt; {name}</div><ul class="list">{items}</ul></body></html>'


PAGES = {"/": HOME, "/yjya/": column("应急预案", 8), "/jyta/": column("本级建议提案", 8)}


@pytest.mark.parametrize(
    ("item", "name", "exact"),
    [
        (Item(name="应急预案"), "应急预案", True),
        (Item(name="预案公开", any_of=("应急预案",)), "应急预案", True),
        (Item(name="建议提案"), "本级建议提案", False),
        (Item(name="乡村振兴"), "乡村振兴专题", False),
    ],
)
def test_a_column_is_found_by_its_names(item: Item, name: str, exact: bool) -> None:
    found = columns_called(snapshot_of_pages(PAGES), item)
    assert [(each.name, each.exact) for each in found[:1]] == [(name, exact)]


def test_what_nobody_names_is_not_found() -> None:
    assert columns_called(snapshot_of_pages(PAGES), Item(name="财政预决算")) == []


def test_a_column_on_another_site_is_said_to_be_elsewhere() -> None:
    found = columns_called(snapshot_of_pages(PAGES), Item(name="乡村振兴专题"))[0]
    assert found.is_elsewhere
    assert found.fill is Fill.UNREAD


@pytest.mark.parametrize(
    ("share", "min_rate", "outcome"),
    [
        (Share(3, 0), 1.0, Outcome.PASS),
        (Share(2, 1), 1.0, Outcome.FAIL),
        (Share(2, 0, doubtful=1), 1.0, Outcome.REVIEW),
        (Share(2, 1, doubtful=1), 1.0, Outcome.FAIL),
        (Share(2, 1), 0.6, Outcome.PASS),
        (Share(2, 1, aside=1), 0.6, Outcome.REVIEW),
        (Share(2, 1), None, Outcome.REVIEW),
        (Share(0, 0), 1.0, Outcome.REVIEW),
    ],
)
def test_a_share_fails_only_where_no_doubt_could_save_it(
    share: Share, min_rate: float | None, outcome: Outcome
) -> None:
    assert share.verdict("共 3 件", min_rate)[0] is outcome


def test_what_was_not_seen_keeps_a_low_share_from_failing() -> None:
    assert Share(1, 2).verdict("共 3 件", 1.0, Gap("抓取没有完成", Reason.BUDGET))[0] is Outcome.REVIEW
