"""What a site's process is told (检查任务), and the files it reads beside: what people said, the office's rulesets, probes of the last weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import yaml
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from auditing.exits import BadInputError
from auditing.runs import SNAPSHOT_NAME
from auditing.site_job import SiteJob
from crawler.history import WEEKS
from crawler.options import QUICK, CrawlJob, CrawlOptions
from portal.network_facts import Probe
from portal.probes import FILE_NAME as HISTORY_NAME
from portal.probes import ProbeHistory, site_key
from reports.ledgers.followup import write_followup
from reports.people.attestations import write_attestations
from reports.people.waivers import Waiver
from service.attestations.as_file import attestations_of
from service.database.tables import Audit, Office, ProbeRow, Purpose, SiteRow
from service.followup.as_file import followup_of
from service.jobs.network import crawl_options
from service.jobs.stopping import FaultError
from service.jobs.workplace import Workplace
from service.rulesets.in_force import files
from service.settings import Settings
from service.waivers.as_file import waivers_of


@dataclass(frozen=True)
class Orders:
    """Everything but the previous run, which is fetched from the store."""

    session: Session
    settings: Settings
    office: Office | None
    audit: Audit
    place: Workplace

    def write(self, as_of: date) -> SiteJob:
        """Lay out the files and return the job, which is not written yet. Raises FaultError for settings that cannot be used, OSError."""
        place, audit, site = self.place, self.audit, self.audit.site
        place.folder.mkdir(parents=True, exist_ok=True)
        waivers = write_waivers(waivers_of(self.session, site), place.root)
        attested = attestations_of(self.session, site)
        followup = followup_of(self.session, site)
        if followup.rows:
            write_followup(followup, place.folder)
        return SiteJob(
            crawl=CrawlJob(
                site=site.site,
                as_of=as_of,
                folder=place.snapshot,
                log=place.log,
                history=self._history(site),
                options=self._options(),
                resume=True,
            ),
            rulesets=list(audit.run.rulesets or site.rulesets),
            as_of=as_of,
            level=site.level,
            kind=site.kind,
            year=audit.run.year,
            waivers=waivers,
            attestations=(write_attestations(attested, place.root),) if attested else (),
            own_rulesets=tuple(self._own_rulesets()),
            clauses_known=True,
            judge_only=audit.run.purpose is Purpose.REJUDGE,
            silence=self.settings.lost_after / 2,
        )

    def _options(self) -> CrawlOptions:
        """Of the office, the site, the run, the later over the earlier. The off-peak window is the worker's to keep: a crawl that waits holds a slot."""
        run = self.audit.run
        quick = QUICK if run.purpose is Purpose.QUICK else {}
        try:
            options = crawl_options(self.settings, self.office, self.audit.site.crawl, run.crawl, quick)
        except ValidationError as fault:
            first = fault.errors()[0]
            raise FaultError(f"抓取设置 {'.'.join(map(str, first['loc']))} 不对：{first['msg']}", final=True) from fault
        except BadInputError as fault:
            raise FaultError(str(fault), final=True) from fault
        return options.model_copy(update={"off_peak": None})

    def _own_rulesets(self) -> Iterable[Path]:
        folder = self.place.root / "rulesets"
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.yaml"):
            old.unlink()
        for row in files(self.session):
            path = folder / f"{row.ruleset}.yaml"
            path.write_text(row.yaml, encoding="utf-8")
            yield path

    def _history(self, site: SiteRow) -> Path | None:
        since = datetime.now(UTC) - timedelta(weeks=WEEKS + 1)
        recent = select(ProbeRow).where(ProbeRow.site_id == site.id, ProbeRow.at >= since).order_by(ProbeRow.at)
        probes = [_probe(row, site_key(site.url)) for row in self.session.scalars(recent)]
        if not probes:
            return None
        path = self.place.root / HISTORY_NAME
        path.unlink(missing_ok=True)
        history = ProbeHistory.open(path)
        history.append(probes)
        history.close()
        return path


def previous_snapshot(earlier: Path | None) -> Path | None:
    """The snapshot an incremental crawl carries facts over from."""
    there = earlier / SNAPSHOT_NAME if earlier else None
    return there if there and there.is_dir() else None


def write_waivers(waivers: Iterable[Waiver], folder: Path) -> Path | None:
    """The waivers as a file `read_waivers` reads; None without any."""
    rows = [{name: value for name, value in _cells(waiver).items() if value} for waiver in waivers]
    if not rows:
        return None
    path = folder / "waivers.yaml"
    path.write_text(yaml.safe_dump({"waivers": rows}, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def _cells(waiver: Waiver) -> dict[str, str]:
    return {
        "site": waiver.site,
        "requirement": waiver.requirement,
        "check": waiver.check,
        "url": waiver.url,
        "finding": waiver.finding,
        "reason": waiver.reason,
        "by": waiver.by,
        "until": waiver.until.isoformat(),
    }


def _probe(row: ProbeRow, key: str) -> Probe:
    return Probe(
        site=key,
        url=row.url,
        at=row.at,
        state=row.state,
        elapsed_ms=row.elapsed_ms,
        limit_ms=row.limit_ms,
        status=row.status,
        fault=row.fault,
        final_url=row.final_url,
        peer=row.peer,
        proxied=row.proxied,
        detail=row.detail,
    )
