"""A request over one given address (指定地址的请求): which answer a name gives there, whatever its other addresses say."""

import socket

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult

from crawler.fetching import lenient_tls
from crawler.hosts_table import Endpoint
from crawler.options import CrawlOptions
from crawler.resolving import resolve_result


async def status_at(url: str, endpoint: Endpoint, options: CrawlOptions) -> int:
    """The status `url` answers with over this address, on a connection of its own; redirects are not followed.

    Raises aiohttp.ClientError, OSError or ValueError where none comes.
    """
    connector = aiohttp.TCPConnector(resolver=_Pinned(endpoint), ssl=lenient_tls(), force_close=True)
    timeout = aiohttp.ClientTimeout(total=options.timeout)
    headers = {"User-Agent": options.user_agent, "Accept": "text/html,*/*;q=0.8"}
    async with (
        aiohttp.ClientSession(connector=connector, timeout=timeout, headers=headers) as session,
        session.get(yarl.URL(url, encoded=True), allow_redirects=False) as answer,
    ):
        return answer.status


class _Pinned(AbstractResolver):
    """Gives every name the one address under test."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 (aiohttp's interface)
    ) -> list[ResolveResult]:
        return [resolve_result(host, self._endpoint, port)]

    async def close(self) -> None:
        return None
