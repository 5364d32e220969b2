"""axe-core (无障碍测评引擎): run on a page that is open in the browser; what it says becomes rows.

It runs in an isolated world: it sees the page's document, not its scripts, which on old portals replace what axe-core builds on
(Array, JSON), and a content security policy does not keep it out. Frames are not entered.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from playwright.async_api import CDPSession, Page

from portal.accessibility_facts import AxeResult

TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
TARGETS = 5  # places kept of one rule on one page
HTML_LENGTH = 300  # characters of an element
TARGET_LENGTH = 200
_WORLD = "accessibility"
# Everything is cut in the page: a rule broken ten thousand times must not cross over whole.
_RUN = """(async () => {
  axe.configure({locale: %(locale)s});
  const told = await axe.run(document, {
    runOnly: {type: 'tag', values: %(tags)s}, resultTypes: ['violations', 'incomplete'], iframes: false, elementRef: false,
  });
  const row = undecided => rule => ({
    rule: rule.id, impact: rule.impact || '', help: rule.help, tags: rule.tags, undecided, count: rule.nodes.length,
    targets: rule.nodes.slice(0, %(targets)d).map(node => node.target.flat().join(' ').slice(0, %(target_length)d)),
    html: rule.nodes.length ? rule.nodes[0].html.slice(0, %(html_length)d) : '',
  });
  return {
    version: axe.version, passed: told.passes.length,
    results: [...told.violations.map(row(false)), ...told.incomplete.map(row(true))],
  };
})()"""


class AxeError(Exception):
    """axe-core could not be run on a page; the message says why."""


@dataclass(frozen=True)
class AxeReport:
    """What axe-core said of a page: its version, how many rules are kept, and those that are broken or undecided."""

    version: str
    passed: int
    results: list[AxeResult]


async def run_axe(page: Page, url: str) -> AxeReport:
    """Run axe-core on what `page` shows, for rows of the page at `url`; raises AxeError and playwright's Error. Takes as long as it takes."""
    session = await page.context.new_cdp_session(
        page
    )  # ends with the page: to be let go of, a busy page would have to answer
    world = await _world(session)
    await _evaluated(session, world, _source())
    told = await _evaluated(session, world, _command())
    results = [
        AxeResult(url=url, **{**row, "targets": tuple(row["targets"]), "tags": tuple(row["tags"])})
        for row in told["results"]
    ]
    return AxeReport(told["version"], told["passed"], results)


async def _world(session: CDPSession) -> int:
    tree = await session.send("Page.getFrameTree")
    asked = {"frameId": tree["frameTree"]["frame"]["id"], "worldName": _WORLD}
    return int((await session.send("Page.createIsolatedWorld", asked))["executionContextId"])


async def _evaluated(session: CDPSession, world: int, expression: str) -> Any:
    asked = {"expression": expression, "contextId": world, "awaitPromise": True, "returnByValue": True}
    answer = await session.send("Runtime.evaluate", asked)
    if "exceptionDetails" in answer:
        fault = answer["exceptionDetails"]
        words = fault.get("exception", {}).get("description") or fault.get("text", "")
        raise AxeError(words.partition("\n")[0][:200])
    return answer["result"].get("value")


@lru_cache(1)
def _source() -> str:
    """The library; its last value is dropped, since an object of functions cannot cross over."""
    return _asset("axe.min.js") + "\n;undefined"


@lru_cache(1)
def _command() -> str:
    return _RUN % {
        "locale": _asset("zh_CN.json"),
        "tags": json.dumps(TAGS),
        "targets": TARGETS,
        "target_length": TARGET_LENGTH,
        "html_length": HTML_LENGTH,
    }


def _asset(name: str) -> str:
    return files("crawler").joinpath("assets", "axe-core", name).read_text(encoding="utf-8")
