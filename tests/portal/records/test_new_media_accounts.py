"""Accounts on social media as lists show them; share buttons and news about accounts give none."""

from datetime import UTC, datetime

import pytest

from portal.reading import read_page
from portal.site_facts import NewMediaAccount

LIST = "政务新媒体"


def accounts_of(main: str, title: str = LIST) -> list[NewMediaAccount]:
    body = f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div class='main'>{main}</div></body></html>"
    at = datetime(2026, 3, 1, tzinfo=UTC)
    facts = read_page(
        "http://www.qinghexia.gov.cn/xmt/", body.encode(), content_type="text/html", depth=1, fetched_at=at, status=200
    )
    return [record for record in facts.records if isinstance(record, NewMediaAccount)]


def test_a_table_gives_name_platform_unit_and_ways() -> None:
    (account,) = accounts_of(
        "<table><tr><th>序号</th><th>账号名称</th><th>类型</th><th>主办单位</th><th>二维码</th></tr>"
        '<tr><td>1</td><td>书声青禾</td><td>微信公众号</td><td>县教育局</td><td><img src="/a.png"></td></tr></table>'
    )
    assert (account.name, account.platform, account.unit) == ("书声青禾", "微信", "县教育局")
    assert (account.picture, account.in_table, account.unit_asked) == ("http://www.qinghexia.gov.cn/a.png", True, True)


def test_a_cell_that_says_none_is_no_account() -> None:
    rows = "<tr><td>县教育局</td><td>书声青禾</td><td>无</td></tr><tr><td>县水利局</td><td>—</td><td>青禾水利</td></tr>"
    found = accounts_of(f"<table><tr><td>单位</td><td>微信公众号</td><td>微博</td></tr>{rows}</table>")
    assert [(each.name, each.platform, each.unit) for each in found] == [
        ("书声青禾", "微信", "县教育局"),
        ("青禾水利", "微博", "县水利局"),
    ]


@pytest.mark.parametrize(
    "share",
    [
        '<a href="https://service.weibo.com/share/share.php?url=1">微博</a>',
        '<div class="bdsharebuttonbox"><a href="https://weibo.com/x">微博</a></div>',
        '<a data-cmd="tsina" href="https://weibo.com/x">微博</a>',
    ],
)
def test_share_buttons_are_no_accounts(share: str) -> None:
    assert accounts_of(share) == []


def test_a_caption_states_name_and_unit() -> None:
    (account,) = accounts_of('<li><img src="/q.png" alt="二维码"><p>书声青禾</p><p>主办单位：县教育局</p></li>')
    assert (account.name, account.unit) == ("书声青禾", "县教育局")


def test_one_picture_without_caption_is_no_account() -> None:
    assert accounts_of('<p><img src="/all.jpg" alt="新媒体矩阵.jpg"></p>') == []


def test_a_page_of_another_name_is_not_read() -> None:
    assert accounts_of('<a href="https://weibo.com/qinghe">青禾发布</a>', title="白石镇清理河道") == []
