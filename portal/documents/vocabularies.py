"""Vocabularies of labels (标签词表): which words before a colon, or in a cell of their own, name which field."""

import re
from collections.abc import Mapping
from functools import lru_cache

from portal.markup.outline import squeeze

_BRACKETS = "[]【】()（）"


class Vocabulary:
    """The labels of one kind of table: field name to the labels portals write for it."""

    def __init__(self, labels: Mapping[str, tuple[str, ...]]) -> None:
        self.field_of = {label: name for name, known in labels.items() for label in known}
        self.longest = max(map(len, self.field_of)) + 3
        ordered = "|".join(map(re.escape, sorted(self.field_of, key=len, reverse=True)))
        self._labelled = re.compile(rf"^[\[【(（]?({ordered})[\]】)）]?(?:[:：]\s*(.*))?$", re.DOTALL)
        heads = {label[:2] for label in self.field_of}
        self._openings = {head: tuple(label for label in self.field_of if label.startswith(head)) for head in heads}
        self.label_in = lru_cache(maxsize=4096)(self._label_in)

    def opens(self, line: str) -> bool:
        """Whether a line begins with a label, colon or not."""
        start = squeeze(line[: self.longest * 2])
        return any(start.startswith(label) for label in self._openings.get(start[:2], ()))

    def _label_in(self, line: str) -> tuple[str, str | None] | None:
        """Label a line consists of or begins with, and the words behind its colon (None without a colon)."""
        match = self._labelled.match(squeeze(line)) if len(line) < 40 else self._labelled.match(line)
        if match is None:
            head, colon, tail = line.partition("：") if "：" in line else line.partition(":")
            bare = squeeze(head).strip(_BRACKETS)
            return (bare, tail) if colon and len(bare) <= self.longest and bare in self.field_of else None
        if match.group(2) is None:
            return match.group(1), None
        return match.group(1), (line.partition("：")[2] if "：" in line else line.partition(":")[2])
