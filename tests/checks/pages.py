"""Snapshots of pages written in a test itself (测试页面), read by the real readers."""

from dataclasses import dataclass

from portal.storage.snapshot import Snapshot
from tests.checks.casebook import Case


@dataclass(frozen=True)
class WrittenCase(Case):
    """A case whose pages are given as text instead of as files."""

    def _body(self, number: int) -> bytes:
        return list(self.pages.values())[number].encode()


def snapshot_of_pages(pages: dict[str, str]) -> Snapshot:
    """The pages (path: HTML) as facts; the one at `/` is the home page."""
    return WrittenCase("", "", "", pages=pages).snapshot()
