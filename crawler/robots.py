"""robots.txt of the audited host (爬虫协议)."""

from protego import Protego

MAX_DELAY = 10.0  # seconds; a longer Crawl-delay is meant for search engines, not for a monthly audit
AGENT = "gongkai"


class Robots:
    """Rules of one robots.txt. Without any, everything is allowed."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        # Only rules can forbid: most files have none, and then no address needs to be matched.
        self._rules = Protego.parse(text) if "disallow" in text.lower() or "crawl-delay" in text.lower() else None

    def allows(self, url: str) -> bool:
        """Whether our crawler may open this address."""
        return self._rules is None or bool(self._rules.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """Seconds asked for between two requests, 0.0 when nothing is asked."""
        delay = self._rules.crawl_delay(AGENT) if self._rules else None
        return min(float(delay or 0.0), MAX_DELAY)
