"""Probes of the last weeks (近几周的探测): copied from the probe history into the snapshot, so that judging needs nothing else."""

from datetime import UTC, datetime, time, timedelta

from crawler.journal import Journal, Note
from crawler.options import CrawlJob
from portal.probes import ProbeHistory, ProbeHistoryError, site_key
from portal.storage.recorder import Recorder

WEEKS = 5  # one more than the longest month an office audits once


def copy_probes(job: CrawlJob, recorder: Recorder, journal: Journal) -> None:
    """Copy the site's probes since `WEEKS` before the day judged for, or before today where that is later.

    A history that cannot be read costs the probes, not the crawl, and is noted.
    """
    if job.history is None:
        return
    today = datetime.now(UTC)
    day = min(datetime.combine(job.as_of, time(), UTC), today)
    try:
        history = ProbeHistory.read(job.history)
        try:
            recorder.network_facts(history.of(site_key(job.site.url), day - timedelta(weeks=WEEKS)))
        finally:
            history.close()
    except ProbeHistoryError as fault:
        journal.note(Note.HISTORY, str(fault))
