"""The office's own settings (本单位设置): its name, when its crawls may run, how long snapshots are kept."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from crawler.off_peak import Window
from service.accounts.actor import Actor, Right
from service.database.tables import Office
from service.journal import record
from service.refusals import RefusalError
from service.sites.crawl_settings import checked_crawl
from service.typed_text import typed_line

LONGEST = 200


class OfficeFields(BaseModel):
    """What an administrator sets. `off_peak`: HH:MM-HH:MM, empty: always; `crawl`: options of all sites' crawls."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: Annotated[str, Field(max_length=LONGEST)] = ""
    contact: Annotated[str, Field(max_length=LONGEST)] = ""
    address: Annotated[str, Field(max_length=LONGEST)] = ""
    off_peak: Annotated[str, Field(max_length=20)] = ""
    keep_months: Annotated[int, Field(ge=1, le=600)] = 12
    keep_at_least: Annotated[int, Field(ge=1, le=100)] = 2
    crawl: dict[str, Any] = {}


def office_of(session: Session) -> Office:
    """The one row."""
    return session.get(Office, 1) or Office(id=1)


def fields_of(office: Office) -> OfficeFields:
    """As they are set."""
    names = ("name", "contact", "address", "keep_months", "keep_at_least", "crawl")
    return OfficeFields(off_peak=office.off_peak or "", **{name: getattr(office, name) for name in names})


def change_office(session: Session, actor: Actor, fields: OfficeFields) -> Office:
    """Set them. Raises RefusalError (403, 422)."""
    actor.require(Right.MANAGE_OFFICE)
    office = session.merge(office_of(session))
    before = fields_of(office)
    office.name = typed_line(fields.name, "单位名称", LONGEST)
    office.contact = _contact(fields.contact)
    office.address = _address(fields.address)
    office.off_peak = _hours(fields.off_peak)
    office.keep_months, office.keep_at_least = fields.keep_months, fields.keep_at_least
    office.crawl = checked_crawl(fields.crawl)
    after = fields_of(office)
    changed = [name for name in OfficeFields.model_fields if getattr(before, name) != getattr(after, name)]
    record(session, actor, "office.change", office.name, changed=changed)
    return office


def _contact(words: str) -> str:
    """Goes into a header of every request of a crawl: only what a header can hold."""
    contact = typed_line(words, "联系方式", LONGEST)
    if not (contact.isascii() and contact.isprintable()):
        raise RefusalError.unusable("联系方式会写进抓取请求的 User-Agent，只能用英文字母、数字和符号，例如邮箱或网址")
    return contact


def _address(words: str) -> str:
    address = words.strip().rstrip("/")
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and parts.hostname and not (parts.username or parts.query)
        fits = fits and not parts.fragment and (parts.port is None or parts.port > 0)
    except ValueError:
        fits = False
    if not fits or not address.isprintable() or " " in address:
        raise RefusalError.unusable("控制台地址应像 https://gongkai.example.gov.cn")
    return address


def _hours(words: str) -> str | None:
    words = words.strip().replace("：", ":").replace(" ", "")
    if not words:
        return None
    try:
        Window.parse(words)
    except ValueError:
        raise RefusalError.unusable("抓取时段应写成 22:00-06:00 的样子，不限时段请留空") from None
    return words
