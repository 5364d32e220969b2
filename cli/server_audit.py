"""`gongkai audit --server` (交给服务检查): submitted, followed like an audit on this machine, its results fetched if wanted."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rich.console import Console

from auditing.exits import BadInputError, Exit
from auditing.run_log import RunLog
from auditing.runs import LOG_NAME, new_run
from auditing.targets import read_targets
from cli.progress import display
from cli.server_connection import AwayError, Connection
from cli.server_following import Following, LostError, error_of, exit_of
from cli.server_options import Wanted
from cli.server_results import fetch_into, write_batch
from cli.summary import print_summary
from reports.scorecard import Scorecard

STATED = ("url", "name", "code", "level", "kind", "unit", "region", "tags", "aliases")


def audit_on_server(wanted: Wanted, address: str, token: str) -> Exit:
    """Have a service check the sites; returns the exit code an audit on this machine would. Raises BadInputError."""
    connection = Connection(address, token)
    targets = read_targets(wanted.targets, allow_private=True)  # the service decides which it may reach
    for line in targets.broken:
        print(line, file=sys.stderr)
    folder = new_run(wanted.out) if wanted.out else None  # where nothing can be written, nothing is started
    try:
        run = _submitted(
            connection, wanted, [site.model_dump(mode="json", include=set(STATED)) for site in targets.sites]
        )
    except BadInputError:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    page = f"{connection.address}/runs/{run['id']}"
    try:
        return _followed(Connected(connection, run["id"], page, folder), wanted, targets.broken)
    except LostError as fault:
        print(f"服务端一直连不上（{fault}），不再等了；检查可能仍在进行，请稍后到 {page} 查看", file=sys.stderr)
        return Exit.NOT_AUDITED
    except KeyboardInterrupt:
        print(f"不再跟随。检查仍在服务端进行，查看或停止请到 {page}", file=sys.stderr)
        return Exit.INTERRUPTED


def _submitted(connection: Connection, wanted: Wanted, targets: list[dict[str, Any]]) -> dict[str, Any]:
    """The run the service made. Never asked for twice: a run that was made is not seen to be."""
    try:
        connection.get("/me")  # so that what comes is not sent to where nobody answers
    except AwayError as fault:
        raise BadInputError(f"{connection.address}: 连不上服务（{fault}），请核对网址、服务是否已启动") from fault
    wish = {
        "purpose": "quick" if wanted.quick else "audit",
        "targets": targets,
        "add": True,
        "rulesets": wanted.rulesets,
        "as_of": wanted.as_of,
        "year": wanted.year,
        "at_once": wanted.at_once,
        "crawl": wanted.crawl,
    }
    try:
        return dict(connection.post("/runs", wish))
    except AwayError as fault:
        raise BadInputError(
            f"{connection.address}: 提交时连接中断（{fault}），不知道服务端是否已开始，请到 {connection.address}/runs 查看"
        ) from fault


@dataclass(frozen=True)
class Connected:
    """A run under way: its id, its page, the folder its results go to, None for none."""

    connection: Connection
    run: str
    page: str
    folder: Path | None


def _followed(there: Connected, wanted: Wanted, broken: list[str]) -> Exit:
    with display(as_json=wanted.as_json) as screen:
        log = RunLog(there.folder / LOG_NAME).beside(screen.report) if there.folder else screen.report
        following = Following(there.connection, there.run, log)
        audits = following.to_the_end()
        code = Exit.of(map(exit_of, audits))
        done = [audit for audit in audits if audit["state"] == "done"]
        failures = [*broken, *(f"{audit['url']}：{error_of(audit)}" for audit in audits if audit not in done)]
        if there.folder:
            fetch_into(following, done, there.folder)
            cards = write_batch(there.folder, failures, wanted.formats)
        else:
            cards = [_card(following, audit) for audit in done]
        if wanted.as_json:
            screen.report({"event": "finished", "run": str(there.folder or there.page), "exit": int(code)})
    _conclude(Console(stderr=wanted.as_json), cards, there.folder, there.page)
    return code


def _card(following: Following, audit: dict[str, Any]) -> Scorecard:
    body = following.patiently(lambda: following.connection.file(f"/audits/{audit['id']}/scorecard.json"))
    try:
        return Scorecard.model_validate_json(body or b"")
    except ValidationError as fault:
        raise BadInputError(f"{audit['url']}: 服务端的检查结果本版本读不出来，请把两边升级到同一版本") from fault


def _conclude(console: Console, cards: list[Scorecard], folder: Path | None, page: str) -> None:
    print_summary(console, cards)
    if folder:
        console.print(f"汇总：{folder / 'index.html'}", markup=False, soft_wrap=True)
    console.print(f"在服务上查看：{page}", markup=False, soft_wrap=True)
