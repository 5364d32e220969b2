"""A document read from a workbook (工作簿里的文档): values with the cell of each, and faults told as cells."""

import re
from dataclasses import dataclass, field
from typing import Any

from rulesets.document import Document, Path
from rulesets.faults import Fault
from rulesets.spreadsheet.columns import COLUMNS, HEAD_ROWS
from rulesets.spreadsheet.tables import Place

LABELS = {
    **{
        str(column.path[-1]): column.heading
        for column in (*HEAD_ROWS, *COLUMNS)
        if column.path not in ((), ("number",))
    },
    "title": "条款（标题）",
    "veto": "否决",
    "deduct": "扣分",
    "bonus": "加分",
    "weight": "分值",
    "points": "分值",
    "check": "如何判断",
    "name": "名称",
    "min": "最低分",
}
NAMED = re.compile("“([a-z_]+)”")
MENDS = (
    (re.compile(r"补上 clause.*"), "填写“出处”"),
    (re.compile(r"补上 proof.*"), "填写“佐证”：请责任单位提供什么"),
    (re.compile(r"补上 veto.*"), "“计分”选否决、扣分或加分，并填“分值”"),
    (re.compile(r"补上 ([a-z_]+): .*"), "填写“{name}”"),
    (re.compile(r"删去 veto、deduct，或改为 strength: must"), "“计分”改为权重，或“约束力”改为必须"),
    (
        re.compile(r"改用 weight，或把文件开头改为 scoring: national"),
        "“计分”改为权重，或把“规则集”表的计分办法改为国家指标",
    ),
    (re.compile(r"写 true（是）或 false（否）"), "写是或否"),
    (re.compile(r"写成 \[甲, 乙\].*"), "每行写一项"),
)
WORDS = (
    ("没有写 proof", "没有写佐证"),
    ("没有写 veto、deduct 或 bonus", "没有写否决、扣分或加分"),
    ("应是 true 或 false", "应是“是”或“否”"),
    ("（scoring: ledger）不用 veto", "不用否决"),
    ("（scoring: ledger）不用 deduct", "不用扣分"),
    ("（scoring: ledger）不用 bonus", "不用加分"),
)


@dataclass
class BookDocument(Document):
    """Values of a workbook; `lines` holds codes of cells, which sort like lines, and `cells` what each code means."""

    cells: dict[int, str] = field(default_factory=dict)
    titles: dict[Path, str] = field(default_factory=dict)  # Chinese titles of parameters
    hints: dict[Path, str] = field(default_factory=dict)  # how their cells are filled

    def put(self, path: Path, place: Place) -> None:
        """Note the cell of a value, and of everything it stands in that has none yet."""
        self.cells[place.code] = str(place)
        for length in range(len(path)):
            self.lines.setdefault(path[:length], place.code)
        self.lines[path] = place.code

    def fault(self, path: Path, what: str, mend: str) -> Fault:
        """A fault at the cell of a place, in the words of the workbook."""
        code = self.line(path)
        cell = self.cells.get(code, "")
        if "with" in path:
            return Fault(self.file, code, self.in_titles(path, what), self.mended(path, mend), cell)
        return Fault(self.file, code, in_labels(what), mended(mend), cell)

    def mended(self, path: Path, mend: str) -> str:
        """How a parameter is mended: choices are named as its cell takes them."""
        hint = self.hints.get(self.known(path))
        chosen = mend.startswith(("可用的有", "是不是", "按说明改正", "改成 this_year", "改成 last_year"))
        return f"按“怎样填”改：{hint}" if hint and chosen else self.in_titles(path, mended(mend))

    def in_titles(self, path: Path, words: str) -> str:
        """Words with a parameter's title for its name."""
        place = self.known(path)
        title = self.titles.get(place)
        names = {str(path[-1]), *(str(step) for step in place[-1:])}
        for name in names if title else ():
            words = words.replace(f"“{name}”", f"“{title}”")
        return words

    def tell(self, place: Place, what: str, mend: str) -> None:
        """Note a fault at a cell."""
        self.faults.append(Fault(self.file, place.code, what, mend, str(place)))


def in_labels(words: str) -> str:
    """Words with the columns' headings for names of fields."""
    for yaml_words, own in WORDS:
        words = words.replace(yaml_words, own)
    return NAMED.sub(lambda match: f"“{LABELS.get(match[1], match[1])}”", words)


def mended(mend: str) -> str:
    """A mend as it is done in the workbook."""
    for pattern, own in MENDS:
        match = pattern.fullmatch(mend)
        if match:
            name: Any = match[1] if match.lastindex else ""
            return own.format(name=LABELS.get(name, name))
    return in_labels(mend)
