"""The network as crawls and probes of the service reach it (网络设置): what the settings and the office say, said once."""

from collections.abc import Mapping
from typing import Any

from auditing.introduction import introduction
from crawler.options import CrawlOptions
from service.database.tables import Office
from service.settings import Settings


def crawl_options(settings: Settings, office: Office | None, *more: Mapping[str, Any]) -> CrawlOptions:
    """Options of a crawl: the office's, then each of `more` (of the site, of the run) over those before; where the network lies only the settings say.

    Raises pydantic.ValidationError for fields that are no options, BadInputError for a contact no header can hold.
    """
    stated: dict[str, Any] = dict(office.crawl) if office else {}
    for each in more:
        stated.update(each)
    return CrawlOptions.model_validate({**stated, **_network(settings, office)})


def _network(settings: Settings, office: Office | None) -> dict[str, Any]:
    contact = office.contact if office and office.contact else None
    return {
        "user_agent": introduction(None, contact),
        "allow_private": settings.allow_private,
        "hosts_file": settings.hosts_file,
        "nameserver": settings.nameserver,
        "proxy": settings.proxy,
    }
