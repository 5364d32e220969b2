"""Finished audits (已完成的检查) for tests: a real card, written, stored and taken in as a worker does it."""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import select

from auditing.judgement import write_card
from reports.scorecard import Scorecard
from service.database.sessions import Sessions
from service.database.tables import Audit, Purpose, Run, SiteRow
from service.jobs.attempts import begin
from service.jobs.intake import take_in_result
from service.jobs.making import make_run
from service.settings import Settings
from service.store.store import Store
from tests.replay.sites import Given, snapshot_of


def of_site(card: Scorecard, site: SiteRow, as_of: date = date(2026, 3, 1)) -> Scorecard:
    """The card as if it were of a site, crawled at two o'clock on a day."""
    started = datetime(as_of.year, as_of.month, as_of.day, 2, tzinfo=UTC)
    told = card.site.model_copy(update={"url": site.url, "host": site.host, "name": site.name})
    run = card.run.model_copy(update={"started": started})
    return card.model_copy(update={"site": told, "as_of": as_of, "run": run})


def with_score(card: Scorecard, value: float) -> Scorecard:
    """The card with other points under its last ruleset."""
    last = card.rulesets[-1]
    score = last.score.model_copy(update={"value": value, "value_before_waivers": value})
    return card.model_copy(update={"rulesets": [*card.rulesets[:-1], last.model_copy(update={"score": score})]})


def make_audit(sessions: Sessions, site: SiteRow, purpose: Purpose = Purpose.AUDIT) -> UUID:
    """A waiting audit in a run of its own."""
    with sessions.begin() as session:
        run = make_run(session, purpose, [site])
        return session.scalars(select(Audit.id).where(Audit.run_id == run.id)).one()


def make_round(sessions: Sessions, sites: list[SiteRow]) -> tuple[UUID, list[UUID]]:
    """A run over sites, and its waiting audits in the order of the sites."""
    with sessions.begin() as session:
        run: Run = make_run(session, Purpose.AUDIT, sites)
        found = dict(session.execute(select(Audit.site_id, Audit.id).where(Audit.run_id == run.id)).all())
        return run.id, [found[site.id] for site in sites]


def finish(
    sessions: Sessions, settings: Settings, audit: UUID, card: Scorecard, *, archive: Given | None = None
) -> UUID:
    """Take a card in as the result of a waiting audit; `archive`: pages of its snapshot."""
    attempt = begin(sessions, audit, "test", 60.0, datetime.now(UTC))
    assert attempt is not None
    with TemporaryDirectory() as name:
        folder = Path(name) / attempt.audit.site.folder
        if archive is not None:
            snapshot_of(folder / "snapshot", archive)
        code = write_card(card, folder)
        Store.of(settings).put_tree(attempt.store_key, folder)
        with sessions.begin() as session:
            take_in_result(session, attempt, card, code, folder)
    with sessions.begin() as session:
        session.get_one(Audit, audit).has_snapshot = archive is not None
    return audit
