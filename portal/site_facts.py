"""Rows of a snapshot about how the site presents itself (网站形象): what heads its pages, and its accounts on social media."""

from dataclasses import dataclass


@dataclass(slots=True)
class PageHeader:
    """What stands at the top of a page (页头), down to the end of its header and first menu; the menu's own entries left out."""

    page_id: int
    words: str  # lines of text, and what pictures there say of themselves; at most 300 characters
    pictures: int = 0  # pictures whose words say nothing, and empty elements that a style sheet may paint
    marked: bool = False  # header or menu was recognised; else these are the first words of the page
    cut: bool = False  # there are more words
    selector: str = ""


@dataclass(slots=True)
class NewMediaAccount:
    """An account on social media as a list shows it (政务新媒体账号)."""

    page_id: int
    position: int  # order on the page, from 0
    name: str
    platform: str = ""  # 微信, 微博, 抖音…; empty where nothing tells
    unit: str = ""  # 主办单位, as a field or label states it
    unit_asked: bool = False  # it stands in a table with a field for the unit
    in_table: bool = False  # as a row of a table with named fields
    url: str = ""  # where its link leads
    picture: str = ""  # address of its picture, such as a QR code
    selector: str = ""
