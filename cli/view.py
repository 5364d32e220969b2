"""`gongkai view`: archived pages as they were, on loopback."""

import os
import re
import sys
import webbrowser
from contextlib import closing
from fnmatch import translate
from pathlib import Path
from typing import Annotated

import typer

from auditing.exits import BadInputError
from auditing.judgement import open_snapshot
from cli.archive_folders import archived_snapshot
from portal.replay.archived_site import ArchivedSite, asked
from portal.replay.index import Copy
from portal.replay.places import Place, View
from portal.replay.server import ReplayServer
from portal.storage.archive import FILE_NAME, ArchiveError

_LARGE = 50  # megabytes, above which looking through takes seconds
_PRIVATE = "存档为网页原样，个人信息未遮盖，仅限内部使用"


def view(
    snapshot: Annotated[Path, typer.Argument(metavar="快照", help="快照文件夹，或含有它的网站、批次文件夹")],
    url: Annotated[
        str | None,
        typer.Argument(metavar="网址", help="要看的网页，默认首页；与 --list 同用时为要找的字样，可用 * 和 ?"),
    ] = None,
    rendered: Annotated[bool, typer.Option("--rendered", help="看（或保存）浏览器里运行脚本之后的样子")] = False,
    list: Annotated[bool, typer.Option("--list", help="列出存档中的地址：时间、状态、类型、网址")] = False,  # noqa: A002 (keys of a configuration file are named as the options)
    save: Annotated[Path | None, typer.Option("--save", metavar="文件", help="把存档的原件写到文件，不显示")] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="本机端口，默认任取一个空闲的")] = 0,
    open: Annotated[bool, typer.Option("--open", help="用默认浏览器打开")] = False,  # noqa: A002
) -> None:
    """在本机显示存档的网页当时的样子，不运行脚本，不访问网络；按 Ctrl-C 结束。"""
    address = _address(url) if not list or (url and "://" in url) else None
    site = _site(archived_snapshot(snapshot, address))
    if site.index.damage:
        print(f"{site.path}: {site.index.damage}，此前的部分可以看", file=sys.stderr)
    if list:
        _list(site, url)
        return
    answer = _found(site, address or asked(site.home))
    made = _made_in_browser(site, answer) if rendered else None
    if save is not None:
        _save(site, made or answer, save)
    else:
        _serve(site, _place(site, answer, rendered=rendered), port, in_browser=open)


def _address(url: str | None) -> str | None:
    try:
        return asked(url) if url else None
    except ValueError as fault:
        raise BadInputError(f"{url}: 不是 http 或 https 网址") from fault


def _site(folder: Path) -> ArchivedSite:
    with closing(open_snapshot(folder)) as facts:
        try:
            megabytes = (folder / FILE_NAME).stat().st_size // 1_000_000
            if megabytes > _LARGE:
                print(f"正在通读存档（{megabytes} MB）…", file=sys.stderr)
            return ArchivedSite(facts, folder)
        except OSError as fault:
            raise BadInputError(f"{fault.filename}: 打不开网页存档（{fault.strerror}）") from fault


def _made_in_browser(site: ArchivedSite, answer: Copy) -> Copy:
    made = site.index.rendered(answer)
    if made is None:
        raise BadInputError(f"{answer.url}: 存档中没有脚本运行之后的样子，只有服务器发来的，请去掉 --rendered")
    return made


def _place(site: ArchivedSite, answer: Copy, *, rendered: bool) -> Place:
    """The page as the check read it, which may be what a browser made of it: there the words stand that a finding cites."""
    made = site.index.rendered(answer)
    as_read = made is not None and site.index.is_cited(made)
    return Place(View.RENDERED_PAGE if rendered or as_read else View.PAGE, answer.stamp, answer.url)


def _found(site: ArchivedSite, url: str) -> Copy:
    """The answer a visitor of `url` ends on, recorded redirects followed; raises BadInputError."""
    try:
        found = site.follow(url)
    except ArchiveError as fault:
        raise BadInputError(str(fault)) from fault
    if found.copy is None:
        led = "" if found.missing == url else f"（由 {url} 转到）"
        near = "、".join(site.index.nearest(found.missing)) or "无"
        raise BadInputError(f"{found.missing}{led}: 存档中没有这个地址，最接近的有：{near}")
    return found.copy


def _list(site: ArchivedSite, wanted: str | None) -> None:
    """One line an address. Whoever reads them may stop early."""
    pattern = re.compile(translate(f"*{wanted}*"), re.IGNORECASE) if wanted else None
    try:
        for copy in site.index:
            if pattern is None or pattern.match(copy.url):
                typer.echo(_line(copy))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _line(copy: Copy) -> str:
    kind = copy.content_type.partition(";")[0].strip() or "-"
    return f"{copy.moment:%Y-%m-%dT%H:%M:%SZ}\t{copy.status or '-'}\t{kind}\t{copy.url}"


def _save(site: ArchivedSite, copy: Copy, path: Path) -> None:
    """Write a body as captured, readable by its owner only; a file that is there is left alone."""
    try:
        body = site.capture(copy).body
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
    except FileExistsError as fault:
        raise BadInputError(f"{path}: 已有这个文件，请另指定一个") from fault
    except OSError as fault:
        raise BadInputError(f"{path}: 不能写入（{fault.strerror}）") from fault
    except ArchiveError as fault:
        raise BadInputError(str(fault)) from fault
    cut = "；存档时只取了开头一部分" if copy.truncated else ""
    print(f"{path}: {len(body)} 字节，取自 {copy.url}{cut}。{_PRIVATE}", file=sys.stderr)


def _serve(site: ArchivedSite, place: Place, port: int, *, in_browser: bool) -> None:
    try:
        server = ReplayServer(site, port)
    except OSError as fault:
        raise BadInputError(f"--port {port}: 用不了这个端口（{fault.strerror}），请另选一个或不指定") from fault
    with server:
        typer.echo(server.address(place))
        sys.stdout.flush()
        print(f"{_PRIVATE}。按 Ctrl-C 结束。", file=sys.stderr)
        if in_browser:
            webbrowser.open(server.address(place))
        server.serve_forever(poll_interval=0.2)
