"""`gongkai db`: the service's database, without starting the service."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.chinese_help import Command, Group

if TYPE_CHECKING:
    from service.settings import Settings

app = typer.Typer(cls=Group, help="服务的数据库：升级、首次登录链接。", no_args_is_help=True, add_completion=False)
DataDir = Annotated[Path | None, typer.Option("--data-dir", metavar="文件夹", help="数据文件夹，默认 gongkai-data")]


@app.command("upgrade", cls=Command)
def upgrade(data_dir: DataDir = None) -> None:
    """把数据库升级到本程序的版本；gongkai serve 启动时也会自动升级。"""
    from service.database.sessions import engine_of
    from service.database.upgrading import upgrade as apply

    with _database(data_dir) as (_, url):
        engine = engine_of(url)
        changed = apply(engine)
        engine.dispose()
    typer.echo("数据库已升级" if changed else "数据库已是最新，无需升级")


@app.command("first-login", cls=Command)
def first_login(
    login: Annotated[
        str | None, typer.Argument(metavar="[登录名]", help="哪个用户；不写则为第一位管理员", show_default=False)
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """忘记口令时，打印一个设置新口令的链接；原口令、已有的登录随之失效。"""
    from sqlalchemy.orm import Session

    from service.database.tables import Office
    from service.first_start import new_link
    from service.serving import local_address, ready_database

    with _database(data_dir) as (settings, url), ready_database(url) as engine, Session(engine) as session:
        user, link = new_link(session, login, settings.signing_key())
        office = session.get(Office, 1)
        address = (office.address if office else "").rstrip("/") or local_address(settings.host, settings.port)
        words = f"{user.login} 设置口令的链接（72 小时内有效，只能用一次）：{address}{link}"
        session.commit()
    typer.echo(words)


@contextmanager
def _database(data_dir: Path | None) -> "Iterator[tuple[Settings, str]]":
    from service.serving import database_of
    from service.settings import read_settings

    settings = read_settings(data_dir=data_dir)
    with database_of(settings) as database:
        yield settings, database.url
