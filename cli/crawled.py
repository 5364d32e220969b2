"""What crawls alone have read (抓取内容), for the end of `gongkai crawl`."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from auditing.batch import SiteEnd
from auditing.judgement import open_snapshot
from auditing.runs import SNAPSHOT_NAME
from portal.contents import contents_of
from portal.storage.manifest import FILE_NAME


def contents_of_each(ends: list[SiteEnd]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Folder name and contents of each site whose crawl wrote its snapshot to the end."""
    for end in ends:
        folder = end.job.folder / SNAPSHOT_NAME
        if (folder / FILE_NAME).is_file():
            with closing(open_snapshot(folder)) as snapshot:
                yield end.job.folder.name, contents_of(snapshot)
