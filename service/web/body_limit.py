"""Refuses bodies that are too large (请求体上限), also when their length is not told beforehand."""

import json

from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATUS = 413
PLAIN_FORM = b"application/x-www-form-urlencoded"
MOST_SEPARATORS = 5000  # of a plain form; a thousand fields are read at most, but separators alone would keep the reader busy for a minute


class TooLargeError(Exception):
    """More came than may."""


class BodyLimit:
    """ASGI middleware: stops reading at `most` bytes and answers 413, whatever the application made of the broken body.

    Files come as multipart; what comes otherwise (plain forms, JSON) is taken apart in memory and may have `most_plain` bytes.
    """

    def __init__(self, app: ASGIApp, most: int, most_plain: int) -> None:
        self.app = app
        self.most = most
        self.most_plain = most_plain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kind = dict(scope["headers"]).get(b"content-type", b"").strip().lower()
        most = self.most if kind.startswith(b"multipart/") else min(self.most, self.most_plain)
        if _told_length(scope) > most:
            await refuse(send, most)
            return
        await _Reading(self.app, receive, send, most, is_form=kind.startswith(PLAIN_FORM)).run(scope)


async def refuse(send: Send, most: int) -> None:
    """Answer that more came than `most` bytes."""
    words = f"上传的内容太大，最多 {most // 1_000_000} MB"
    body = json.dumps({"error": words}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": STATUS, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Reading:
    """The body of one request, counted."""

    def __init__(self, app: ASGIApp, receive: Receive, send: Send, most: int, *, is_form: bool) -> None:
        self.app, self.receive, self.send = app, receive, send
        self.most, self.is_form = most, is_form
        self.read = self.separators = 0
        self.over = False

    async def run(self, scope: Scope) -> None:
        try:
            await self.app(scope, self._receive, self._send)
        except TooLargeError:
            self.over = True
        if self.over:
            await refuse(self.send, self.most)

    async def _receive(self) -> Message:
        message = await self.receive()
        body: bytes = message.get("body", b"")
        self.read += len(body)
        self.separators += body.count(b"&") + body.count(b";") if self.is_form else 0
        if self.read > self.most or self.separators > MOST_SEPARATORS:
            self.over = True
            raise TooLargeError
        return message

    async def _send(self, message: Message) -> None:
        if not self.over:
            await self.send(message)


def _told_length(scope: Scope) -> int:
    value = dict(scope["headers"]).get(b"content-length", b"0")
    return int(value) if value.isdigit() else 0
