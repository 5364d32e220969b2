"""From a draft to composed pages: which page stands where, with which template and tags."""

from collections.abc import Iterator

from demo.content import Article, Column
from demo.draft import Draft
from demo.page import Page, column_tags, content_tags, site_marks, site_tags

TEMPLATES = {"list": "list.html", "index": "index.html", "form": "form.html", "map": "map.html", "elder": "elder.html"}


def compose(draft: Draft) -> dict[str, Page]:
    """All HTML pages of a draft by path, its edits applied.

    Raises:
        KeyError: an edit names a path at which no page stands.
    """
    pages = {page.path: page for page in _all(draft)}
    for page in pages.values():
        for sweep in draft.sweeps:
            sweep(page)
    for path, changes in draft.edits.items():
        for change in changes:
            change(pages[path])
    return pages


def _all(draft: Draft) -> Iterator[Page]:
    yield _home(draft)
    for column in draft.columns.values():
        yield from _column(draft, column)
    for article in draft.articles.values():
        if draft.columns[article.column].kind != "single":
            yield _article(draft, article)


def _home(draft: Draft) -> Page:
    site = draft.site
    tags = [*site_tags(site), ("Keywords", f"{site.place},{site.name}"), ("Description", f"{site.name}门户网站")]
    return Page("/", "home.html", site.name, tags, site_marks(site))


def _column(draft: Draft, column: Column) -> Iterator[Page]:
    if column.kind == "link":
        return
    if column.kind == "single":
        yield _article(draft, draft.articles_of(column.id)[0])
        return
    articles = draft.articles_of(column.id)
    chunks = [articles[i : i + column.size] for i in range(0, len(articles), column.size)] or [[]]
    for number, rows in enumerate(chunks):
        context = {"column": column, "rows": rows, "number": number, "total": len(chunks)}
        yield _framed(draft, column, draft.dialect.column(column, number), TEMPLATES[column.kind], column.name, context)


def _article(draft: Draft, article: Article) -> Page:
    column = draft.columns[article.column]
    context = {"column": column, "article": article, **_related(draft, article)}
    page = _framed(draft, column, draft.path(article.id), f"{column.article}.html", article.title, context)
    page.tags += content_tags(article)
    return page


def _related(draft: Draft, article: Article) -> dict[str, list[Article]]:
    """The policy an interpretation is about, and the interpretations of a policy."""
    about = [draft.articles[article.interprets]] if article.interprets in draft.articles else []
    by = [other for other in draft.articles.values() if other.interprets == article.id]
    return {"policies": about, "interpretations": sorted(by, key=lambda other: other.at)}


def _framed(draft: Draft, column: Column, path: str, template: str, heading: str, context: dict[str, object]) -> Page:
    site = draft.site
    title = f"{heading}_{column.name}_{site.name}" if heading != column.name else f"{heading}_{site.name}"
    context["frame"] = f"frame_{column.frame}.html"
    return Page(path, template, title, [*site_tags(site), *column_tags(site, column)], site_marks(site), context)
