"""Firewalls that answer with a script: shut without a browser, open with one."""

from pathlib import Path

import pytest

from crawler.browser import find_browser
from tests.crawler.servers import Reply, WebServer, page
from tests.hostile.audits import audit
from tests.hostile.cases import case, disagreements, play

SCRIPT = b"<html><head><script>document.cookie='__jsl_clearance=1;path=/';location.reload()</script></head><body></body></html>"
STATUSES = (200, 202, 412, 521)
SHUT = [
    case(f"a script with status {status}", f"/door-{status}.html", Reply(SCRIPT, status), verdict=("blocked", "challenge"),
         words=(f"door-{status}.html（脚本验证或验证码", "被防护拦截、未能判断的链接"))
    for status in STATUSES
]  # fmt: skip


def test_doors_stay_shut_without_a_browser_and_are_not_called_broken(web: WebServer, tmp_path: Path) -> None:
    play(web, SHUT)
    audited = audit(tmp_path, web.url, recheck=[0.1], render="never")
    assert "\n".join(disagreements(web, audited, SHUT)) == ""


def guard(web: WebServer, path: str, status: int) -> None:
    """Answer with the script until its cookie comes back."""
    words = f"状态码 {status} 的脚本背后的内容，各页都不相同。" * 5
    opened, shut = Reply(page(f"门后的页面{status}", "/", text=words)), Reply(SCRIPT, status)
    web.routes[path] = lambda _: opened if "__jsl_clearance=1" in web.requests[-1][1].get("Cookie", "") else shut


@pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine")
def test_a_browser_gets_in(web: WebServer, tmp_path: Path) -> None:
    opened = [case(row.what, row.path, verdict=("ok", None)) for row in SHUT]
    play(web, opened)
    for status in STATUSES:
        guard(web, f"/door-{status}.html", status)
    audited = audit(tmp_path, web.url, recheck=[0.1], render="auto", concurrency=1)
    assert "\n".join(disagreements(web, audited, opened)) == ""
    assert {found.title for found in audited.pages()} >= {f"门后的页面{status}" for status in STATUSES}
