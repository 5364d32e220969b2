"""The place a site belongs to (本地), and the bodies in whose name its government's policies go out."""

import re
from functools import lru_cache

from portal.states import Mark, Via
from portal.storage.snapshot import Snapshot

# Issuers in whose name a government's own policies go out: the name ends in one of these.
GOVERNMENT_ISSUERS = ("人民政府", "人民政府办公室", "人民政府办公厅", "政府办公室", "政府办公厅")
_UNIT = re.compile(r"[\u4e00-\u9fa5]+?(?:自治区|自治州|自治县|省|市|县|区|旗|州|盟|镇|乡|街道)")


@lru_cache(maxsize=1024)
def last_unit(name: str) -> str:
    """The lowest administrative unit in a name (`青禾县` in `北岩市青禾县人民政府`); empty when it names none."""
    units: list[str] = _UNIT.findall(name)
    return units[-1] if units else ""


def own_region(snapshot: Snapshot) -> str:
    """The place the site belongs to, as the office or else the site itself names it; empty when nobody does."""
    home = snapshot.home()
    names = [snapshot.site.name or ""]
    if home:
        names += [tag.content for tag in snapshot.meta_tags(home.id) if tag.name.strip().lower() == "sitename"]
        names += [mark.value for mark in snapshot.marks(home.id) if mark.kind is Mark.SPONSOR and mark.via is Via.TEXT]
        names.append(home.title)
    return next((unit for unit in map(last_unit, names) if unit), "")
