"""Sites by level and by region (按层级、按地区): how many, how they scored, who stands first and last."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from portal.site import Level, Site, SiteKind
from reports.index.addresses import card_path
from reports.index.batch import Batch
from reports.index.comparable import rated_value
from reports.index.ranking import SCORED, UNRANKED, VETOED, Standing
from reports.page.card import site_name
from reports.wording.plaintext import plain
from reports.wording.words import LEVELS, number
from rulesets.selection import site_region

NOT_STATED = "未说明"
PREFIXES = (6, 4, 2)  # digits of a 行政区划代码: county, city, province


@dataclass(frozen=True)
class PlaceView:
    """A site that stands first or last in its group."""

    name: str
    href: str


@dataclass(frozen=True)
class GroupView:
    """Sites of one level or region. `means`: by document, the mean score and of how many sites; `first` and `last` only where sites can be ranked."""

    key: str
    words: str
    count: int
    scored: int
    vetoed: int
    unranked: int
    means: tuple[str, ...]
    first: PlaceView | None
    last: PlaceView | None


@dataclass(frozen=True)
class GroupingView:
    """All groups of one kind."""

    title: str
    groups: tuple[GroupView, ...]


def by_level(batch: Batch) -> GroupingView | None:
    """Groups by level, highest first; None where there is only one."""
    words = {level.value: LEVELS[level] for level in Level}
    return _grouping("按层级", batch, lambda each: each.card.site.level or "", words)


def by_region(batch: Batch, regions: Mapping[str, str]) -> GroupingView | None:
    """Groups by region; `regions`: the region's key by site address. None where there is only one."""
    words = {key: region_words(batch, key, regions) for key in sorted(set(regions.values()))}
    return _grouping("按地区", batch, lambda each: regions.get(each.card.site.url, ""), words) if words else None


def regions_of(batch: Batch) -> dict[str, str]:
    """Region of each site by its address: as many digits of its 行政区划代码 as make groups of several sites; empty where none do."""
    codes = {
        card.site.url: code for card in batch.cards if (code := _code(card.site.url, card.site.code, card.site.region))
    }
    for digits in PREFIXES:
        groups = Counter(code[:digits] for code in codes.values())
        if 1 < len(groups) <= len(codes) / 2:
            return {url: code[:digits] for url, code in codes.items()}
    return {}


def region_words(batch: Batch, key: str, regions: Mapping[str, str]) -> str:
    """A region by its code, and by its government's name where one portal of that very region is among the sites."""
    portals = [
        site_name(card)
        for card in batch.cards
        if regions.get(card.site.url) == key
        and card.site.kind is SiteKind.PORTAL
        and (_code(card.site.url, card.site.code, card.site.region) or "").rstrip("0") == key.rstrip("0")
    ]
    code = plain(key.ljust(PREFIXES[0], "0") if key.isdecimal() else key, 40)
    return f"{portals[0]}（{code}）" if len(portals) == 1 else code


def _code(url: str, code: str | None, region: str | None) -> str | None:
    return site_region(Site(url=url, code=code, region=region))


def _grouping(
    title: str, batch: Batch, key_of: Callable[[Standing], str], words: Mapping[str, str]
) -> GroupingView | None:
    members: dict[str, list[Standing]] = {key: [] for key in (*words, "")}
    for each in batch.standings:
        members[key_of(each)].append(each)
    groups = tuple(_group(key, words.get(key, NOT_STATED), of, batch) for key, of in members.items() if of)
    return GroupingView(title, groups) if 1 < len(groups) < len(batch.standings) else None


def _group(key: str, words: str, members: Sequence[Standing], batch: Batch) -> GroupView:
    placed = [each for each in members if each.key[0] != UNRANKED]
    several = len({each.key for each in placed}) > 1
    return GroupView(
        key=key,
        words=words,
        count=len(members),
        scored=sum(each.key[0] == SCORED for each in members),
        vetoed=sum(each.key[0] == VETOED for each in members),
        unranked=len(members) - len(placed),
        means=tuple(_mean(members, identity) for identity in batch.documents),
        first=_place(placed[0]) if several else None,
        last=_place(placed[-1]) if several else None,
    )


def _mean(members: Sequence[Standing], identity: str) -> str:
    values = [
        value
        for each in members
        for ruleset in each.card.rulesets
        if ruleset.id == identity and (value := rated_value(ruleset.score)) is not None
    ]
    return f"{number(round(fmean(values), 1))}（{len(values)} 个）" if values else "—"


def _place(standing: Standing) -> PlaceView:
    return PlaceView(site_name(standing.card), card_path(standing.card))
