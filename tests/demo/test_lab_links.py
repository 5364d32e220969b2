"""On a lab's portal in good order every link leads somewhere, and every page can be come by."""

from urllib.parse import unquote, urlsplit

import pytest

from demo.lab import Lab, make
from demo.neighbours import neighbours
from tests.demo.pagelinks import links

SCRIPTED = 2  # a seed whose lists a script brings
PLAYED = {portal.host for portal in neighbours()}


def links_of(lab: Lab, path: str) -> set[str]:
    """Links of a page; paths with queries for the portal's own, absolute addresses for others."""
    answer = lab.answer(path)
    text = answer.body.decode("gb18030" if b"charset=gb" in answer.body[:300] else "utf-8")
    found = set()
    for url in links(lab.portal.url(path), text):
        parts = urlsplit(url)
        own = unquote(parts.path) + (f"?{parts.query}" if parts.query else "")
        found.add(own if parts.hostname == lab.portal.host else url)
    return found


@pytest.mark.parametrize(("dialect", "seed"), [("trs", 1), ("hanweb", 2), ("longxun", 3), ("boda", 4), ("gkmlpt", 5)])
def test_every_link_of_a_healthy_portal_resolves(dialect: str, seed: int) -> None:
    lab = make(dialect, 100, seed)
    targets = set().union(*(links_of(lab, path) for path in lab.expected))
    own = {target for target in targets if target.startswith("/")}
    assert {target for target in own if lab.answer(target).status != 200} == set()
    assert {urlsplit(target).hostname for target in targets - own} <= PLAYED


def test_every_page_of_a_portal_without_paging_scripts_is_linked() -> None:
    lab = make("boda", 100, 4)
    targets = set().union(*(links_of(lab, path) for path in lab.expected))
    assert set(lab.expected) - targets <= {"/search"}


def test_attachments_are_the_files_that_their_pages_offer() -> None:
    lab = make("gkmlpt", 160, 5)
    offered = {(path, file) for path, expected in lab.expected.items() for file in expected.attachments}
    assert len(offered) > 10
    for path, file in offered:
        assert file in links_of(lab, path)
        assert lab.answer(file).body[:4] in (b"%PDF", b"PK\x03\x04")


def test_lists_that_a_script_brings_are_answered() -> None:
    lab = make("gkmlpt", 160, SCRIPTED)
    sources = [path for path in lab.portal.dynamic if path.startswith("/gkmlpt/api/")]
    assert sources
    assert all(b'"rows"' in lab.answer(source).body for source in sources)
