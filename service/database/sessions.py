"""Connections and sessions (数据库连接)."""

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from auditing.exits import BadInputError

Sessions = sessionmaker[Session]


def engine_of(database_url: str) -> Engine:
    """An engine for `postgresql://…`, over psycopg; connections that broke are replaced. Raises BadInputError for another kind of address."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        raise BadInputError("DATABASE_URL 不对，应写成 postgresql://用户:口令@主机:5432/数据库") from None
    if url.get_backend_name() != "postgresql":
        raise BadInputError(f"DATABASE_URL 不能用 {url.get_backend_name()}，只支持 postgresql://…（14 及以上版本）")
    return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=10, max_overflow=20)


def sessions_of(engine: Engine) -> Sessions:
    """Makes sessions: `with sessions.begin() as session:` commits at its end. Objects stay readable afterwards."""
    return sessionmaker(engine, expire_on_commit=False)
