"""Defects of the disclosure column (政府信息公开栏目) and of its entry on the home page."""

from demo.content import Article
from demo.draft import Draft
from demo.model import Response
from demo.planting import Consequence, Trace, defect

COLUMN = "zfxxgk"


@defect("disclosure.entry", "misnamed")
def entry_misnamed(draft: Draft, name: str) -> Trace:
    """The column and its entry bear another name; it still opens."""
    draft.columns[COLUMN].name = name
    return Trace(f"首页入口和栏目名称写成“{name}”，栏目本身可以打开。", element=name, pages=["/"])


@defect("disclosure.entry", "off_platform")
def entry_off_platform(draft: Draft, url: str) -> Trace:
    """The entry leads to another unit's site."""
    draft.columns[COLUMN].href = url
    return Trace("首页入口指向别的单位的网站。", target=url, pages=["/"])


@defect("disclosure.sections", "part_misnamed")
def part_misnamed(draft: Draft, part: str, name: str) -> Trace:
    """A part bears another name in the menu and on its page."""
    column = draft.columns[part]
    right, column.name, column.menu = column.name, name, None
    return Trace(f"“{right}”写成“{name}”。", right, draft.path(part), [draft.path(COLUMN)])


@defect("disclosure.sections", "part_missing")
def part_missing(draft: Draft, part: str, other_name: str | None = None) -> Trace:
    """A part is not there at all; ``other_name`` is what another policy document calls it."""
    name, path = draft.columns[part].name, draft.path(COLUMN)
    draft.drop_column(part)
    other = Consequence("disclosure.sections", "part_missing", other_name, path, required=False)
    return Trace(f"栏目内没有“{name}”。", name, path, [path], (other,) if other_name else ())


@defect("disclosure.sections", "part_dead")
def part_dead(draft: Draft, part: str, path: str) -> Trace:
    """A part's links lead to a page that is gone."""
    column = draft.columns[part]
    column.href = path
    draft.responses[path] = Response("页面未找到".encode(), status=404)
    also = (Consequence("links.site", "dead", "not_found", path),)
    return Trace(f"“{column.name}”的链接打不开（404）。", column.name, path, None, also)


@defect("disclosure.sections", "part_empty")
def part_empty(draft: Draft, part: str) -> Trace:
    """A part opens and holds nothing; it is a blank column too."""
    draft.drop_articles(part)
    name, path = draft.columns[part].name, draft.path(part)
    also = (
        Consequence("freshness.blank", "blank", target=path),
        Consequence("disclosure.system", "rule_missing", target=path, required=False),
    )
    return Trace(f"“{name}”打开后只有表头，没有内容。", name, path, [draft.path(COLUMN), path], also)


@defect("site.annual_statement", "missing")
def annual_statement_missing(draft: Draft, article: str) -> Trace:
    """Last year's statement of the site (政府网站工作年度报表) is neither published nor on the home page."""
    gone: Article = draft.articles.pop(article)
    draft.site.annual_statement = False
    return Trace(f"没有发布《{gone.title}》，首页也没有链接。", pages=["/"])
