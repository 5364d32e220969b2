"""What is stated about a site (网站信息), as typed or sent, and what becomes of it once it is checked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from auditing.targets import PRIVATE, is_private
from portal.links.addresses import canonical
from portal.site import Level, Site, SiteKind
from portal.site_list import NotAnAddressError, read_address
from service.refusals import RefusalError
from service.sites.crawl_settings import checked_crawl
from service.sites.texts import words_of
from service.typed_text import typed, typed_line

LONGEST_URL = 500
LONGEST_NAME = 200
LONGEST_NOTE = 2000
MOST_TAGS, LONGEST_TAG = 30, 40
MOST_ALIASES = 50
MOST_RULESETS = 50
PRIVATE_MEND = "如确需检查内网网站，请管理员在服务设置里打开 allow_private"
_CODE = re.compile(r"\d{10}|bm\d{8}", re.IGNORECASE | re.ASCII)
_REGION = re.compile(r"\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?", re.ASCII)
_RULESET = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@dataclass
class SiteFields:
    """Everything a person may state about a site. `checked` gives it in the form in which it is stored."""

    url: str
    name: str = ""
    code: str = ""
    level: Level | None = None
    kind: SiteKind | None = None
    unit: str = ""
    region: str = ""
    tags: Sequence[str] = ()
    aliases: Sequence[str] = ()
    rulesets: Sequence[str] = ()
    note: str = ""
    crawl: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site) -> "SiteFields":
        """Those of a row of a site list."""
        return cls(
            url=site.url,
            name=site.name or "",
            code=site.code or "",
            level=site.level,
            kind=site.kind,
            unit=site.unit or "",
            region=site.region or "",
            tags=site.tags,
            aliases=site.aliases,
        )

    def checked(self, *, allow_private: bool) -> "SiteFields":
        """The same, tidied; raises RefusalError (422) with the first thing that cannot be used."""
        return SiteFields(
            url=checked_url(self.url, allow_private=allow_private),
            name=typed_line(self.name, "名称", LONGEST_NAME),
            code=_matching(_CODE, self.code, "网站标识码应是 10 位数字，或者 bm 加 8 位数字").lower(),
            level=self.level,
            kind=self.kind,
            unit=typed_line(self.unit, "责任单位", LONGEST_NAME),
            region=_matching(_REGION, self.region, "行政区划代码应是 2、4、6、9 或 12 位数字"),
            tags=checked_tags(self.tags),
            aliases=_aliases(self.aliases, allow_private=allow_private),
            rulesets=_rulesets(self.rulesets),
            note=typed(self.note, "备注", LONGEST_NOTE),
            crawl=checked_crawl(self.crawl),
        )


def checked_url(address: str, *, allow_private: bool) -> str:
    """The canonical address of a home page; raises RefusalError (422), also for one on the office's own network."""
    if len(address) > LONGEST_URL:
        raise RefusalError.unusable(f"网址太长，不超过 {LONGEST_URL} 个字符")
    try:
        url = canonical(read_address(address))
    except NotAnAddressError as fault:
        raise RefusalError.unusable(str(fault)) from fault
    except ValueError:
        raise RefusalError.unusable("这不是网址，应写成 http://www.example.gov.cn/ 的样子") from None
    _refuse_private(url, url, allow_private=allow_private)
    return url


def checked_tags(tags: Sequence[str]) -> list[str]:
    """Tags in lower case, as site lists have them, each once; raises RefusalError (422)."""
    found = [typed_line(word, "标签", LONGEST_TAG).lower() for tag in tags for word in words_of(tag)]
    return _at_most(MOST_TAGS, found, "标签")


def _aliases(hosts: Sequence[str], *, allow_private: bool) -> list[str]:
    found = []
    for word in (word for host in hosts for word in words_of(host)):
        words = typed_line(word, "其他域名", 253).lower()
        try:
            known = canonical(f"http://{words}/")
        except ValueError:
            known = ""
        if words and (not known or set(words) & set("/\\@")):
            raise RefusalError.unusable(f"其他域名“{words[:80]}”不对，只写域名，如 zwgk.example.gov.cn")
        if words:
            _refuse_private(known, words, allow_private=allow_private)
            found.append(known.removeprefix("http://").removesuffix("/"))
    return _at_most(MOST_ALIASES, found, "其他域名")


def _refuse_private(url: str, words: str, *, allow_private: bool) -> None:
    if not allow_private and is_private(url):
        raise RefusalError.unusable(f"{words}: {PRIVATE}，不能检查；{PRIVATE_MEND}")


def _rulesets(ids: Sequence[str]) -> list[str]:
    for name in ids:
        if not _RULESET.fullmatch(name):
            raise RefusalError.unusable(f"规则集编号“{name[:80]}”不对，只有小写字母、数字和“-”")
    return _at_most(MOST_RULESETS, list(ids), "规则集")


def _matching(form: re.Pattern[str], given: str, words: str) -> str:
    text = typed_line(given, words.partition("应")[0], 40)
    if text and not form.fullmatch(text):
        raise RefusalError.unusable(words)
    return text


def _at_most(most: int, found: list[str], what: str) -> list[str]:
    distinct = [each for each in dict.fromkeys(found) if each]
    if len(distinct) > most:
        raise RefusalError.unusable(f"{what}太多（{len(distinct)} 个），不超过 {most} 个")
    return distinct
