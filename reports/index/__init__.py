"""index.html (批次汇总): the page of a whole run, and what other writers of the run take from it."""

from reports.index.addresses import card_path
from reports.index.page import FILE_NAME, index_view, render_index, write_index
from reports.index.ranking import ranked

__all__ = ["FILE_NAME", "card_path", "index_view", "ranked", "render_index", "write_index"]
