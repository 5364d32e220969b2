"""Which rulesets and clauses apply to a site (适用范围), told from its level, kind and region; what is not stated stays unknown."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from portal.site import Level, Site, SiteKind
from rulesets.model import Applies, Requirement, Ruleset

REGION_DIGITS = 6  # a 网站标识码 of ten digits starts with the 行政区划代码
CODE_DIGITS = 10
StatedT = TypeVar("StatedT", Level, SiteKind)


class Fit(StrEnum):
    """Whether something applies to a site. UNKNOWN: it depends on a level or kind that is not stated."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def all(cls, fits: Iterable["Fit"]) -> "Fit":
        """Fit of several conditions that must all hold."""
        found = set(fits)
        return cls.NO if cls.NO in found else cls.UNKNOWN if cls.UNKNOWN in found else cls.YES


def one_of(accepted: tuple[StatedT, ...] | None, stated: StatedT | None) -> Fit:
    """Fit of one condition: no list accepts everyone, and what is not stated cannot be compared."""
    if accepted is None:
        return Fit.YES
    if stated is None:
        return Fit.UNKNOWN
    return Fit.YES if stated in accepted else Fit.NO


def audience_fit(applies: Applies, level: Level | None, kind: SiteKind | None) -> Fit:
    """Whether a site of this level and kind is addressed; regions are another question."""
    return Fit.all((one_of(applies.levels, level), one_of(applies.kinds, kind)))


def requirement_fit(ruleset: Ruleset, requirement: Requirement, level: Level | None, kind: SiteKind | None) -> Fit:
    """Whether a clause applies: its document must, and its own narrower scope. UNKNOWN is judged `unknown`, reason `level_not_stated`."""
    return Fit.all(audience_fit(applies, level, kind) for applies in (ruleset.applies, requirement.applies))


def site_region(site: Site) -> str | None:
    """行政区划代码 of a site: as stated, else the first digits of its 网站标识码; None for ministries' codes (bm…) and where nothing is stated."""
    if site.region:
        return site.region
    code = site.code or ""
    return code[:REGION_DIGITS] if len(code) == CODE_DIGITS and code.isdecimal() and code.isascii() else None


def covers(ruleset: Ruleset, region: str | None) -> bool:
    """Whether a ruleset is national or a local one of this region. A local one never covers a site whose region is not known."""
    prefixes = ruleset.applies.regions
    return prefixes is None or (region is not None and region.startswith(prefixes))


def default_rulesets(rulesets: Iterable[Ruleset], site: Site) -> tuple[Ruleset, ...]:
    """Rulesets a site is judged under unless others are named: those of its region that do not exclude its level or kind.

    In the order an office reads them: the national scoring first, then other national ones, then local ones.
    """
    region = site_region(site)
    fitting = (
        ruleset
        for ruleset in rulesets
        if covers(ruleset, region) and audience_fit(ruleset.applies, site.level, site.kind) is not Fit.NO
    )
    return tuple(
        sorted(fitting, key=lambda ruleset: (ruleset.applies.regions is not None, ruleset.scoring != "national"))
    )
