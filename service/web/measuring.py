"""Counts answers by route (请求计数)."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.metrics import Metrics

ELSEWHERE = "(no route)"  # one series, however many addresses are tried
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Measuring:
    """ASGI middleware around all others."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "OTHER"
            self.metrics.answered(method, pattern_of(scope), status, time.perf_counter() - begun)


def pattern_of(scope: Scope) -> str:
    """The route's path with its parameters' names."""
    route = scope.get("effective_route_context") or scope.get("route")
    return str(getattr(route, "path", "")) or ELSEWHERE
