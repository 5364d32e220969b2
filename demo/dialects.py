"""How two families of site platforms write addresses and paging (平台方言)."""

from dataclasses import dataclass
from typing import Protocol

from demo.content import Article, Attachment, Column


class Dialect(Protocol):
    """Addresses of a platform: columns, their further pages (counted from 0), articles, attachments."""

    @property
    def name(self) -> str: ...
    def column(self, column: Column, page: int = 0) -> str: ...
    def article(self, article: Article, column: Column) -> str: ...
    def attachment(self, attachment: Attachment, article: Article, column: Column) -> str: ...


@dataclass(frozen=True)
class Trs:
    """Directories with index.html, index_1.html…; dated articles t20260227_100221.html beside their files."""

    name: str = "trs"

    def column(self, column: Column, page: int = 0) -> str:
        return f"/{column.path}/" + (f"index_{page}.html" if page else "")

    def article(self, article: Article, column: Column) -> str:
        return f"/{column.path}/{article.at:%Y%m}/t{article.at:%Y%m%d}_{article.serial}.html"

    def attachment(self, attachment: Attachment, article: Article, column: Column) -> str:
        return f"/{column.path}/{article.at:%Y%m}/P{article.at:%Y%m%d}_{attachment.file}"


@dataclass(frozen=True)
class Boda:
    """Columns as .htm files with numbered pages in a folder of the same name; articles /info/1004/3011.htm."""

    name: str = "boda"

    def column(self, column: Column, page: int = 0) -> str:
        return f"/{column.path}/{page + 1}.htm" if page else f"/{column.path}.htm"

    def article(self, article: Article, column: Column) -> str:
        return f"/info/{column.number}/{article.serial}.htm"

    def attachment(self, attachment: Attachment, article: Article, column: Column) -> str:  # noqa: ARG002
        return f"/upload/附件/{article.at:%Y}/{attachment.file}"


DIALECTS: dict[str, Dialect] = {dialect.name: dialect for dialect in (Trs(), Boda())}
