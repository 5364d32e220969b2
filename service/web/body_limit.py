"""Refuses bodies that are too large (请求体上限), also when their length is not told beforehand."""

import json

from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATUS = 413


class TooLargeError(Exception):
    """More came than may."""


class BodyLimit:
    """ASGI middleware: stops reading at `most` bytes and answers 413, whatever the application made of the broken body."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _told_length(scope) > self.most:
            await self._refuse(send)
            return
        await _Reading(self, receive, send).run(scope)

    async def _refuse(self, send: Send) -> None:
        words = f"上传的内容太大，最多 {self.most // 1_000_000} MB"
        body = json.dumps({"error": words}, ensure_ascii=False).encode()
        headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": STATUS, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class _Reading:
    """The body of one request, counted."""

    def __init__(self, limit: BodyLimit, receive: Receive, send: Send) -> None:
        self.limit, self.receive, self.send = limit, receive, send
        self.read = 0
        self.over = False

    async def run(self, scope: Scope) -> None:
        try:
            await self.limit.app(scope, self._receive, self._send)
        except TooLargeError:
            self.over = True
        if self.over:
            await self.limit._refuse(self.send)

    async def _receive(self) -> Message:
        message = await self.receive()
        self.read += len(message.get("body", b""))
        if self.read > self.limit.most:
            self.over = True
            raise TooLargeError
        return message

    async def _send(self, message: Message) -> None:
        if not self.over:
            await self.send(message)


def _told_length(scope: Scope) -> int:
    value = dict(scope["headers"]).get(b"content-length", b"0")
    return int(value) if value.isdigit() else 0
