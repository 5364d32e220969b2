"""Waivers (豁免): read from a file, and what they cover. A waiver names what it covers; one for everything is none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import translate
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from checks.catalogue import CATALOGUE
from portal.office_tables import TableForm
from portal.site import Site
from reports.people.entries import (
    LARGEST,
    LONGEST_ADDRESS,
    MOST_ROWS,
    Clauses,
    Reading,
    RowFaultError,
    clause_and_site,
    day_of,
    missing,
    table,
    text_of,
)
from reports.people_cards import WaiverCard
from reports.scorecard import FindingCard
from rulesets.spelling import shortened, suggestion

FORM = TableForm(
    "豁免清单",
    {
        "网站": "site",
        "站点": "site",
        "site": "site",
        "host": "site",
        "条款编号": "requirement",
        "要求": "requirement",
        "编号": "requirement",
        "requirement": "requirement",
        "检查项": "check",
        "check": "check",
        "地址": "url",
        "网址": "url",
        "页面": "url",
        "url": "url",
        "pattern": "url",
        "问题编号": "finding",
        "finding": "finding",
        "理由": "reason",
        "原因": "reason",
        "豁免理由": "reason",
        "reason": "reason",
        "批准人": "by",
        "批准": "by",
        "豁免人": "by",
        "by": "by",
        "有效期至": "until",
        "截止日期": "until",
        "until": "until",
    },
    ("reason", "by", "until"),
    ("waivers", "豁免"),
    most_rows=MOST_ROWS,
    largest=LARGEST,
)
UNLIKELY = "q7x/w8k/t20260301_z9"  # a path that only a pattern for everything matches
LITERAL_HOST = re.compile(r"(?:\*|https?):/?/?([\w.:-]+)/")


@dataclass(frozen=True)
class Waiver:
    """One waiver; what is empty narrows nothing. `site` is the folder of the site."""

    place: str
    reason: str
    by: str
    until: date
    site: str = ""
    requirement: str = ""
    check: str = ""
    url: str = ""
    finding: str = ""

    @property
    def card(self) -> WaiverCard:
        """The waiver as a card shows it."""
        return WaiverCard(reason=self.reason, by=self.by, until=self.until)

    @property
    def words(self) -> str:
        """What it says, as the list of waivers without effect shows it."""
        names = (self.site, self.requirement, self.check, self.url, self.finding and f"问题 {self.finding}")
        return f"{'，'.join(name for name in names if name)}：{self.reason}（{self.by}，至 {self.until.isoformat()}）"

    @property
    def is_whole(self) -> bool:
        """Whether it covers all that a clause or check finds, wherever it is."""
        return not self.url and not self.finding

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(translate(self.url))

    def matches(self, address: str) -> bool:
        """Whether the pattern is that of an address, written whole, without `http://`, or as a path."""
        parts = urlsplit(address) if "://" in address else None
        forms = [address]
        if parts:
            behind = address.partition("://")[2]
            forms += [behind, f"/{behind.partition('/')[2]}"]
        return any(self._pattern.match(form) for form in forms)

    def covers(self, finding: FindingCard) -> bool:
        """Whether it is about a finding: all of the finding's places lie under the pattern, or what it points at does."""
        if self.finding and self.finding != finding.id:
            return False
        if not self.url:
            return True
        if finding.subject and self.matches(finding.subject):
            return True
        places = finding.evidence
        return bool(places) and all(self.matches(p.url) or bool(p.target and self.matches(p.target)) for p in places)


def read_waivers(path: Path, clauses: Clauses) -> list[Waiver]:
    """The waivers of a file, each once; raises PeopleFileError with every fault."""
    reading = Reading(path)
    found: dict[Waiver, Waiver] = {}
    for number, values in table(path, FORM):
        try:
            waiver = waiver_of(values, reading.place(number), clauses)
        except RowFaultError as fault:
            reading.fault(number, str(fault))
        else:
            found.setdefault(_without_place(waiver), waiver)
    reading.finish()
    return list(found.values())


def _without_place(waiver: Waiver) -> Waiver:
    return Waiver(**{**_fields(waiver), "place": ""})


def _fields(waiver: Waiver) -> dict[str, Any]:
    return {name: getattr(waiver, name) for name in Waiver.__dataclass_fields__}


def waiver_of(values: Mapping[str, Any], place: str, clauses: Clauses) -> Waiver:
    """The waiver in the fields of a row; raises RowFaultError for one that lacks something, or is for everything."""
    lacking = missing(values, FORM, ("reason", "by", "until"))
    if lacking:
        raise RowFaultError(f"没有填{'、'.join(lacking)}；豁免要写明理由、谁批准、到哪一天，三项都不能空")
    requirement, site = clause_and_site(values)
    if requirement:
        clauses.refuse_unknown(requirement)
    waiver = Waiver(
        place,
        reason=text_of(values, "reason"),
        by=text_of(values, "by", 200),
        until=day_of(values, "until", "有效期"),
        site=site,
        requirement=requirement,
        check=_check(text_of(values, "check")),
        url=text_of(values, "url", LONGEST_ADDRESS),
        finding=text_of(values, "finding"),
    )
    _refuse_unbounded(waiver)
    return waiver


def _check(name: str) -> str:
    """Id of a check, from its id or title."""
    titles = {check.texts.title: check.id for check in CATALOGUE.values()}
    if not name or name in CATALOGUE:
        return name
    if name in titles:
        return titles[name]
    raise RowFaultError(f"没有检查项“{shortened(name)}”；{suggestion(name, CATALOGUE)}")


def _refuse_unbounded(waiver: Waiver) -> None:
    """A waiver for whatever may be found is none."""
    if waiver.requirement or waiver.check or waiver.finding:
        return
    if not waiver.url:
        raise RowFaultError("没有说明豁免什么；请填写条款编号、检查项、地址、问题编号中的至少一项")
    host = LITERAL_HOST.match(waiver.url)
    elsewhere = host and waiver.site and Site(url=f"http://{host[1].lower()}/").folder != waiver.site
    if not elsewhere and _covers_everything(waiver, host[1] if host else waiver.site or "www.q7x.gov.cn"):
        mend = "请写具体的栏目，或另填条款编号、检查项；是别的网站的地址，就填写“网站”一列"
        raise RowFaultError(f"地址“{shortened(waiver.url)}”太宽，等于全部豁免；{mend}")


def _covers_everything(waiver: Waiver, host: str) -> bool:
    addresses = (f"{scheme}://{host}/{UNLIKELY}{end}" for scheme in ("http", "https") for end in (".html", ".pdf", "/"))
    return any(map(waiver.matches, addresses))


def longest(waivers: Iterable[Waiver]) -> Waiver | None:
    """Of several waivers for the same the one that lasts longest; the first of those that last as long."""
    return max(waivers, key=lambda waiver: waiver.until, default=None)
