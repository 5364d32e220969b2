"""Answers in Scrapy's clothes (应答): how an exchange travels from the download handler through the engine to the spider."""

from scrapy import Request
from scrapy.http import Response

from crawler.exchange import Exchange


class Answer(Response):
    """A Scrapy response that carries the whole exchange."""

    def __init__(self, request: Request, exchange: Exchange) -> None:
        super().__init__(request.url, status=exchange.status, request=request)
        self.exchange = exchange


def exchange_of(response: Response) -> Exchange:
    """The exchange a response carries; raises TypeError for one our download handler did not make."""
    if not isinstance(response, Answer):
        raise TypeError(f"response of another download handler: {response!r}")
    return response.exchange
