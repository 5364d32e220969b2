"""The audited site (被检查网站): what an office states about it before anything is fetched."""

from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict


class Level(StrEnum):
    """Administrative level (层级)."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    DEPARTMENT = "department"


class SiteKind(StrEnum):
    """Kind of site (类型): a government's portal (门户网站), a department's site (部门网站) or a special site (专项网站)."""

    PORTAL = "portal"
    DEPARTMENT = "department"
    SPECIAL = "special"


class Site(BaseModel):
    """One row of a site list. `url` is the home page; everything else is optional and never guessed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    name: str | None = None
    code: str | None = None  # 网站标识码
    level: Level | None = None
    kind: SiteKind | None = None
    unit: str | None = None
    region: str | None = None  # 行政区划代码
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()  # 其他域名

    @property
    def host(self) -> str:
        """Host name in lower case, without port; an IPv6 literal without brackets."""
        return (urlsplit(self.url).hostname or "").lower()

    @property
    def folder(self) -> str:
        """Name of the site's output folder: host, `host_port` with a port that is not the default, `ip6-…` for an IPv6 literal."""
        parts = urlsplit(self.url)
        host = f"ip6-{self.host.replace(':', '-')}" if ":" in self.host else self.host
        default = {"http": 80, "https": 443}.get(parts.scheme)
        return host if parts.port in (None, default) else f"{host}_{parts.port}"
