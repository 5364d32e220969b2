"""What a public message shows (留言要素), and whether a field that was not read may stand there in other words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.interaction.mailbox import Letter
from portal.dates import first_date
from portal.states import Worded
from portal.storage.snapshot import Snapshot

_DATE = re.compile(r"20\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_ANSWERER = re.compile(
    r"(?:答复|回复|办理|处理|经办|解答|受理|承办)(?:人|者|方|科室|股室)|^.{0,12}[：:].{0,16}(?:局|委|办|镇|乡)$"
)
_UNIT_ALONE = re.compile(
    r"^[\u4e00-\u9fa5]{2,20}(?:局|委|委员会|办公室|中心|政府|街道|镇|乡|公司|大队|支队|所|办事处)[:：]?$"
)
_REST = 150  # characters of a page beside the question that may hold an answer


class MessageField(Worded):
    """What a public message shows (留言要素)."""

    ASKED_ON = "asked_on", "留言时间"
    ANSWERED_ON = "answered_on", "答复时间"
    ANSWERED_BY = "answered_by", "答复单位"
    ANSWER = "answer", "答复内容"


@dataclass(frozen=True)
class Lack:
    """A field that an answered message does not show; `doubt` says in Chinese why that is not sure."""

    field: MessageField
    doubt: str = ""

    @property
    def sure(self) -> bool:
        """Whether it is surely lacking."""
        return not self.doubt


def lacking(snapshot: Snapshot, letter: Letter, fields: tuple[MessageField, ...]) -> Iterator[Lack]:
    """Fields that the page of an answered message does not state."""
    message, row = letter.message, letter.row
    if message is None or letter.page is None:
        return
    text = snapshot.text(letter.page.id)
    by_field = {
        MessageField.ASKED_ON: (message.written_on, row.written_on if row else None),
        MessageField.ANSWERED_ON: (message.replied_on, row.replied_on if row else None),
        MessageField.ANSWERED_BY: (message.unit, row.unit if row else ""),
        MessageField.ANSWER: (message.reply_length, 0),
    }
    for asked in fields:
        on_page, in_list = by_field[asked]
        if not on_page:
            yield Lack(asked, "，列表里写着，需人工核实" if in_list else _doubt(letter, asked, text))


def _doubt(letter: Letter, field: MessageField, text: str) -> str:
    """Why the page may state a field all the same; empty when it does not."""
    may = {
        MessageField.ASKED_ON: _other_day,
        MessageField.ANSWERED_ON: _other_day,
        MessageField.ANSWERED_BY: _names_a_unit,
        MessageField.ANSWER: _holds_more,
    }[field](letter, text)
    return "，页面上可能用了别的说法，需人工核实" if may else ""


def _other_day(letter: Letter, text: str) -> bool:
    """A date that neither field accounts for."""
    days = {found.on for words in _DATE.findall(text) if (found := first_date(words))}
    return bool(days - {letter.written_on, letter.replied_on})


def _names_a_unit(letter: Letter, text: str) -> bool:
    """A line that is the name of a unit (a signature, a heading), or a label for who answered."""
    lines = [line.strip() for line in text.splitlines()]
    return any(_UNIT_ALONE.match(line) or _ANSWERER.search(line) for line in lines)


def _holds_more(letter: Letter, text: str) -> bool:
    asked = letter.message.content_length if letter.message else 0
    return asked == 0 or len(text) - asked > _REST
