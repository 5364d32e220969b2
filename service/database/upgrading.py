"""Brings a database to the schema of this program (数据库升级): our tables by Alembic, the queue's by its own files.

All of it happens in one transaction under a lock: it is done or it is not, and of two processes that start at once one waits.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import OperationalError

from auditing.exits import BadInputError
from service.database.tables import QueueMigration

OLDEST_SERVER = 14
LOCK = 0x676F6E67  # any number that nobody else in this database uses
PATIENCE = "120s"


def upgrade(engine: Engine) -> bool:
    """Apply what is missing; returns whether anything was. Raises BadInputError in one line where the database cannot be used as it is."""
    try:
        with engine.begin() as connection:
            _refuse_old_server(connection)
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            return _upgrade_tables(connection) | _upgrade_queue(connection)
    except OperationalError as fault:
        raise BadInputError(f"数据库用不了：{str(fault.orig).strip().splitlines()[0]}") from fault


def is_current(engine: Engine) -> bool:
    """Whether nothing is missing; raises BadInputError when the database is newer than this program."""
    with engine.connect() as connection:
        return not _missing_steps(connection) and _has_tables(connection)


def _refuse_old_server(connection: Connection) -> None:
    version = connection.scalar(text("SELECT current_setting('server_version_num')::int / 10000"))
    if version < OLDEST_SERVER:
        raise BadInputError(f"PostgreSQL {version} 版本太旧，需要 {OLDEST_SERVER} 及以上")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", "service.database:migrations")
    config.attributes["connection"] = connection
    return config


def _upgrade_tables(connection: Connection) -> bool:
    if not _missing_steps(connection):
        return False
    command.upgrade(_config(connection), "head")
    return True


def _missing_steps(connection: Connection) -> bool:
    """Raises BadInputError where the database knows a step that this program does not."""
    scripts = ScriptDirectory.from_config(_config(connection))
    at = MigrationContext.configure(connection).get_current_heads()
    known = {script.revision for script in scripts.walk_revisions()}
    if unknown := set(at) - known:
        raise BadInputError(f"数据库的版本（{'、'.join(sorted(unknown))}）比程序新，请先升级程序")
    return set(at) != set(scripts.get_heads())


def _has_tables(connection: Connection) -> bool:
    return bool(set(_applied(connection)) >= set(_queue_files()))


def _upgrade_queue(connection: Connection) -> bool:
    files = _queue_files()
    applied = _applied(connection)
    if unknown := applied - set(files):
        raise BadInputError(f"任务队列的版本（{max(unknown)}）比程序新，请先升级程序")
    missing = [name for name in files if name not in applied]
    if applied:
        for name in missing:
            _execute(connection, files[name].read_text(encoding="utf-8"))
    else:
        _execute(connection, SchemaManager.get_schema())  # the whole of it, as after all steps
    if missing:
        connection.execute(QueueMigration.__table__.insert(), [{"name": name} for name in missing])  # type: ignore[attr-defined]
    return bool(missing)


def _queue_files() -> dict[str, Path]:
    folder = Path(SchemaManager.get_migrations_path())
    return {file.name: file for file in sorted(folder.glob("*.sql"))}


def _applied(connection: Connection) -> set[str]:
    return set(connection.scalars(select(QueueMigration.name)))


def _execute(connection: Connection, script: str) -> None:
    """Several statements at once, taken as they are written."""
    cursor = connection.connection.cursor()
    cursor.execute(script)
    cursor.close()
