"""From a draft to a playable portal: compose, render, add files, search and the answer to missing pages."""

from collections.abc import Callable
from urllib.parse import parse_qs

from demo.assets import assets, sitemap
from demo.composing import compose
from demo.content import Column
from demo.draft import Draft
from demo.model import Portal, Response
from demo.page import Page, column_tags, site_marks, site_tags
from demo.rendering import Renderer

SEARCH = Column("search", "站内搜索", "search", "form", "网站搜索", "按标题查找本站信息的结果", number=0)

SOFT = "soft"


def build(draft: Draft) -> Portal:
    """The portal of a draft; the same draft always gives the same bytes."""
    renderer = Renderer(draft)
    html = {path: renderer.page(page) for path, page in compose(draft).items()}
    pages = assets(draft, renderer) | sitemap(draft, html) | html | draft.responses
    return Portal(
        id=draft.site.id,
        host=draft.site.host,
        name=draft.site.name,
        pages=pages,
        missing=_missing(draft, renderer),
        missing_folder=Response(status=302, location="/") if draft.site.missing == SOFT else None,
        ipv6=draft.ipv6,
        dynamic={"/search": _search(draft, renderer)},
    )


def _missing(draft: Draft, renderer: Renderer) -> Response:
    """Sites say 404; soft ones show the same words with status 200, and send folders that do not exist to the home page."""
    body = renderer.text("missing.html", {}).encode()
    return Response(body, status=200 if draft.site.missing == SOFT else 404)


def _search(draft: Draft, renderer: Renderer) -> Callable[[str], Response]:
    held = {article.column for article in draft.articles.values()}
    types = list(dict.fromkeys(column.type for column in draft.columns.values() if column.id in held))

    def answer(query: str) -> Response:
        asked = parse_qs(query)
        words, kind = ("".join(asked.get(name, [""])).strip() for name in ("q", "type"))
        found = [a for a in draft.articles.values() if words and words in a.title]
        found = [a for a in found if kind in ("", draft.columns[a.column].type)]
        rows = sorted(found, key=lambda article: article.at, reverse=True)[:20]
        tags = [*site_tags(draft.site), *column_tags(draft.site, SEARCH)]
        context = {"column": SEARCH, "rows": rows, "words": words, "types": types, "frame": "frame_main.html"}
        title = f"{SEARCH.name}_{draft.site.name}"
        return renderer.page(Page("/search", "search.html", title, tags, site_marks(draft.site), context))

    return answer
