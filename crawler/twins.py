"""Pages under several addresses (同页多址): one that is byte for byte another one is recorded once, and its address leads to that."""

from crawler.exchange import Exchange
from crawler.patterns import is_mirrored
from portal.states import Fill
from portal.storage.recorder import Recorder

# A blank page is no evidence that two columns are one.
_TELLING = (Fill.FILLED.value, Fill.ARTICLE.value, Fill.LINKS_OUT.value)
_ALIKE = """SELECT url FROM page WHERE body_hash = ? AND content_type = ? AND rendered = 0 AND fault IS NULL
    AND fill IN (?, ?, ?) ORDER BY length(url), url LIMIT 8"""


class Twins:
    """Finds the page an answer repeats. `found` counts answers that did."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self.found = 0

    def of(self, exchange: Exchange) -> str:
        """Address of the page that has these bytes already, empty without one.

        Relative links lead elsewhere from another folder: only pages of one folder are the same, or of one that leads into itself.
        """
        rows = self._recorder.database.execute(_ALIKE, (exchange.body_hash, exchange.content_type, *_TELLING))
        for (url,) in rows.fetchall():
            if _same_place(url, exchange.url):
                self.found += 1
                return str(url)
        return ""


def _same_place(first: str, other: str) -> bool:
    if (len(first), first) > (len(other), other):
        return False  # the plain address is the page, whichever came first
    folder, place = _folder(first), _folder(other)
    return folder == place or (place.startswith(folder) and is_mirrored(other, repeats=2))


def _folder(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[0]
