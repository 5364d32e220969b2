"""What every request of the application can reach: `request.app.state.service`."""

from dataclasses import dataclass
from functools import cached_property

from fastapi import Request
from sqlalchemy import Engine

from service.database.sessions import Sessions, sessions_of
from service.results.archives import Archives
from service.results.copies import Copies
from service.results.run_reports import RunReports
from service.settings import Settings
from service.store.store import Store


@dataclass(frozen=True)
class Service:
    """Settings, database and store of one process."""

    settings: Settings
    engine: Engine

    @cached_property
    def sessions(self) -> Sessions:
        """Makes sessions of the database."""
        return sessions_of(self.engine)

    @cached_property
    def store(self) -> Store:
        """Where snapshots, reports and proofs lie."""
        return Store.of(self.settings)

    @cached_property
    def archives(self) -> Archives:
        """Archived pages, fetched from the store."""
        return Archives(self.store, Copies(self.settings.data_dir / "cache", self.settings.cache_limit))

    @cached_property
    def run_reports(self) -> RunReports:
        """What runs come to, as files."""
        return RunReports(self.store, self.settings.store_options)

    @cached_property
    def signing_key(self) -> str:
        """Signs sessions and links."""
        return self.settings.signing_key()


def service_of(request: Request) -> Service:
    """The service a request came to."""
    service: Service = request.app.state.service
    return service
