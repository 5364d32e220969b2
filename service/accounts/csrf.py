"""The token that tells our own forms from another site's (CSRF), decision 32."""

import hmac
import secrets
from typing import Any


def csrf_token(session: dict[str, Any]) -> str:
    """That of this session, made where there is none yet."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(24)
    return str(session["csrf"])


def is_ours(session: dict[str, Any], given: str | None) -> bool:
    """Whether what came with a request is the session's token."""
    known = session.get("csrf")
    return bool(known and given) and hmac.compare_digest(str(known).encode(), str(given).encode())
