"""A composed page: template, tags, footer marks and context, still open to edits."""

from dataclasses import dataclass, field
from typing import Any

from demo.content import Article, Column, Site


@dataclass
class Marks:
    """Footer marks (底部标识) of one page; None leaves a mark out. ``hidden_code`` stands inside an HTML comment."""

    conac: str | None
    site_code: str | None
    icp: str | None
    police: str | None
    sponsor: str | None
    contact: str | None
    find_errors: bool = True
    hidden_code: str | None = None


@dataclass
class Page:
    """One HTML page before rendering; ``charset`` encodes it, ``declared`` is what its head says."""

    path: str
    template: str
    title: str
    tags: list[tuple[str, str]]
    marks: Marks
    context: dict[str, Any] = field(default_factory=dict)
    charset: str = "utf-8"
    declared: str = "utf-8"
    charset_in_header: bool = True

    def retag(self, name: str, value: str | None) -> None:
        """Give the tag ``name`` another value, or take it away with None."""
        kept = [(n, value if n == name else v) for n, v in self.tags]
        self.tags = [(n, v) for n, v in kept if v is not None]


def site_marks(site: Site) -> Marks:
    """The marks every healthy page of a site carries."""
    return Marks(site.conac, site.code, site.icp, site.police, site.sponsor, site.contact)


def site_tags(site: Site) -> list[tuple[str, str]]:
    """站点标签."""
    return [("SiteName", site.name), ("SiteDomain", site.host), ("SiteIDCode", site.code)]


def column_tags(site: Site, column: Column) -> list[tuple[str, str]]:
    """栏目标签."""
    return [
        ("ColumnName", column.name),
        ("ColumnDescription", f"{site.name}网站{column.name}栏目，发布{column.about}"),
        ("ColumnKeywords", f"{column.name},{site.place}"),
        ("ColumnType", column.type),
    ]


def content_tags(article: Article) -> list[tuple[str, str]]:
    """内容标签; PubDate in China Standard Time, to the minute."""
    return [
        ("ArticleTitle", article.title),
        ("PubDate", f"{article.at:%Y-%m-%d %H:%M}"),
        ("ContentSource", article.source),
    ]
