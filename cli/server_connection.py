"""The connection to a service (与服务的连接): its API over HTTP, and what goes wrong with it in one line."""

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from auditing.exits import BadInputError

PATIENCE = 30.0  # seconds a request may take
AWAY = (500, 502, 503, 504)  # answers after which the same may be asked again
NO_SERVICE = "这个地址没有 gongkai 服务，请核对 --server 的网址"


class AwayError(Exception):
    """The service does not answer for now; the message says why."""


class RefusedError(BadInputError):
    """The service refuses. `status` as HTTP has it."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: the token is for this address only."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Connection:
    """The API of one service. `address`: of the service, as people open it."""

    def __init__(self, address: str, token: str) -> None:
        """Raises BadInputError for what is no address of a service, or a token that no header can hold."""
        self.address = _checked(address)
        if not token:
            raise BadInputError("没有令牌：请在控制台“我的账户”里生成，写进环境变量 GONGKAI_TOKEN 或用 --token 给出")
        if not token.isascii() or not token.isprintable() or " " in token:
            raise BadInputError("令牌不对：其中有空格、换行或中文，请重新复制")
        self._token = token
        self._opener = build_opener(_Stay)

    def get(self, path: str, **asked: Any) -> Any:
        """The JSON at a path of the API; raises AwayError, RefusedError."""
        return self._read(self._send(f"{path}?{urlencode(asked)}" if asked else path))

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Send JSON; raises AwayError, RefusedError."""
        return self._read(self._send(path, json.dumps(body).encode()))

    def file(self, path: str) -> bytes | None:
        """A file, None where there is none; raises AwayError, RefusedError."""
        try:
            return self._send(path)
        except RefusedError as fault:
            if fault.status == 404:
                return None
            raise

    def _send(self, path: str, body: bytes | None = None) -> bytes:
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "*/*", "User-Agent": "gongkai"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        request = Request(f"{self.address}/api/v1{path}", body, headers)  # noqa: S310 (http or https, as checked above)
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return bytes(answer.read())
        except HTTPError as fault:
            with fault:
                raise self._fault(fault.code, fault.read(100_000)) from None
        except (URLError, OSError, HTTPException) as fault:
            raise AwayError(_words(fault)) from fault

    def _fault(self, status: int, body: bytes) -> Exception:
        words = _told(body)
        if status in AWAY:
            return AwayError(words or f"状态 {status}")
        if words is None:
            return RefusedError(status, f"{self.address}: {NO_SERVICE}（状态 {status}）")
        return RefusedError(status, f"服务拒绝了：{words}")

    def _read(self, body: bytes) -> Any:
        try:
            return json.loads(body)
        except ValueError:
            raise RefusedError(200, f"{self.address}: {NO_SERVICE}") from None


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and not parts.username and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not address.isprintable() or " " in address:
        raise BadInputError(f"--server {address}: 应写成 http://主机:端口 的样子")
    return address.partition("?")[0].partition("#")[0].rstrip("/")


def _told(body: bytes) -> str | None:
    """The words of the service; None when the answer is none of a service."""
    try:
        return str(json.loads(body)["error"])
    except (ValueError, KeyError, TypeError):
        return None


def _words(fault: Exception) -> str:
    reason = getattr(fault, "reason", fault)
    return str(getattr(reason, "strerror", None) or reason or type(fault).__name__)
