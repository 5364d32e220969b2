"""`gongkai worker`: takes audits from the queue of a service, on this machine."""

import logging
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer


def worker(
    data_dir: Annotated[
        Path | None, typer.Option("--data-dir", metavar="文件夹", help="工作文件放在哪里，默认 gongkai-data")
    ] = None,
    slots: Annotated[
        int | None, typer.Option("--slots", metavar="个数", help="同时检查几个网站，默认 2", min=1, max=64)
    ] = None,
) -> None:
    """在这台机器上执行检查：从服务的队列领取任务（DATABASE_URL），按 Ctrl-C 停止，没做完的会接着做。"""
    from service.settings import forget_secrets, read_settings
    from service.worker import run_worker

    settings = read_settings(data_dir=data_dir, slots=slots)
    forget_secrets()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    ending = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if number := getattr(signal, name, None):
            signal.signal(number, lambda *_: ending.set())
    typer.echo(f"检查程序开始工作：同时检查 {settings.slots} 个网站，按 Ctrl-C 停止")
    run_worker(settings, ending)
