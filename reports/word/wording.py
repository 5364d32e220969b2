"""Wording of official documents (公文用语): days, numbered items, names of sites and units."""

from collections.abc import Iterable, Sequence
from datetime import date

from reports.ledgers.ledger import answers_for
from reports.page.card import site_name
from reports.scorecard import RulesetCard, Scorecard
from reports.wording.plaintext import plain

DIGITS = "零一二三四五六七八九"
NAME_LENGTH = 60
DOCUMENTS_NAMED = 3
_SITE_WORDS = ("网", "网站", "平台")


def chinese_day(day: date) -> str:
    """A day as documents write it: 2026年3月1日, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_number(number: int) -> str:
    """A number below 100 as headings count: 一, 十, 十一, 二十; larger ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def second_level(number: int) -> str:
    """Number of a heading of the second level: （一）."""
    return f"（{chinese_number(number)}）"


def fourth_level(number: int) -> str:
    """Number of an item of the fourth level: （1）."""
    return f"（{number}）"


def site_words(card: Scorecard) -> str:
    """The site as sentences call it: its name, and that it is a site where the name does not say so."""
    name = site_name(card)
    return name if name.endswith(_SITE_WORDS) else f"{name}网站"


def document_words(ruleset: RulesetCard) -> str:
    """A document with its number (文号), unless its title has it."""
    number = f"（{plain(ruleset.number, NAME_LENGTH)}）" if ruleset.number not in ruleset.title else ""
    return f"《{plain(ruleset.title, 120)}》{number}"


def documents_words(rulesets: Sequence[RulesetCard]) -> str:
    """Several documents in one sentence: the first ones, and how many there are."""
    named = "、".join(document_words(ruleset) for ruleset in rulesets[:DOCUMENTS_NAMED])
    return f"{named}等 {len(rulesets)} 份文件" if len(rulesets) > DOCUMENTS_NAMED else named


def joined(names: Iterable[str]) -> str:
    """Names in one line."""
    return "、".join(plain(name, NAME_LENGTH) for name in names)


def addressee(card: Scorecard) -> str:
    """To whom a document goes (主送机关): the unit the card is narrowed to, by its full name where only one is meant; else the site's unit, else the site."""
    if not card.unit:
        return plain(card.site.unit or card.site.name or card.site.host, NAME_LENGTH)
    units = (
        result.units for ruleset in card.rulesets for result in ruleset.results if answers_for(result.units, card.unit)
    )
    meant = {name for unit in units for name in (*unit.lead, *unit.cooperating) if card.unit in name}
    return plain(meant.pop() if len(meant) == 1 else card.unit, NAME_LENGTH)
