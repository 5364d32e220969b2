"""Parts public bodies have to publish (应写明的内容): how to complain, how long and in which steps that is dealt with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.column_content import Row
from checks.documents.around import files_by_page
from checks.enterprises.bodies import Shown, body_of, read_rows
from portal.facts import Page
from portal.storage.snapshot import Snapshot

# Other words for a part; parts not named here are looked for as they are written.
WORDS = {
    "渠道": r"投诉|申诉|举报|监督电话|维权|服务热线|12345",
    "期限": r"期限|时限|(?:\d+|[一二三四五六七八九十]+)个?(?:工作)?[日天]内",
    "流程": r"流程|程序|步骤|受理.{0,40}(?:答复|反馈|办结)",
}
GENERAL = re.compile(r"投诉|申诉|举报|监督")


@dataclass(frozen=True)
class Lacking:
    """A body's page that does not hold a part; `why` it may stand elsewhere all the same, empty where that is sure."""

    row: Row
    page: Page
    part: str
    why: str


@dataclass(frozen=True)
class Told:
    """Which parts the column's pages hold."""

    lacking: list[Lacking]
    nowhere: list[str]  # parts that no page of the column holds


def parts_told(snapshot: Snapshot, shown: Shown, parts: tuple[str, ...]) -> Told:
    """Parts by body: pages of one body are taken together, and a page for all of them answers for every one."""
    texts = [(row, page, f"{row.title}\n{snapshot.text(page.id)}") for row, page in read_rows(snapshot, shown)]
    own = [(column, snapshot.text(column.page_id)) for column in shown.columns if column.page_id]
    lacking: list[Lacking] = []
    nowhere = []
    for part in parts:
        words = pattern_of(part)
        holding = [row for row, _, text in texts if words.search(text)]
        general = any(words.search(text) for _, text in own) or any(
            GENERAL.search(row.title) and not body_of(row.title) for row in holding
        )
        if not holding and not general:
            nowhere.append(part)
        elif not general:
            lacking += _without(snapshot, part, words, texts)
    return Told(lacking, nowhere)


def pattern_of(part: str) -> re.Pattern[str]:
    """What a text must hold to tell a part."""
    return re.compile(next((words for end, words in WORDS.items() if part.endswith(end)), re.escape(part)))


def _without(
    snapshot: Snapshot, part: str, words: re.Pattern[str], texts: list[tuple[Row, Page, str]]
) -> Iterator[Lacking]:
    """The pages of bodies none of whose pages holds the part."""
    good = {body_of(row.title) for row, _, text in texts if words.search(text)}
    files = snapshot.once(files_by_page)
    for row, page, _ in texts:
        body = body_of(row.title)
        if body and body not in good:
            why = "可能在附件里" if files.get(page.id) else "" if page.text_length else "正文没有读到"
            yield Lacking(row, page, part, why)
