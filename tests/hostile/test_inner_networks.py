"""Ways into the auditor's own network: redirects to private addresses, and names that turn private between two questions.

The guard is on here, so the site must have a public address: the crawl and its servers run in a network of their own, which has one on its
loopback interface and leads nowhere else. What is asked at the private addresses is written down.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.audits import Audited, audit

INSIDE = Path(__file__).with_name("inside.py")
UNSHARE = ("unshare", "--user", "--map-root-user", "--net")


def _own_network() -> bool:
    """Whether this machine lets us have a network of our own."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        return False
    return subprocess.run([*UNSHARE, "ip", "link", "set", "lo", "up"], capture_output=True).returncode == 0


@pytest.mark.skipif(not _own_network(), reason="no network namespaces on this machine")
def test_nothing_reaches_the_inner_network(tmp_path: Path) -> None:
    asked = tmp_path / "asked.json"
    audited = audit(
        tmp_path,
        "http://site.gov.cn/",
        within=(*UNSHARE, sys.executable, str(INSIDE), str(asked)),
        allow_private=False,
        nameserver="93.184.216.34:53",
        recheck=[0.1],
        timeout=2,
    )
    seen = json.loads(asked.read_text(encoding="utf-8"))
    assert seen["public"]["/first.html"] == "turning.example", "while its name was public it was asked there"
    assert seen["names"] == 2
    assert seen["private"] == []
    inner = ("skipped", "private")
    assert _verdicts(audited) == {
        "/out.html": inner,
        "/metadata.html": inner,
        "/mapped.html": inner,
        "/turning.html": inner,
        "/plain.html": ("ok", None),
    }
    assert not audited.tells_not(
        "http://site.gov.cn/turning.html（指向内网或本机地址", "http://site.gov.cn/out.html（指向内网"
    )


def _verdicts(audited: Audited) -> dict[str, tuple[str, str | None]]:
    paths = ("/out.html", "/metadata.html", "/mapped.html", "/turning.html", "/plain.html")
    return {path: audited.verdict(f"http://site.gov.cn{path}") for path in paths}
