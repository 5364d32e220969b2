"""The list of what a snapshot holds (内容清单)."""

from portal.contents import contents_of, top_columns
from tests.portal.crawled import record
from tests.portal.samples import article
from tests.portal.test_assembly import column_page, home, row
from tests.portal.test_documents import BODY, TITLE
from tests.portal.test_interpretations import TEXT

PAGES = {
    "/": home(),
    "/zwgk/": column_page("公开", row(1) + row(2), above=()),
    "/zwgk/tz/": column_page("通知", row(3, "2026-02-20")),
    "/zwgk/202602/t20260211_12.html": article(BODY, title=TITLE),
    "/zwgk/202602/t20260212_13.html": article(TEXT, title="《青禾县养犬管理办法》解读", column="政策解读"),
}


def test_contents_name_columns_documents_and_interpretations() -> None:
    contents = contents_of(record(PAGES))
    assert [(column["path"], column["items"], column["newest"]) for column in contents["columns"]] == [
        (["公开"], 2, "2026-02-11"),
        (["公开", "通知"], 1, "2026-02-20"),
    ]
    assert [document["title"] for document in contents["documents"]] == [TITLE]
    assert [each["own"] for each in contents["interpretations"]] == [True]
    assert contents["messages"] == []
    assert contents["kinds"] == {"list": 2, "home": 1, "document": 1, "interpretation": 1}


def test_top_levels_count_what_stands_below_them() -> None:
    assert top_columns(contents_of(record(PAGES))) == [("公开", 1)]
