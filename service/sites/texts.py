"""Words of a field in which several stand (多个值), and texts to search for (搜索词)."""

import re

from reports.ledgers.workbook import UNWRITABLE

_SPLIT = re.compile(r"[,，;；、\s]+")
LONGEST_SEARCH = 200


def words_of(typed: str) -> list[str]:
    """The words, whatever parts them; each once."""
    return list(dict.fromkeys(part for part in _SPLIT.split(typed) if part))


def searched(typed: str) -> str:
    """A text to search for, without what no stored text can hold."""
    return UNWRITABLE.sub("", typed).strip()[:LONGEST_SEARCH]
