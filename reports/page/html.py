"""scorecard.html (网页检查结果单): one file with everything in it, to be handed to the unit it names."""

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reports.page.card import card_view
from reports.page.findings import SNAPSHOT_FOLDER
from reports.page.portrait import pictures_of
from reports.scorecard import Scorecard

FILE_NAME = "scorecard.html"
SCRIPT = "scorecard.js"


def write_scorecard(card: Scorecard, folder: Path, snapshot: Path | None = None) -> Path:
    """Write scorecard.html into `folder`, whole or not at all, and return its path; raises OSError when the folder cannot be written.

    `snapshot` is the folder of the judged snapshot, by default the one beside the card: the pictures are taken from it, or
    from the copies beside the card.
    """
    beside = folder / SNAPSHOT_FOLDER
    pictures = pictures_of(snapshot or (beside if beside.is_dir() else folder))
    return write_page(render_scorecard(card, pictures), folder / FILE_NAME)


def render_scorecard(card: Scorecard, pictures: Mapping[str, str] = MappingProxyType({})) -> str:
    """The text of scorecard.html; `pictures` are `data:` addresses of screenshots, by the file the card names."""
    source = template_text(SCRIPT)
    script = Markup(source)  # noqa: S704 (our own file)
    template = environment().get_template("scorecard.html.j2")
    return template.render(card=card_view(card, pictures), script=script, script_hash=content_hash(source))


def write_page(text: str, path: Path) -> Path:
    """Write a page whole or not at all. A lone surrogate, which no file can hold, becomes a question mark."""
    draft = path.with_name(path.name + ".new")
    draft.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    return draft.replace(path)


def content_hash(script: str) -> str:
    """What the page's content security policy calls this script: no other script runs, whatever a crawled page may have smuggled in."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates; everything placed into them is escaped, and an unknown name is an error."""
    return Environment(
        loader=PackageLoader("templates", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def compile_templates() -> None:
    """Have the templates compiled, for processes that are forked from this one: it takes as long as a small site's card."""
    for name in environment().list_templates(extensions=["j2"]):
        if "/" not in name:  # those of the service and of documents are others'
            environment().get_template(name)


def template_text(name: str) -> str:
    """Text of a file beside the templates."""
    return resources.files("templates").joinpath(name).read_text(encoding="utf-8")
