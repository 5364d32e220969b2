"""`gongkai serve`: the office's own service, all of it in one command."""

import logging
from pathlib import Path
from typing import Annotated

import typer


def serve(
    data_dir: Annotated[
        Path | None,
        typer.Option("--data-dir", metavar="文件夹", help="数据库、快照和报告放在哪里，默认 gongkai-data"),
    ] = None,
    host: Annotated[
        str | None, typer.Option("--host", metavar="地址", help="在哪个地址上监听，默认 127.0.0.1（只限本机）")
    ] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="端口", help="默认 8600", min=0, max=65535)] = None,
    worker: Annotated[bool, typer.Option("--worker/--no-worker", help="是否同时启动一个检查程序")] = True,
) -> None:
    """启动服务：数据库、网页控制台、接口、计划和一个检查程序，一条命令；按 Ctrl-C 停止。"""
    from service.serving import serve as run
    from service.settings import read_settings

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    run(read_settings(data_dir=data_dir, host=host, port=port), with_worker=worker)
