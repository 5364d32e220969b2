"""Everything of a portal that is not an HTML page: style, script, pictures, attachments, robots.txt, sitemap.xml."""

from collections.abc import Iterable

from demo.attachments import WRITERS
from demo.content import Article, Attachment
from demo.draft import Draft
from demo.images import PNG, SVG, badge, emblem, landscape
from demo.model import Response
from demo.rendering import Renderer

RED, BLUE, GOLD = (200, 34, 31), (38, 92, 168), (214, 158, 52)


def assets(draft: Draft, renderer: Renderer) -> dict[str, Response]:
    """The answers of all files the pages refer to, by path."""
    return _style(renderer) | _pictures(draft) | _files(draft) | _robots(draft)


def _style(renderer: Renderer) -> dict[str, Response]:
    return {
        "/css/site.css": Response(renderer.text("site.css", {}).encode(), "text/css; charset=utf-8"),
        "/js/site.js": Response(renderer.text("site.js", {}).encode(), "text/javascript; charset=utf-8"),
    }


def _pictures(draft: Draft) -> dict[str, Response]:
    theme = draft.site.theme
    used = sorted({article.picture for article in draft.articles.values() if article.picture})
    sign = emblem(draft.site.abbreviation, theme["main"])
    pictures = {f"/images/{scene}.svg": Response(landscape(scene), SVG) for scene in used}
    return pictures | {
        "/images/emblem.svg": Response(sign, SVG),
        "/favicon.ico": Response(sign, SVG),
        "/images/dzjg.png": Response(badge(30, 36, RED), PNG),
        "/images/gongan.png": Response(badge(20, 20, GOLD), PNG),
        "/images/jiucuo.png": Response(badge(30, 36, BLUE), PNG),
    }


def _files(draft: Draft) -> dict[str, Response]:
    return {
        draft.attachment_path(attachment, article): _file(article, attachment)
        for article in draft.articles.values()
        for attachment in article.attachments
        if attachment.path is None
    }


def _file(article: Article, attachment: Attachment) -> Response:
    media_type, write = WRITERS[attachment.file.rpartition(".")[2]]
    return Response(write([attachment.name, article.title, *article.paragraphs]), media_type)


def _robots(draft: Draft) -> dict[str, Response]:
    lines = ["User-agent: *", f"Disallow: {draft.site.disallowed or ''}".rstrip()]
    if draft.site.sitemap:
        lines.append(f"Sitemap: {draft.url('/sitemap.xml')}")
    return {"/robots.txt": Response(("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8")}


def sitemap(draft: Draft, paths: Iterable[str]) -> dict[str, Response]:
    """A sitemap.xml of ``paths`` where the site keeps one."""
    if not draft.site.sitemap:
        return {}
    places = "".join(f"<url><loc>{draft.url(path)}</loc></url>" for path in sorted(paths))
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    return {"/sitemap.xml": Response(f'<?xml version="1.0" encoding="UTF-8"?>{body}'.encode(), "application/xml")}
