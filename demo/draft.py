"""A portal before it is rendered: the model that defects are planted on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from demo.content import Article, Attachment, Column, Link, Site, load_articles, load_site
from demo.dialects import DIALECTS, Dialect
from demo.model import Response
from demo.page import Page


@dataclass
class Draft:
    """Site facts, columns and articles by id, further answers by path.

    ``edits`` are applied to the composed page at their path, ``sweeps`` to every composed page.
    """

    site: Site
    columns: dict[str, Column]
    articles: dict[str, Article]
    responses: dict[str, Response] = field(default_factory=dict)
    edits: dict[str, list[Callable[[Page], None]]] = field(default_factory=dict)
    sweeps: list[Callable[[Page], None]] = field(default_factory=list)
    ipv6: bool = True

    @property
    def dialect(self) -> Dialect:
        """The address patterns of the site's platform."""
        return DIALECTS[self.site.dialect]

    def articles_of(self, column: str) -> list[Article]:
        """The articles of a column, newest first."""
        found = [article for article in self.articles.values() if article.column == column]
        return sorted(found, key=lambda article: (article.at, article.serial), reverse=True)

    def children(self, column: str) -> list[Column]:
        """The columns directly below ``column``, in menu order."""
        return [child for child in self.columns.values() if child.parent == column]

    def trail(self, column: Column) -> list[Column]:
        """The columns from the top one down to ``column`` (当前位置)."""
        above = self.trail(self.columns[column.parent]) if column.parent in self.columns else []
        return [*above, column]

    def path(self, name: str) -> str:
        """The path of the column or article with this id; what a single-article column holds stands on the column."""
        if name in self.columns:
            return self.dialect.column(self.columns[name])
        article = self.articles[name]
        column = self.columns[article.column]
        return self.dialect.column(column) if column.kind == "single" else self.dialect.article(article, column)

    def href(self, name: str) -> str:
        """Where links to the column or article lead: its path, unless the column points elsewhere."""
        column = self.columns.get(name)
        return column.href if column and column.href else self.path(name)

    def attachment_path(self, attachment: Attachment, article: Article) -> str:
        """The path of an article's attachment."""
        return attachment.path or self.dialect.attachment(attachment, article, self.columns[article.column])

    def resolve(self, link: Link) -> str:
        """A link's address; ``@id`` names a column or article."""
        return self.href(link.href[1:]) if link.href.startswith("@") else link.href

    def url(self, path: str = "/") -> str:
        """The absolute address of ``path``."""
        return f"http://{self.site.host}{path}"

    def edit(self, path: str, change: Callable[[Page], None]) -> None:
        """Have ``change`` applied to the composed page at ``path``."""
        self.edits.setdefault(path, []).append(change)

    def drop_column(self, column: str) -> None:
        """Take a column and all that stands in it away."""
        del self.columns[column]
        self.articles = {key: article for key, article in self.articles.items() if article.column != column}

    def drop_articles(self, column: str) -> None:
        """Take a column's articles away; the column stays."""
        self.articles = {key: article for key, article in self.articles.items() if article.column != column}


def load_draft(portal: str) -> Draft:
    """The healthy draft of the portal whose content folder is ``portal``."""
    site, columns = load_site(portal)
    articles = load_articles(portal, site.serial)
    return Draft(site, {c.id: c for c in columns}, {a.id: a for a in articles})
