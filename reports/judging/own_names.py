"""What a site calls itself (网站自称): its name tag, the title of its home page, else whoever runs it."""

import re

from portal.states import Mark
from portal.storage.snapshot import Snapshot

EMPTY_TITLE = re.compile(
    r"(?:公司|单位|机关|我的)?网站(?:首页|主页)?|首页|主页|欢迎(?:您|你|光临|访问)?|无标题(?:文档|页)?|index|home|untitled.*|document",
    re.IGNORECASE,
)


def own_names(snapshot: Snapshot) -> list[str]:
    """What the site calls itself on its home page, in its name tags and its title."""
    home = snapshot.home()
    if home is None:
        return []
    tags = [tag.content for tag in snapshot.meta_tags(home.id) if tag.name.lower() == "sitename"]
    return [*tags, home.title]


def name_shown(snapshot: Snapshot) -> str:
    """The name a report gives the site where nobody stated one; empty when the home page tells none.

    A title that a platform left behind (公司网站) names nobody: then the sponsor in the footer (主办单位) does.
    """
    named = next((name for name in own_names(snapshot) if name and not EMPTY_TITLE.fullmatch(name.strip())), "")
    return named or _sponsor(snapshot)


def _sponsor(snapshot: Snapshot) -> str:
    home = snapshot.home()
    marks = snapshot.marks(home.id) if home else []
    return next((mark.value for mark in marks if mark.kind is Mark.SPONSOR and mark.value), "")
