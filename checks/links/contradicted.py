"""Links whose words contradict the page they open (文字与去处不符): on the home page and a sample of columns."""

from collections.abc import Iterator

from checks.assessment import Finding
from checks.citing import cite_link, cite_page
from checks.column_search import bare
from checks.outcomes import Severity
from checks.sampling import column_pages, is_usable
from portal.facts import Link, Page
from portal.links.reading import full_text
from portal.states import CONTENT_KINDS, MAIN
from portal.storage.snapshot import Snapshot

COLUMNS_READ = 20
TITLE_LENGTH = 10  # characters of a link's words that read like a title
IN_COMMON = 0.15  # share of the words' pairs of characters found in the page's title that clears a link


def contradicted(snapshot: Snapshot) -> Iterator[Finding]:
    """A finding for each link worded like a title that opens an article with a quite different one."""
    home = snapshot.home()
    seen: set[tuple[str, str]] = set()
    for page in ([home] if home else []) + column_pages(snapshot, COLUMNS_READ):
        for link in snapshot.links(page.id, MAIN):
            words = bare(full_text(link))
            if link.element != "a" or link.hidden or not link.url or len(words) < TITLE_LENGTH:
                continue
            if (words, link.url) not in seen:
                seen.add((words, link.url))
                yield from _judge(snapshot, page, link, words)


def _judge(snapshot: Snapshot, page: Page, link: Link, words: str) -> Iterator[Finding]:
    goal = snapshot.landing(link.url)
    if goal is None or not is_usable(goal) or goal.kind not in CONTENT_KINDS:
        return
    title = bare(goal.heading or goal.title)
    named = title + bare(goal.title)
    if len(title) < TITLE_LENGTH or _in_common(words, named) > IN_COMMON or words in bare(snapshot.text(goal.id)):
        return
    message = f"链接文字是“{full_text(link)}”，打开的却是“{goal.heading or goal.title}”，需人工核实。"
    evidence = (cite_link(page, link), cite_page(goal, goal.heading))
    yield Finding("contradicted", message, Severity.INFO, subject=link.url, element=words, evidence=evidence)


def _in_common(words: str, title: str) -> float:
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    return sum(pair in title for pair in pairs) / len(pairs)
