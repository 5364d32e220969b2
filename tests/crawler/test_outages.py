"""Hosts without any answer: when some addresses of a host stand for all, and when each has to be asked."""

from collections import deque
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crawler.exchange import FetchError
from crawler.frontier import Frontier
from crawler.outages import Outages
from crawler.visits import Outcome, Visit
from portal.states import Fault, LinkState, Scope
from tests.crawler.crawling import crawl
from tests.crawler.servers import Reply, WebServer

HOST = "h.cn"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


class Play:
    """Visits to one host of which some addresses never answer, tried three times each, without a network."""

    def __init__(self, silent: set[int], *, known: bool = False, asked_again: float = 600.0) -> None:
        self.silent = silent
        self.frontier = Frontier(1, 1, lambda _: True)
        self.outages = Outages(self.frontier, self._apply, lambda _: known, asked_again)
        self.states: dict[int, LinkState] = {}
        self.asked: list[int] = []
        self._retries: deque[Visit] = deque()

    def add(self, *numbers: int) -> None:
        for number in numbers:
            visit = Visit(f"http://{HOST}/{number}", HOST, Scope.EXTERNAL, 0, whole=False)
            if not self.outages.dooms(visit):
                self.frontier.add(visit)

    def run(self) -> None:
        while True:
            visit = self.frontier.next()
            if visit is None and self._retries:
                self.frontier.add(self._retries.popleft(), first=True)
                continue
            if visit is None:
                return
            self.frontier.done(visit)
            self._ask(visit)

    def _ask(self, visit: Visit) -> None:
        number = int(visit.url.rsplit("/", 1)[1])
        self.asked.append(number)
        if number not in self.silent:
            self.outages.answered(visit)
            self.states[number] = LinkState.OK
            return
        self.outages.failed(visit, FetchError(Fault.TIMEOUT, "", started=NOW, elapsed_ms=0))
        visit.tries += 1
        if visit.tries < 3:
            self._retries.append(visit)
            return
        self.states[number] = LinkState.BROKEN
        self.outages.confirmed(visit, Outcome(LinkState.BROKEN, Fault.TIMEOUT))

    def _apply(self, visit: Visit, outcome: Outcome, instead: str) -> None:  # noqa: ARG002
        self.states[int(visit.url.rsplit("/", 1)[1])] = outcome.state


def test_two_pages_that_hang_say_nothing_about_the_others() -> None:
    play = Play({0, 1})
    play.add(*range(10))
    play.run()
    assert play.states == {number: LinkState.BROKEN if number < 2 else LinkState.OK for number in range(10)}


def test_a_host_that_never_answers_is_asked_for_three_addresses_only() -> None:
    play = Play(set(range(100)))
    play.add(*range(100))
    play.run()
    assert len(play.states) == 100
    assert set(play.asked) == {0, 1, 2}
    assert set(play.states.values()) == {LinkState.BROKEN}


def test_a_host_that_went_down_is_asked_for_more_and_the_rest_is_suspect() -> None:
    play = Play(set(range(100)), known=True)
    play.add(*range(100))
    play.run()
    assert set(play.asked) == {0, 1, 2, 3, 4}
    assert [play.states[number] for number in (0, 4, 50, 99)] == [LinkState.BROKEN] * 2 + [LinkState.SUSPECT] * 2


def test_a_page_that_hangs_alone_dooms_nothing_that_turns_up_later() -> None:
    play = Play({0})
    play.add(0)
    play.run()
    play.add(1)
    play.run()
    assert play.states == {0: LinkState.BROKEN, 1: LinkState.OK}


def test_what_turns_up_later_at_a_dead_host_is_not_asked_until_some_time_has_passed() -> None:
    play = Play({0, 1, 2, 3})
    play.add(0, 1, 2, 3)
    play.run()
    play.add(4)
    play.run()
    assert play.states[4] is LinkState.BROKEN
    patient = Play({0, 1, 2, 3}, asked_again=0.0)
    patient.add(0, 1, 2, 3)
    patient.run()
    patient.add(4, 5)
    patient.run()
    assert [patient.states[number] for number in (4, 5)] == [LinkState.OK, LinkState.OK]


def test_what_was_found_out_survives_a_restart() -> None:
    before = Play(set(range(9)))
    before.add(*range(9))
    before.run()
    after = Play(set())
    after.outages.restore(before.outages.state())
    after.add(9)
    after.run()
    assert after.states == {9: LinkState.BROKEN}


@given(
    st.lists(st.sets(st.integers(0, 30), max_size=12), min_size=1, max_size=3),
    st.sets(st.integers(0, 30)),
    st.booleans(),
)
def test_every_address_comes_to_an_end_and_what_was_asked_gets_its_own_verdict(
    waves: list[set[int]], silent: set[int], known: bool
) -> None:
    play = Play(silent, known=known)
    added: set[int] = set()
    for wave in waves:
        play.add(*sorted(wave - added))
        added |= wave
        play.run()
    assert set(play.states) == added
    for number in added & set(play.asked):
        assert play.states[number] is (LinkState.BROKEN if number in silent else LinkState.OK)
    if len(added & silent) < 3:
        assert set(play.asked) == added


def test_hanging_pages_of_a_neighbour_do_not_doom_its_other_pages(tmp_path: Path) -> None:
    with WebServer() as site, WebServer("127.0.0.2") as neighbour:
        for path in ("/cut/1", "/cut/2"):
            neighbour.reply(path, Reply(raw=b""))
        neighbour.page("/good")
        links = [neighbour.url + path for path in ("/cut/1", "/cut/2", "/good", "/gone")]
        site.page("/", *links, "/own")
        site.page("/own")
        crawled = crawl(tmp_path, site.url)
    assert [crawled.verdict(link) for link in links] == [
        ("broken", "connection"),
        ("broken", "connection"),
        ("ok", None),
        ("broken", "not_found"),
    ]
