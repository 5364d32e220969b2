"""Composed pages to bytes, through the templates of the portal's dialect."""

import posixpath
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from demo.filters import select_digits, shorten
from demo.lab.addresses import SEARCH_PATH, Addresses
from demo.lab.desk import Desk
from demo.lab.page import LabPage
from demo.lab.style import ROW_DATES
from demo.model import Response

LAYOUTS = Path(__file__).parent / "layouts"
SPACES = {"ideographic": "　", "narrow": " "}


@cache
def environment(dialect: str) -> Environment:
    """The templates of a dialect first, the shared ones else; compiled once."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(LAYOUTS / dialect), FileSystemLoader(LAYOUTS / "shared")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )
    made.filters |= {
        "shorten": shorten,
        "select_digits": select_digits,
        "spread": spread,
        "broken": broken,
        "relative": relative,
    }
    made.globals |= {"ROW_DATES": ROW_DATES}
    return made


class Renderer:
    """Renders the pages of one portal."""

    def __init__(self, desk: Desk, addresses: Addresses) -> None:
        self._environment = environment(addresses.dialect.name)
        tree = desk.tree
        menu = [column for column in tree.values() if column.menu]
        self._names: dict[str, Any] = {
            "place": desk.place,
            "site_name": desk.place.government,
            "style": desk.style,
            "menu": [
                (c, addresses.href(c.id), [(k.name, addresses.href(k.id)) for k in tree.values() if k.parent == c.id])
                for c in menu
            ],
            "extra": {c: (tree[c].name, addresses.href(c)) for c in ("dt", "zz", "wn") if c in tree},
            "search": SEARCH_PATH,
            "options": desk.style.options,
            "neighbours": (
                ("云陵省人民政府", "http://www.yunling99.gov.cn/"),
                ("云陵省政务服务网", "http://zwfw.yunling99.gov.cn/"),
            ),
        }
        for part in ("header", "footer_links"):
            self._names[part] = Markup(self._template(f"{part}.html", {}))  # noqa: S704 - made by templates that escape

    def _template(self, name: str, context: dict[str, Any]) -> str:
        return self._environment.get_template(name).render({**self._names, **context})

    def page(self, page: LabPage) -> Response:
        """The answer that carries a composed page in its own character set."""
        named = {"header": self._header(page.site_name)} if page.site_name else {}
        body = self._template(page.layout, {"page": page, **named}).encode(page.charset, "xmlcharrefreplace")
        charset = f"; charset={page.declared}" if page.charset_in_header else ""
        return Response(body, f"text/html{charset}", status=page.status, delay=page.delay)

    def _header(self, site_name: str) -> Markup:
        """The header of pages in good order, with another name of the site in it."""
        return Markup(self._template("header.html", {"site_name": site_name}))  # noqa: S704 - made by templates that escape

    def text(self, template: str, **context: Any) -> str:
        """Any other template filled in."""
        return self._template(template, context)


def spread(label: str, spacing: str) -> Markup:
    """A field's label as portals letter-space short ones: 索 引 号, 文<span></span>号."""
    if spacing == "none" or len(label) > 3:
        return escape(label)
    if spacing == "spans":
        return Markup("<span></span>").join(label)
    return escape(
        SPACES[spacing].join(label) if len(label) == 3 or spacing == "narrow" else label[0] + "　　" + label[1:]
    )


def broken(name: str, breaks: bool) -> Markup:
    """A menu's label, broken over two lines where it is long."""
    if not breaks or len(name) < 7:
        return escape(name)
    return Markup("{}<br/>{}").format(name[:4], name[4:])


def relative(href: str, path: str, wanted: bool) -> str:
    """An address as a page writes it: relative to its own where the platform does so."""
    if not wanted or not href.startswith("/") or "?" in href:
        return href
    target, _, mark = href.partition("#")
    folder = path.partition("?")[0].rpartition("/")[0] or "/"
    found = posixpath.relpath(target, folder)
    found += "/" if target.endswith("/") and not found.endswith("/") else ""
    return (found if found.startswith(".") else f"./{found}") + (f"#{mark}" if mark else "")
