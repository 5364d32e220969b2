"""What the service refuses (拒绝): a status and words the user can act on. Pages and API both show them."""

from http import HTTPStatus
from typing import Self


class RefusalError(Exception):
    """An act that is not done. `status` is that of HTTP, `words` say in Chinese what is wrong and how to mend it."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = int(status)
        self.words = words

    @classmethod
    def not_found(cls, words: str = "没有找到，可能已被删除，或者不属于您的单位") -> Self:
        """404: there is no such thing, or the actor must not know of it."""
        return cls(HTTPStatus.NOT_FOUND, words)

    @classmethod
    def not_signed_in(cls, words: str = "请先登录") -> Self:
        """401."""
        return cls(HTTPStatus.UNAUTHORIZED, words)

    @classmethod
    def forbidden(cls, words: str = "您的角色不能做这项操作") -> Self:
        """403."""
        return cls(HTTPStatus.FORBIDDEN, words)

    @classmethod
    def conflict(cls, words: str) -> Self:
        """409: what is there already stands against it."""
        return cls(HTTPStatus.CONFLICT, words)

    @classmethod
    def unusable(cls, words: str) -> Self:
        """422: what was typed or uploaded cannot be used."""
        return cls(HTTPStatus.UNPROCESSABLE_ENTITY, words)

    @classmethod
    def too_large(cls, words: str) -> Self:
        """413."""
        return cls(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words)

    @classmethod
    def too_often(cls, words: str) -> Self:
        """429."""
        return cls(HTTPStatus.TOO_MANY_REQUESTS, words)
