"""Old snapshots go, results and what an open follow-up rests on stay (到期清理)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from reports.ledgers.followup import State
from service.database.sessions import Sessions
from service.database.tables import Audit, FollowupRow, JournalEntry, Purpose, SiteRow
from service.retention.removing import remove_old
from service.settings import Settings
from service.store.faults import StoreError
from service.store.store import Store
from tests.service.conftest import make_site
from tests.service.followed_sites import FAILING, Judged, judged

MONTHS_AGO = (1, 2, 14, 15, 16, 17)
NEWEST, NEXT, KEPT_FOR_FOLLOWUP, CLOSED, OLD, OLDEST = range(6)


@pytest.fixture
def store(settings: Settings) -> Store:
    """The store of the service."""
    return Store.of(settings)


@pytest.fixture
def audits(sessions: Sessions, store: Store, tmp_path: Path) -> list[UUID]:
    """Audits of one site, a month between them, all stored."""
    site = make_site(sessions, "http://www.example.gov.cn/")
    made = [judged(sessions, site, Judged(ago=timedelta(days=31 * months))) for months in MONTHS_AGO]
    folder = tmp_path / "site"
    (folder / "snapshot").mkdir(parents=True)
    (folder / "snapshot" / "pages.warc.gz").write_bytes(b"pages")
    (folder / "scorecard.json").write_text("{}")
    for audit in made:
        store.put_tree(_key(sessions, audit), folder)
    _step(sessions, site, made[KEPT_FOR_FOLLOWUP], State.NOTIFIED)
    _step(sessions, site, made[CLOSED], State.CLOSED, "national-2019/other")
    return made


def _key(sessions: Sessions, audit: UUID) -> str:
    with sessions() as session:
        return session.get_one(Audit, audit).store_key


def _step(sessions: Sessions, site: SiteRow, audit: UUID, state: State, requirement: str = FAILING) -> None:
    with sessions.begin() as session:
        session.add(FollowupRow(site_id=site.id, requirement=requirement, state=state, audit_id=audit))


def _with_snapshot(sessions: Sessions, audits: list[UUID]) -> list[int]:
    with sessions() as session:
        return [number for number, audit in enumerate(audits) if session.get_one(Audit, audit).has_snapshot]


def test_old_snapshots_go_and_cards_stay(
    settings: Settings, sessions: Sessions, store: Store, audits: list[UUID], tmp_path: Path
) -> None:
    assert remove_old(settings, sessions, store) == 3
    assert _with_snapshot(sessions, audits) == [NEWEST, NEXT, KEPT_FOR_FOLLOWUP]
    for number, audit in enumerate(audits):
        whole = tmp_path / f"fetched-{number}"
        store.get_tree(_key(sessions, audit), whole)
        assert (whole / "scorecard.json").exists()
        assert (whole / "snapshot" / "pages.warc.gz").exists() is (number < CLOSED)
    assert remove_old(settings, sessions, store) == 0
    with sessions() as session:
        noted = session.scalars(select(JournalEntry).where(JournalEntry.action == "retention.remove")).one()
    assert noted.detail["audits"] == [str(audits[number]) for number in (OLDEST, OLD, CLOSED)]


def test_of_a_site_that_was_not_checked_for_years_the_newest_stay(
    settings: Settings, sessions: Sessions, store: Store, audits: list[UUID]
) -> None:
    assert remove_old(settings, sessions, store, datetime.now(UTC) + timedelta(days=3650)) == 3
    assert _with_snapshot(sessions, audits) == [NEWEST, NEXT, KEPT_FOR_FOLLOWUP]


def test_what_judged_again_rests_on_the_crawl_before_it(
    settings: Settings, sessions: Sessions, store: Store, audits: list[UUID]
) -> None:
    with sessions.begin() as session:
        crawl = session.get_one(Audit, audits[OLDEST])
        again = judged(sessions, crawl.site, Judged(purpose=Purpose.REJUDGE))
        row = session.get_one(Audit, again)
        row.crawled_at, row.has_snapshot = crawl.crawled_at, False
    _step(sessions, crawl.site, again, State.REPLIED, "national-2019/third")
    assert remove_old(settings, sessions, store) == 2
    assert OLDEST in _with_snapshot(sessions, audits)


class InterruptedStore(Store):
    """A store that goes away after it has removed one tree."""

    left = 1

    def delete_under(self, key: str, part: str) -> None:
        """As it says."""
        if not self.left:
            raise StoreError("存储暂时不能用")
        self.left -= 1
        super().delete_under(key, part)


def test_an_interrupted_removal_goes_on_next_time(
    settings: Settings, sessions: Sessions, store: Store, audits: list[UUID]
) -> None:
    assert remove_old(settings, sessions, InterruptedStore.of(settings)) == 1
    assert _with_snapshot(sessions, audits) == [NEWEST, NEXT, KEPT_FOR_FOLLOWUP, CLOSED, OLD]
    assert remove_old(settings, sessions, store) == 2
