"""Connections and sessions (数据库连接)."""

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from auditing.exits import BadInputError

Sessions = sessionmaker[Session]


CONNECTING = 10  # seconds


def engine_of(database_url: str, abandoned: float | None = None) -> Engine:
    """An engine for `postgresql://…`, over psycopg; connections that broke are replaced. Raises BadInputError for another kind of address.

    `abandoned`: seconds after which a transaction nothing happens in is undone, so that no machine that hangs holds a lock for long.
    """
    try:
        url = make_url(database_url)
    except ArgumentError:
        raise BadInputError("DATABASE_URL 不对，应写成 postgresql://用户:口令@主机:5432/数据库") from None
    if url.get_backend_name() != "postgresql":
        raise BadInputError(f"DATABASE_URL 不能用 {url.get_backend_name()}，只支持 postgresql://…（14 及以上版本）")
    given: dict[str, object] = {"connect_timeout": CONNECTING}
    if abandoned is not None:
        given["options"] = f"-c idle_in_transaction_session_timeout={max(1, int(abandoned * 1000))}"
    url = url.set(drivername="postgresql+psycopg")
    return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20, connect_args=given)


def sessions_of(engine: Engine) -> Sessions:
    """Makes sessions: `with sessions.begin() as session:` commits at its end. Objects stay readable afterwards."""
    return sessionmaker(engine, expire_on_commit=False)
