"""From a size to entries: how many there are in each column, on which days, and what belongs to what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from demo.lab.columns import DECISIONS, LEADERS, LIBRARY, LIST, OUT, Column
from demo.lab.entries import DAY_ONE, LAST, Entry
from demo.lab.place import Place
from demo.lab.seeding import stream
from demo.lab.titles import Titles

HELD = (LIST, LEADERS, DECISIONS)
YEAR = timedelta(days=365)
OWN_PAGES = 4  # home page, search, and two redirect stubs
FORMS = ("graphic", "text", "official", "q_and_a", "video", "expert", "text", "animation", "press_conference", "live")
SECOND_FORMS = ("text", "graphic", "q_and_a", "video", "official", "demonstration")
REPOSTED = 4  # every so many-th page of an interpretation column is reposted news
SEVERAL = 5  # further interpretations of the government's newest document
LATER = timedelta(
    days=20
)  # before the last day: when a document in force for months is interpreted once more (跟踪解读)


@dataclass
class Plan:
    """All entries by number, and the numbers of each column's newest first."""

    entries: list[Entry]
    of_column: dict[str, list[int]]


def plan(place: Place, tree: dict[str, Column], pages: int, seed: int) -> Plan:
    """The entries of a portal of about ``pages`` pages."""
    counts = _counts(tree, pages)
    entries: list[Entry] = []
    documents = [e for column in tree.values() if column.kind == "document" for e in _documents(column, counts, seed)]
    entries += documents
    entries += _interpretations(tree["jd"], counts["jd"], documents, seed)
    for column in tree.values():
        if column.role in HELD and column.kind not in ("document", "interpretation", "consultation_result"):
            entries += _plain(column, counts[column.id], seed)
    calls = [entry for entry in entries if entry.kind == "consultation"]
    entries += _results(calls, "fk" if "fk" in tree else "zj", counts.get("fk", 1), seed)
    entries.sort(key=lambda entry: entry.at)
    _number(entries, seed)
    Titles(place, tree, seed).give(entries)
    return Plan(entries, _by_column(entries, tree))


def list_pages(rows: int, size: int) -> int:
    """Pages a list takes."""
    return max(1, -(-rows // size))


def _counts(tree: dict[str, Column], pages: int) -> dict[str, int]:
    """Entries a column, so that all pages together make up the size asked for."""
    held = [column for column in tree.values() if column.role in HELD]
    counts = {column.id: column.least for column in held}
    shares = sum(column.share for column in held)
    budget = float(pages)
    for _ in range(6):
        for column in held:
            counts[column.id] = min(column.most, max(column.least, int(budget * column.share / shares)))
        budget += pages - _total(tree, counts)
    while _total(tree, counts) < pages:
        counts["yw"] += 1
    return counts


def _total(tree: dict[str, Column], counts: dict[str, int]) -> int:
    total = OWN_PAGES
    documents = sum(counts[c.id] for c in tree.values() if c.kind == "document" and c.role == LIST)
    for column in tree.values():
        if column.role == LIST:
            total += counts[column.id] + list_pages(counts[column.id], column.size)
        elif column.role in (LEADERS, DECISIONS):
            total += counts[column.id] + 1
        elif column.role == LIBRARY:
            total += list_pages(documents, column.size)
        elif column.role != OUT:
            total += 1
    return total + ("fk" not in tree)


def _days(column: Column, count: int, seed: int, latest: datetime = LAST) -> Iterator[datetime]:
    """Working-hour times from near the last day back, denser the newer, for ``count`` entries."""
    chance = stream(seed, "days", column.id)
    spacing = {"news": 4.0, "notice": 4.0, "message": 4.0, "consultation": 45.0}.get(column.kind, 14.0)
    span = min((latest - DAY_ONE).days - 30, spacing * count)
    for index in range(count):
        age = span * (index / count) ** 1.25 + chance.random() * min(1.5, spacing / 4)
        day = (latest - timedelta(days=age)).replace(hour=chance.randrange(8, 18), minute=chance.randrange(60))
        while day.weekday() > 4:
            day -= timedelta(days=1)
        yield max(min(day, latest), DAY_ONE)


def _plain(column: Column, count: int, seed: int) -> Iterator[Entry]:
    latest = LAST - timedelta(days=2) if column.kind in ("news", "notice") else LAST - timedelta(days=9)
    if column.kind == "report":
        yield from _reports(column, count)
        return
    if column.kind in ("decision_catalogue", "statement"):
        for index in range(count):
            yield Entry(0, column.kind, column.id, LAST.replace(year=LAST.year - index, month=1, day=12, hour=10))
        return
    kind = {"topic": "news"}.get(column.kind, column.kind)
    for index, day in enumerate(_days(column, count, seed, latest)):
        yield Entry(0, kind, column.id, day, pinned=column.id in ("gg", "yw") and count > 25 and index == 7)


def _reports(column: Column, count: int) -> Iterator[Entry]:
    """Yearly reports, newest year first: the government's, then those of its departments; ``issuer`` 0 is the government."""
    years = range(LAST.year - 1, LAST.year - 8, -1)
    units = [(year, unit) for year in years for unit in range(26)]
    governments = [(year, 0) for year in years]
    chosen = sorted(dict.fromkeys(governments[:count] + units), reverse=True)[:count] if count > 60 else governments
    for year, unit in chosen[:count]:
        day = LAST.replace(year=year + 1, month=1, day=8 + unit % 18, hour=9 + unit % 8, minute=unit)
        yield Entry(0, "report", column.id, day, issuer=unit, nth=year)


def _documents(column: Column, counts: dict[str, int], seed: int) -> Iterator[Entry]:
    if column.role != LIST:
        return
    channel = int(column.id[2:-1]) + 2 if column.id.startswith("bg") else None
    for index, day in enumerate(_days(column, counts[column.id], seed, LAST - timedelta(days=12))):
        issuer = {"zf": 0, "zb": 1}.get(column.id, channel if channel is not None else 2 + index % 25)
        if column.id == "zf" and "zb" not in counts:
            issuer = index % 2
        chance = stream(seed, "document", column.id, index).random()
        form = "order" if issuer == 0 and 0.90 < chance <= 0.95 else "announcement" if chance > 0.95 else "paper"
        joint = form == "paper" and issuer > 1 and chance < 0.12
        yield Entry(0, "document", column.id, day, issuer=issuer, form="joint" if joint else form)


def in_scope(entry: Entry) -> bool:
    """Whether a document is one of the government or its office, which are to be interpreted."""
    return entry.kind == "document" and entry.issuer < 2


def _interpretations(column: Column, count: int, documents: list[Entry], seed: int) -> Iterator[Entry]:
    """One of each document in scope, the newest first, then second ones in other forms; among them reposted news."""
    chance = stream(seed, "interpretations")
    scope = sorted((d for d in documents if in_scope(d)), key=lambda d: d.at, reverse=True)
    needed = sum(LAST - d.at < YEAR * 1.1 for d in scope)
    more = SEVERAL if count >= 2 * SEVERAL else 0  # of the newest document, in other forms
    own = max(needed + more, count - count // REPOSTED if count >= 8 else count)
    forms, seconds = cycle(FORMS), cycle(SECOND_FORMS)
    newest = next((document for document in scope if document.issuer == 0), scope[0])
    for index in range(own):
        again = index >= own - more or index >= len(scope)
        document = newest if index >= own - more else scope[index % len(scope)]
        day = document.at + timedelta(days=chance.choice((0, 0, 1)), minutes=chance.randrange(1, 50))
        while day.weekday() > 4:
            day += timedelta(days=1)
        form = next(seconds) if again else next(forms)
        yield _Pending(0, "interpretation", column.id, min(day, LAST), form=form, belongs=document)
    if more:
        yield _Pending(0, "interpretation", column.id, LAST - LATER, form="text", belongs=scope[needed - 1])
    for day in _days(column, max(2 if count >= 8 else 0, count - own - 1), seed, LAST - timedelta(days=20)):
        yield Entry(0, "interpretation", column.id, day, form="repost")


@dataclass(slots=True)
class _Pending(Entry):
    """An entry whose ``about`` waits until numbers are given."""

    belongs: Entry | None = None


def _results(calls: list[Entry], column: str, count: int, seed: int) -> Iterator[Entry]:
    """Results of the consultations that are over (at least one), each some days after its end."""
    chance = stream(seed, "results")
    over = sorted((call for call in calls if call.at < LAST - timedelta(days=70)), key=lambda c: c.at, reverse=True)
    if not over:
        calls[-1].at -= timedelta(days=80)
        over = [calls[-1]]
    for call in over[:count]:
        day = call.at + timedelta(days=47 + chance.randrange(3), hours=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
        yield _Pending(0, "consultation_result", column, day, belongs=call)


def _number(entries: list[Entry], seed: int) -> None:
    """Numbers and serials rise with the day; documents count up by issuer and year."""
    chance = stream(seed, "serials")
    serial = chance.randrange(20_000, 900_000)
    counted: dict[tuple[str, int, int], int] = {}
    numbers: dict[int, int] = {}
    for number, entry in enumerate(entries):
        serial += chance.randrange(1, 7)
        entry.number, entry.serial = number, serial
        numbers[id(entry)] = number
        if entry.kind == "document":
            group = "paper" if entry.form == "joint" else entry.form
            key = (group, entry.issuer, entry.at.year)
            counted[key] = entry.nth = counted.get(key, 0) + 1
    for entry in entries:
        if isinstance(entry, _Pending) and entry.belongs is not None:
            entry.about = numbers[id(entry.belongs)]
            entry.belongs = None


def _by_column(entries: list[Entry], tree: dict[str, Column]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {column.id: [] for column in tree.values()}
    for entry in reversed(entries):
        found[entry.column].append(entry.number)
    if "gf" in tree:
        found["gf"] = [entry.number for entry in reversed(entries) if entry.kind == "document"]
    for column, numbers in found.items():
        numbers.sort(key=lambda number: not entries[number].pinned)
        if tree[column].role == LEADERS:
            numbers.sort()
    return found


def settle(planned: Plan, tree: dict[str, Column]) -> None:
    """Put lists in order and names on their paths again, after defects moved and renamed things."""
    for column_id, numbers in planned.of_column.items():
        if tree[column_id].role != LEADERS:
            numbers.sort(key=lambda n: (planned.entries[n].pinned, planned.entries[n].at), reverse=True)
    for column in tree.values():
        above = tree[column.parent].names if column.parent else ()
        column.names = (*above, column.name)
