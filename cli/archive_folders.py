"""Which snapshot `gongkai view` is asked for (快照所在): a snapshot, site or run folder, the site of a run by the address's host."""

from pathlib import Path
from urllib.parse import urlsplit

from auditing.exits import BadInputError
from auditing.runs import SNAPSHOT_NAME, snapshot_folder
from portal.storage.manifest import FILE_NAME

_NAMED = 10  # sites a message lists


def archived_snapshot(folder: Path, url: str | None) -> Path:
    """The snapshot folder meant by `folder`; in a run of several sites the one whose host `url` (canonical) has. Raises BadInputError."""
    one = snapshot_folder(folder)
    if (one / FILE_NAME).is_file():
        return one
    sites = sorted(found.parent for found in folder.glob(f"*/{SNAPSHOT_NAME}/{FILE_NAME}")) if folder.is_dir() else []
    if not sites:
        raise BadInputError(f"{folder}: 里面没有快照，请指定快照、网站或一次检查的文件夹")
    if len(sites) == 1:
        return sites[0]
    return _of_host(folder, sites, url)


def _of_host(folder: Path, sites: list[Path], url: str | None) -> Path:
    host = urlsplit(url).netloc.replace(":", "_") if url else ""
    for site in sites:
        if site.parent.name == host:
            return site
    names = "、".join(site.parent.name for site in sites[:_NAMED])
    more = f" 等 {len(sites)} 个" if len(sites) > _NAMED else ""
    raise BadInputError(f"{folder}: 里面有几个网站的快照，请指定其中一个文件夹：{names}{more}")
