"""What Scrapy logs per request: nothing. Every try is a fact in the snapshot."""

from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter


class QuietFormatter(LogFormatter):
    """Leaves the line per response out."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> Any:  # noqa: ARG002
        """No line."""
        return None
