"""`gongkai serve` (服务): database, console, API and one worker in one command, stopped together."""

import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from sqlalchemy import Engine, text

from auditing.exits import BadInputError
from service.accounts.links import LIFETIME, link_for
from service.database.embedded import Running, running
from service.database.sessions import engine_of, sessions_of
from service.database.tables import Office
from service.database.upgrading import upgrade
from service.first_start import prepare
from service.settings import Settings
from service.stopping import Stopped, raising_on_signals
from service.supervising import Supervisor, worker_command
from service.web.app import create_app

SERVE_LOCK = 0x73657276
DRAIN = 10  # seconds that answers under way may take when it stops
BACKLOG = 200
Say = Callable[[str], None]


def serve(settings: Settings, *, with_worker: bool = True, say: Say = print) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises BadInputError in one line where it cannot start."""
    with raising_on_signals(), ExitStack() as stack:
        try:
            _serve(settings, stack, with_worker, say)
        except Stopped:
            say("正在停止……")


def _serve(settings: Settings, stack: ExitStack, with_worker: bool, say: Say) -> None:
    listener = stack.enter_context(closing(listen(settings.host, settings.port)))
    database = stack.enter_context(database_of(settings))
    engine = stack.enter_context(ready_database(database.url))
    if not settings.database_url:
        stack.enter_context(_only_one(engine, settings.data_dir))
        database.stop_at_end = True  # also one that was left running by a service that was killed
    settings = settings.model_copy(update={"database_url": database.url, "data_dir": settings.data_dir.resolve()})
    settings.make_private_folders()
    _greet(settings, engine, listener.getsockname()[1], say)
    if with_worker:
        supervisor = Supervisor(worker_command(), environment_of(settings))
        supervisor.start()
        stack.callback(supervisor.stop)
    _answer(settings, engine, listener)


@contextmanager
def database_of(settings: Settings) -> Iterator[Running]:
    """The database of the settings, else the embedded one, running while the block does. Raises BadInputError."""
    if settings.database_url:
        yield Running(settings.database_url, stop_at_end=False)
    else:
        with running(settings.data_dir) as database:
            yield database


@contextmanager
def ready_database(url: str) -> Iterator[Engine]:
    """An engine of the database, migrated. Raises BadInputError."""
    engine = engine_of(url)
    try:
        upgrade(engine)
        yield engine
    finally:
        engine.dispose()


def environment_of(settings: Settings) -> dict[str, str]:
    """What a worker beside us must be told; the rest it reads as we did."""
    return {"DATABASE_URL": settings.database_url or "", "GONGKAI_DATA_DIR": str(settings.data_dir)}


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises BadInputError where the port is taken or the address not ours."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as fault:
        raise BadInputError(f"地址 {host} 不对（{fault.strerror}），例如 --host 127.0.0.1 或 0.0.0.0") from fault
    listener = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two processes share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as fault:
        listener.close()
        raise BadInputError(
            f"不能在 {host} 的端口 {port} 上监听（{fault.strerror}），请用 --port 换一个端口"
        ) from fault
    return listener


def _answer(settings: Settings, engine: Engine, listener: socket.socket) -> None:
    config = uvicorn.Config(
        create_app(settings, engine),
        log_level="warning",
        access_log=False,
        proxy_headers=False,  # the application asks the settings whom to believe
        server_header=False,
        timeout_graceful_shutdown=DRAIN,
        lifespan="off",
    )
    uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _only_one(engine: Engine, data_dir: Path) -> Iterator[None]:
    """Refuses a second service on the same data folder; the lock goes with our connection."""
    with engine.connect() as connection:
        if not connection.scalar(text(f"SELECT pg_try_advisory_lock({SERVE_LOCK})")):
            raise BadInputError(f"数据文件夹 {data_dir} 已有一个 gongkai serve 在运行")
        connection.commit()
        yield


def _greet(settings: Settings, engine: Engine, port: int, say: Say) -> None:
    with sessions_of(engine).begin() as session:
        newcomer = prepare(session)
        link = link_for(newcomer, settings.signing_key()) if newcomer else ""
        office = session.get_one(Office, 1)
        address = office.address.rstrip("/") or local_address(settings.host, port)
    say(f"政务公开检查服务已启动：{address}/")
    if newcomer:
        say(f"首次登录（登录名 {newcomer.login}，{LIFETIME // 3600} 小时内有效，只能用一次）：{address}{link}")
    if not _is_loopback(settings.host) and not settings.secure_cookies:
        say("提示：口令经 HTTP 明文传输，请放在 HTTPS 反向代理之后，并设置 GONGKAI_SECURE_COOKIES=true")
    say("按 Ctrl-C 停止。")


def local_address(host: str, port: int) -> str:
    """Where a browser on this machine opens it."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, host)  # noqa: S104
    return f"http://[{shown}]:{port}" if ":" in shown and not shown.startswith("[") else f"http://{shown}:{port}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
