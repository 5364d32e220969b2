"""Which snapshot `--previous` means for each site (上次快照): the one named, or the site's own in a run's folder."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from cli.exits import BadInputError
from cli.runs import SNAPSHOT_NAME, snapshot_folder
from portal.site import Site
from portal.storage.manifest import FILE_NAME, Manifest


def previous_snapshots(folder: Path, sites: Sequence[Site]) -> dict[str, Path]:
    """Snapshot folders by the address of their site; sites that were not in that run have none. Raises BadInputError when no site has one."""
    named = snapshot_folder(folder)
    if (named / FILE_NAME).is_file():
        known = {site.url: named for site in sites if _host(site.url) == _host(_manifest(named).site.url)}
    else:
        known = {site.url: folder / site.folder / SNAPSHOT_NAME for site in sites}
        known = {url: snapshot for url, snapshot in known.items() if (snapshot / FILE_NAME).is_file()}
    if not known:
        raise BadInputError(f"--previous {folder}: 里面没有这些网站的快照，请指定上次检查的文件夹")
    return {url: snapshot.resolve() for url, snapshot in known.items()}


def _manifest(snapshot: Path) -> Manifest:
    try:
        return Manifest.read(snapshot)
    except (OSError, ValidationError) as fault:
        raise BadInputError(f"--previous {snapshot}: 不是可读取的快照") from fault


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
