"""The notice shown on leaving the site (离站提示): told by its own words on the home page, or by a page all outward links go through."""

import re

from portal.storage.snapshot import Snapshot

_NOTICE = re.compile(r"即将(?:离开|跳转|访问)|(?:离开|跳出)本?(?:网站|站点|站)|是否(?:继续)?(?:离开|跳转)")
_THROUGH = re.compile(
    r"(?:out|leave|jump|goto|redirect|tiaozhuan|transfer|link|wzts|lkts)[\w/.]*\?[^#]*(?:https?(?::|%3A))",
    re.IGNORECASE,
)


def leave_notice(snapshot: Snapshot) -> bool:
    """Whether the home page holds the words of such a notice, or its outward links go through a page of the site that gives one."""
    home = snapshot.home()
    if home is None:
        return False
    if _NOTICE.search(snapshot.text(home.id)):
        return True
    return any(_THROUGH.search(link.url) or _NOTICE.search(link.title) for link in snapshot.links(home.id))
