"""Titles to search for are spread over columns and months, old enough, and no other page's."""

import json
import sqlite3
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from crawler.search_titles import LONGEST, SHORTEST, sampled_titles

UNTIL = date(2026, 3, 1)


def portal(*rows: tuple[str, str, str]) -> sqlite3.Connection:
    """Pages of (title, day, column)."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE TABLE page (url TEXT, heading TEXT, published_on TEXT, breadcrumb TEXT, kind TEXT DEFAULT 'notice', status INTEGER DEFAULT 200,"
        " fault TEXT, refresh_to TEXT DEFAULT '', confidence REAL DEFAULT 0.9)"
    )
    for number, (title, day, column) in enumerate(rows):
        steps = json.dumps(["首页", "政务公开", column])
        values = (f"http://www.qinghexia.gov.cn/{number}.html", title, day, steps)
        database.execute("INSERT INTO page (url, heading, published_on, breadcrumb) VALUES (?, ?, ?, ?)", values)
    return database


def titles(*rows: tuple[str, str, str], most: int = 4) -> list[str]:
    return [each.title for each in sampled_titles(portal(*rows), UNTIL, most)]


def test_columns_and_months_take_turns() -> None:
    assert titles(
        ("关于春季防火工作的公告", "2026-02-20", "公告"),
        ("关于道路封闭施工的公告", "2026-02-10", "公告"),
        ("县政府召开常务会议研究工作", "2026-02-19", "要闻"),
        ("县领导调研重点项目建设", "2026-01-19", "要闻"),
        most=3,
    ) == ["关于春季防火工作的公告", "县领导调研重点项目建设", "关于道路封闭施工的公告"]


def test_what_proves_nothing_is_left_out() -> None:
    assert (
        titles(
            ("关于新近发布事项的公告", "2026-03-02", "公告"),
            ("会议纪要", "2026-02-01", "公告"),
            ("关于缴费的公告", "2026-02-01", "公告"),
            ("关于停水检修安排的公告", "2026-02-01", "公告"),
            ("关于停水检修安排的公告", "2026-01-01", "要闻"),
            ("全市防汛会议召开 要求落实责任", "2026-01-05", "要闻"),
            ("通知：领取补贴-注意事项", "2026-01-06", "要闻"),
        )
        == []
    )


@given(
    st.lists(
        st.tuples(
            st.text("春夏秋冬a1 ：", max_size=40), st.dates(date(2024, 1, 1), UNTIL).map(str), st.sampled_from("甲乙丙")
        ),
        max_size=12,
    ),
    st.integers(0, 6),
)
def test_any_pages_give_fitting_titles_once(rows: list[tuple[str, str, str]], most: int) -> None:
    found = titles(*rows, most=most)
    assert len(found) == len(set(found)) <= most
    assert all(SHORTEST <= len(title) <= LONGEST for title in found)
