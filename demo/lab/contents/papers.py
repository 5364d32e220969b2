"""Facts of documents (公文要素): numbers, days, validity; the same wherever the portal speaks of the document."""

from datetime import date, timedelta

from demo.lab.content import Paper
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.style import chinese_day, numeral
from demo.lab.words import words
from demo.model import AS_OF


def issuers_of(desk: Desk, entry: Entry) -> tuple[str, ...]:
    """The units that issued a document, the one that numbered it first."""
    if entry.issuer < 2:
        return ((desk.place.government, desk.place.office)[entry.issuer],)
    own = desk.place.departments[1:]
    first = own[(entry.issuer - 2) % len(own)]
    if entry.form != "joint":
        return (first.name,)
    return (first.name, own[(entry.issuer + 5 + entry.nth % 7) % len(own)].name)


def number_of(desk: Desk, entry: Entry) -> str:
    """文号; a number of their own kind for orders and announcements."""
    year, place = entry.at.year, desk.place
    if entry.form == "order":
        return f"第{entry.nth}号"
    if entry.form == "announcement":
        return f"{year}年第{entry.nth}号"
    if entry.issuer < 2:
        sign = ("政发", "政办发")[entry.issuer]
    else:
        own = place.departments[1:]
        sign = f"{own[(entry.issuer - 2) % len(own)].sign}发"
    return f"{place.sign}{sign}〔{year}〕{entry.nth}号"


def paper_of(desk: Desk, entry: Entry) -> Paper:
    """All facts of a document."""
    chance = desk.chance(entry, "paper")
    published = entry.at.date()
    written = max(published - timedelta(days=chance.randrange(0, 12)), published.replace(month=1, day=1))
    effective, expires, starts = _term(chance.choice(("until", "years", "open", "printed", "none")), written)
    over = expires is not None and expires < AS_OF
    validity = (
        "失效"
        if over
        else chance.choice(("有效", "有效", "有效", "现行有效"))
        if expires or chance.random() < 0.9
        else "废止"
    )
    region = desk.place.code[:6]
    return Paper(
        title=entry.title,
        name=entry.name,
        number=number_of(desk, entry),
        issuers=issuers_of(desk, entry),
        written=written,
        published=published,
        effective=effective,
        expires=expires,
        starts=starts,
        validity=validity,
        index=f"{region}/{published.year}-{entry.serial:06}",
        subject=chance.choice(words()["categories"]),
        note="此件公开发布" if chance.random() < 0.9 else "此件主动公开",
        normative=entry.form == "paper" and "办法" in entry.name,
    )


def _term(kind: str, written: date) -> tuple[date | None, date | None, str]:
    start = written + timedelta(days=30)
    start = start.replace(day=1)
    if kind == "until":
        end = _years_on(start, 5)
        return start, end, f"自{chinese_day(start)}起施行，有效期至{chinese_day(end)}。"
    if kind == "years":
        years = (2, 3, 5)[written.day % 3]
        said = numeral(years) if written.month % 2 else str(years)
        said = {"二": "两"}.get(said, said)
        return start, _years_on(start, years), f"自{chinese_day(start)}起施行，有效期{said}年。"
    if kind == "open":
        return start, None, f"自{chinese_day(start)}起施行。"
    return None, None, "自印发之日起施行。" if kind == "printed" else ""


def _years_on(start: date, years: int) -> date:
    """The last day of a term of whole years."""
    return start.replace(year=start.year + years) - timedelta(days=1)
