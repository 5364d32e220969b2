"""Defects of freshness (信息更新): a stale home page, blank columns."""

from datetime import timedelta

from demo.draft import Draft
from demo.model import AS_OF
from demo.planting import Consequence, Trace, defect

LIMIT = timedelta(days=14)


@defect("freshness.homepage", "stale")
def home_stale(draft: Draft) -> Trace:
    """Nothing was published in the last fourteen days."""
    draft.articles = {key: article for key, article in draft.articles.items() if AS_OF - article.at.date() > LIMIT}
    newest = max(article.at for article in draft.articles.values()).date()
    return Trace(
        f"首页最新信息是 {newest}，距检查日 {(AS_OF - newest).days} 天。",
        pages=["/"],
        also=(Consequence("freshness.columns", "stale", required=False),),
    )


@defect("freshness.blank", "blank")
def column_without_rows(draft: Draft, column: str) -> Trace:
    """The column shows its frame and no row."""
    draft.drop_articles(column)
    path = draft.path(column)
    return Trace(f"“{draft.columns[column].name}”栏目没有任何条目。", target=path, pages=[path])


@defect("freshness.blank", "blank")
def column_says_nothing_yet(draft: Draft, column: str, sentence: str) -> Trace:
    """The column says in words that it has nothing."""
    draft.drop_articles(column)
    draft.columns[column].empty = sentence
    path = draft.path(column)
    also = (Consequence("disclosure.statutory", "item_missing", target=path, required=False),)
    return Trace(f"“{draft.columns[column].name}”栏目只写着“{sentence}”。", target=path, pages=[path], also=also)
