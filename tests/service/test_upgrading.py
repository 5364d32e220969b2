"""Bringing a database to the schema of this program."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from auditing.exits import BadInputError
from service.database import upgrading
from service.database.sessions import engine_of, sessions_of
from service.database.tables import Table
from service.database.upgrading import is_current, upgrade
from tests.service.conftest import NUMBERS
from tests.service.postgres_server import PostgresServer

FIRST_VERSION = Path(__file__).parent / "data" / "first_version.sql"
OURS = {"include_name": lambda name, kind, _: kind != "table" or not str(name).startswith("procrastinate_")}


@pytest.fixture
def empty(postgres: PostgresServer) -> Iterator[Engine]:
    """A database with nothing in it."""
    name = f"empty_{next(NUMBERS)}"
    postgres.execute(f"CREATE DATABASE {name}")
    engine = engine_of(postgres.url(name))
    yield engine
    engine.dispose()
    postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


def rows(engine: Engine) -> dict[str, list[dict[str, object]]]:
    """All rows of all tables there are."""
    names = set(inspect(engine).get_table_names()) & set(Table.metadata.tables)
    with engine.connect() as connection:
        return {
            name: [dict(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()]  # noqa: S608
            for name in names
        }


def test_what_an_office_had_under_the_first_schema_is_there_under_this_one(empty: Engine) -> None:
    with empty.begin() as connection:
        command.upgrade(upgrading._config(connection), "0001")
        upgrading._execute(connection, FIRST_VERSION.read_text(encoding="utf-8"))
    before = rows(empty)
    assert [name for name, found in before.items() if not found] == []

    assert upgrade(empty) is True

    after = rows(empty)
    lost = [
        (name, row)
        for name, found in before.items()
        for row in found
        if not any(row.items() <= each.items() for each in _comparable(after[name], row))
    ]
    assert lost == []
    with sessions_of(empty)() as session:
        for mapper in Table.registry.mappers:
            session.query(mapper.class_).all()  # every row is read as this program's classes


def _comparable(found: list[dict[str, object]], row: dict[str, object]) -> list[dict[str, object]]:
    return [{name: value for name, value in each.items() if name in row} for each in found]


def test_migrations_make_exactly_the_tables_of_the_program(empty: Engine) -> None:
    upgrade(empty)
    with empty.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=OURS), Table.metadata) == []
    assert is_current(empty)
    assert upgrade(empty) is False


def test_two_processes_that_start_at_once_upgrade_once(empty: Engine) -> None:
    done: list[bool | Exception] = []

    def run() -> None:
        try:
            done.append(upgrade(empty))
        except Exception as fault:  # noqa: BLE001 - shown by the assertion
            done.append(fault)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, done)) == ["False", "False", "True"]


@pytest.mark.parametrize(
    "newer",
    [
        "UPDATE alembic_version SET version_num = '9999'",
        "INSERT INTO queue_migration (name) VALUES ('99.00.00_01.sql')",
    ],
)
def test_a_database_newer_than_the_program_is_refused_in_one_line(engine: Engine, newer: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(newer))
    with pytest.raises(BadInputError, match=r"^[^\n]*比程序新，请先升级程序$"):
        upgrade(engine)


def test_a_later_migration_of_the_queue_is_applied_once(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = upgrading._queue_files()
    later = tmp_path / "99.00.00_01_pre_more.sql"
    later.write_text("CREATE TABLE more (n int); INSERT INTO more VALUES (50 % 7);", encoding="utf-8")
    monkeypatch.setattr(upgrading, "_queue_files", lambda: {**known, later.name: later})
    assert [upgrade(engine), upgrade(engine)] == [True, False]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT n FROM more")) == 1


def test_a_database_that_cannot_be_reached_or_is_of_another_kind_is_one_line(postgres: PostgresServer) -> None:
    with pytest.raises(BadInputError, match=r"^数据库用不了：[^\n]*$"):
        upgrade(engine_of(postgres.url("no_such_database")))
    with pytest.raises(BadInputError, match="只支持 postgresql"):
        engine_of("mysql://u:p@h/d")
