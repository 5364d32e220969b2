"""Meta tags (页面标签): `<meta name=… content=…>` as written, and the few that readers look into."""

from portal.facts import MetaTag
from portal.markup.outline import Outline, fold

PUBLISHED_NAMES = ("pubdate", "publishdate", "article:published_time", "publishtime", "dc.date", "releasedate")


def meta_tags(outline: Outline) -> list[MetaTag]:
    """Named meta tags of a page in document order, names and contents as written."""
    tags = [node for node in outline.tagged("meta") if "name" in node.attrs or "property" in node.attrs]
    return [
        MetaTag(0, position, node.attrs.get("name") or node.attrs.get("property", ""), node.attrs.get("content", ""))
        for position, node in enumerate(tags)
    ]


def meta_value(tags: list[MetaTag], *names: str) -> str:
    """Content of the first non-empty tag with one of these lower-case names; names are tried in their order."""
    for name in names:
        for tag in tags:
            if tag.name.strip().lower() == name and tag.content.strip():
                return fold(tag.content)
    return ""
