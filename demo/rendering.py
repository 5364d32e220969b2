"""Composed pages to bytes, through the templates of the portal's dialect."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from demo.content import Article
from demo.draft import Draft
from demo.filters import FILTERS
from demo.model import Response
from demo.page import Page

LAYOUTS = Path(__file__).parent / "layouts"


@cache
def _environment(dialect: str) -> Environment:
    """The templates of a dialect first, the shared ones else; compiled once."""
    folders = [LAYOUTS / dialect, LAYOUTS / "shared"]
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    return environment


class Renderer:
    """Renders the templates of one draft."""

    def __init__(self, draft: Draft) -> None:
        self._environment = _environment(draft.site.dialect)
        self._names = _names(draft)

    def text(self, template: str, context: Mapping[str, Any]) -> str:
        """One template filled in."""
        return self._environment.get_template(template).render({**self._names, **context})

    def page(self, page: Page) -> Response:
        """The answer that carries a composed page in its own character set."""
        body = self.text(page.template, {"page": page, **page.context}).encode(page.charset)
        charset = f"; charset={page.declared}" if page.charset_in_header else ""
        return Response(body, f"text/html{charset}")


def _names(draft: Draft) -> dict[str, Any]:
    """What every template may ask of the draft."""

    def items(column: str, limit: int) -> list[Article]:
        return draft.articles_of(column)[:limit] if column in draft.columns else []

    def file_of(article: Article, name: str) -> str:
        return next(draft.attachment_path(a, article) for a in article.attachments if a.name == name)

    return {
        "site": draft.site,
        "columns": draft.columns,
        "articles": draft.articles,
        "nav": [column for column in draft.columns.values() if column.nav],
        "tops": [column for column in draft.columns.values() if column.parent is None],
        "children": draft.children,
        "trail": draft.trail,
        "href": draft.href,
        "url": draft.url,
        "resolve": draft.resolve,
        "attachment_path": draft.attachment_path,
        "file_of": file_of,
        "items": items,
        "column_page": draft.dialect.column,
    }
