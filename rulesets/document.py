"""A YAML document with the line of every value (带行号的文档).

Composed here from parser events, because a ruleset needs what the usual loaders hide: lines, repeated keys, and a refusal of anchors, tags and deep
nesting, with which a small file could grow without bound.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from rulesets.faults import Fault, FaultyRulesetError
from rulesets.spelling import shortened
from rulesets.syntax import syntax_fault

Path = tuple[str | int, ...]

DEEPEST = 20  # a ruleset's own nesting is eight
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where PyYAML has it: ten times as fast


class Scalars(SafeConstructor, Resolver):
    """Plain values (numbers, dates, texts) of YAML scalars; what is no valid number or date stays text and is judged by the model."""

    def __init__(self) -> None:
        SafeConstructor.__init__(self)
        Resolver.__init__(self)

    def value(self, event: yaml.ScalarEvent) -> Any:
        """Value of one scalar."""
        tag: str = self.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        try:
            value = self.construct_object(yaml.ScalarNode(tag, event.value))
        except (ValueError, OverflowError, yaml.YAMLError):
            return event.value
        return event.value if isinstance(value, float) and not math.isfinite(value) else value


@dataclass
class Document:
    """The value of a document, the line (from 1) of each place in it, and the faults met on the way.

    A place is the path of keys and positions that leads to it; an entry of a mapping stands where its key stands.
    """

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def known(self, path: Path) -> Path:
        """Longest part of a path that exists; names in between that are no places (tags of a model's variants) are left out."""
        place: Path = ()
        for step in path:
            if (*place, step) in self.lines:
                place = (*place, step)
        return place

    def line(self, path: Path) -> int:
        """Line of the nearest place."""
        return self.lines.get(self.known(path), 1)

    def fault(self, path: Path, what: str, mend: str) -> Fault:
        """A fault at a place."""
        return Fault(self.file, self.line(path), what, mend)


def parse(text: str, file: str) -> Document:
    """Document of a text; raises FaultyRulesetError where the text is no single YAML document of bounded size."""
    strange = UNPRINTABLE.search(text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        raise refusal(file, line, f"有看不见的控制字符（U+{ord(strange[0]):04X}）", "删去这个字符")
    try:
        return Composer(yaml.parse(text, Loader=PARSER), file).document()
    except yaml.YAMLError as error:
        raise FaultyRulesetError((syntax_fault(error, text, file),)) from error


class Composer:
    """Builds a document from parser events."""

    def __init__(self, events: Iterator[yaml.Event], file: str) -> None:
        self.events = events
        self.scalars = Scalars()
        self.result = Document(file)

    def document(self) -> Document:
        """The one document of the stream."""
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if () in self.result.lines:
                    raise refusal(
                        self.result.file,
                        line_of(event),
                        "一个文件里有多份文档",
                        "一个文件只放一份规则集，删去 --- 以后的部分",
                    )
                self.result.value = self.compose(next(self.events), ())
        return self.result

    def compose(self, event: yaml.Event, path: Path) -> Any:
        """Value that starts with `event`; notes its line."""
        self.refuse_expansion(event, path)
        self.result.lines.setdefault(path, line_of(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        return self.scalars.value(event) if isinstance(event, yaml.ScalarEvent) else None

    def sequence(self, path: Path) -> list[Any]:
        """List up to its end event."""
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.compose(event, (*path, len(values))))
        return values

    def mapping(self, path: Path) -> dict[str, Any]:
        """Mapping up to its end event; of repeated keys the first counts and the others are faults."""
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self.key(event, path)
            if name in values:
                self.note_repeated(name, line_of(event), path)
                self.compose(next(self.events), (*path, f"{name}\0"))
                continue
            self.result.lines[*path, name] = line_of(event)
            values[name] = self.compose(next(self.events), (*path, name))
        return values

    def key(self, event: yaml.Event, path: Path) -> str:
        """Name of an entry: always text."""
        self.refuse_expansion(event, path)
        if not isinstance(event, yaml.ScalarEvent):
            raise refusal(self.result.file, line_of(event), "项目名称不是文字", "冒号前面只写一个名称")
        return str(event.value)

    def note_repeated(self, name: str, line: int, path: Path) -> None:
        """Fault for a key that stands twice."""
        first = self.result.lines[*path, name]
        self.result.faults.append(
            Fault(self.result.file, line, f"“{shortened(name)}”重复（第 {first} 行已有）", "合并成一项，删去多余的")
        )

    def refuse_expansion(self, event: yaml.Event, path: Path) -> None:
        """Anchors, aliases, tags and bottomless nesting end the reading."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refusal(
                self.result.file,
                line_of(event),
                "用了锚点或引用（& 或 *）",
                "把内容直接写出；文字以 & 或 * 开头时加引号",
            )
        if getattr(event, "tag", None):
            raise refusal(self.result.file, line_of(event), "用了类型标签（!）", "删去标签；文字以 ! 开头时加引号")
        if len(path) > DEEPEST:
            raise refusal(self.result.file, line_of(event), f"嵌套超过 {DEEPEST} 层", "检查缩进和括号")


def line_of(event: yaml.Event) -> int:
    """Line of an event, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def refusal(file: str, line: int, what: str, mend: str) -> FaultyRulesetError:
    """The error that ends the reading at a line."""
    return FaultyRulesetError((Fault(file, line, what, mend),))
