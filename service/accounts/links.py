"""First-login links (首次登录链接): for a new user or a forgotten password. One works once and for three days."""

from uuid import UUID

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from service.database.tables import User
from service.refusals import RefusalError

LIFETIME = 72 * 3600  # seconds
SALT = "first-login"


def link_for(user: User, signing_key: str) -> str:
    """Path of the link. It names the user's epoch: setting the password, signing out or a newer link's use ends it."""
    return f"/first-login/{_signer(signing_key).dumps([str(user.id), user.epoch])}"


def user_of_link(session: Session, token: str, signing_key: str) -> User:
    """The user a link is for; raises RefusalError (404) when it is not ours, was used or has expired."""
    try:
        user_id, epoch = _signer(signing_key).loads(token, max_age=LIFETIME)
    except BadSignature:
        raise _useless() from None
    user = session.get(User, UUID(user_id), with_for_update={"of": User})
    if user is None or user.blocked or user.epoch != epoch:
        raise _useless()
    return user


def _signer(signing_key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(signing_key, salt=SALT)


def _useless() -> RefusalError:
    return RefusalError.not_found("这个链接已失效：已用过、已过期，或不完整。请向管理员要一个新的")
