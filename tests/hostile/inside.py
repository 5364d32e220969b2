"""Runs a command in a network namespace that has a public address: `inside.py ASKED COMMAND…`.

Serves a site and a name server on that address, and listens on private ones. What each of them was asked goes into the file ASKED.
"""

import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.crawler.servers import Reply, WebServer, name_server, page

PUBLIC = "93.184.216.34"
TURNING = "turning.example"
PRIVATE = ("127.0.0.1", "10.0.0.5", "169.254.169.254")


class Turning(dict[tuple[str, str], list[str]]):
    """Records of names: one is public when it is asked for first, and the address of an inner machine from then on."""

    def __init__(self) -> None:
        super().__init__({("site.gov.cn", "A"): [PUBLIC], (TURNING, "A"): [PUBLIC]})
        self.asked = 0

    def get(self, key: tuple[str, str], default: list[str] | None = None) -> list[str]:  # type: ignore[override]
        """Addresses of a name, now."""
        if key != (TURNING, "A"):
            return super().get(key, default or [])
        self.asked += 1
        return [PUBLIC] if self.asked == 1 else [PRIVATE[1]]


def main(asked: str, *command: str) -> int:
    """Set up the network and the servers, run the command, write down what was asked; returns the command's exit code."""
    for line in ("link set lo up", *(f"addr add {each}/32 dev lo" for each in (PUBLIC, *PRIVATE[1:]))):
        subprocess.run(["ip", *line.split()], check=True)  # noqa: S607
    names = Turning()
    with ExitStack() as stack:
        public = stack.enter_context(WebServer(PUBLIC, 80))
        private = [stack.enter_context(WebServer(each, port)) for each in PRIVATE for port in (80, 8080)]
        stack.enter_context(name_server(names, PUBLIC, 53))
        build(public)
        for server in private:
            server.page("/")
        code = subprocess.run(command, check=False).returncode
        seen = {
            "public": {path: headers["Host"] for path, headers in public.requests},
            "private": [path for server in private for path, _ in server.requests],
            "names": names.asked,
        }
    Path(asked).write_text(json.dumps(seen), encoding="utf-8")
    return code


def build(site: WebServer) -> None:
    """A site that tries to send its visitor inside."""
    paths = ("/out.html", "/metadata.html", "/mapped.html", "/turning.html")
    site.reply(
        "/",
        Reply(
            page(
                "云河市人民政府",
                *paths,
                "/plain.html",
                "/plain-2.html",
                "/plain-3.html",
                f"http://{TURNING}/first.html",
            )
        ),
    )
    for path in ("/plain.html", "/plain-2.html", "/plain-3.html"):
        site.page(path, "/")
    site.redirect("/out.html", "http://10.0.0.5/")
    site.redirect("/metadata.html", "http://169.254.169.254/latest/meta-data/")
    site.redirect("/mapped.html", "http://[::ffff:10.0.0.5]/")
    site.redirect("/turning.html", f"http://{TURNING}:8080/second.html")
    site.page("/first.html")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
