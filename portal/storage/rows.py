"""Row classes to SQLite rows and back: the one place that knows how a date, an enum or a tuple is stored."""

import json
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

Row = TypeVar("Row")
Codec = tuple[Callable[[Any], Any] | None, Callable[[Any], Any] | None]
# The same days and breadcrumbs stand in row after row, and rows can share them.
_day = lru_cache(maxsize=4096)(date.fromisoformat)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


class _Members(dict[Any, Any]):
    """Members of an enum by what is stored: a look-up costs a tenth of the enum's own."""

    def __init__(self, enum: type[Enum]) -> None:
        super().__init__((member.value, member) for member in enum)
        self._enum = enum

    def __missing__(self, value: Any) -> Any:
        return self._enum(value)


def _codec(hint: Any) -> Codec:
    """Encoder and decoder of one field; None where SQLite takes the value as it is."""
    if get_origin(hint) in (Union, types.UnionType):
        encode, decode = _codec(next(arg for arg in get_args(hint) if arg is not type(None)))
        return _optional(encode), decode
    origin = get_origin(hint)
    if origin is tuple:
        return _json, _words if _is_of_words(hint) else lambda text: tuple(json.loads(text))
    if origin is dict:
        return _json, _dict_of(get_args(hint)[1])
    if hint is datetime:
        return datetime.isoformat, datetime.fromisoformat
    if hint is date:
        return date.isoformat, _day
    if hint is bool:
        return int, bool
    if isinstance(hint, type) and issubclass(hint, Enum):
        return attrgetter("_value_"), _Members(hint).__getitem__  # what `.value` looks up, at a third of its price
    return None, None


def _dict_of(value_type: Callable[[Any], Any]) -> Callable[[str], dict[str, Any]]:
    """Decoder of a dictionary: pages of one template say the same, but each row has its own."""

    @lru_cache(maxsize=1024)
    def read(text: str) -> dict[str, Any]:
        return {key: value_type(value) for key, value in json.loads(text).items()}

    return lambda text: read(text).copy()


def _is_of_words(hint: Any) -> bool:
    return isinstance(first := get_args(hint)[0], type) and issubclass(first, str)


def _optional(convert: Callable[[Any], Any] | None) -> Callable[[Any], Any] | None:
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)


class Rows(Generic[Row]):
    """Statements and conversions for one row class and its table."""

    def __init__(self, cls: type[Row], table: str, skip: tuple[str, ...] = ()) -> None:
        hints = get_type_hints(cls)
        self.cls = cls
        self.names = [f.name for f in fields(cls) if f.name not in skip]  # type: ignore[arg-type]
        codecs = [_codec(hints[name]) for name in self.names]
        # Most fields need no conversion: only the others are touched for each row.
        self._encoders = [(place, encode) for place, (encode, _) in enumerate(codecs) if encode]
        self._decoders = [(place, decode) for place, (_, decode) in enumerate(codecs) if decode]
        self._in_order = not skip and not any(f.kw_only for f in fields(cls))  # type: ignore[arg-type]
        self._values = attrgetter(*self.names)
        columns = ", ".join(f'"{name}"' for name in self.names)
        of_table = ", ".join(f'"{table}"."{name}"' for name in self.names)
        self.select = f'SELECT {of_table} FROM "{table}"'  # noqa: S608 (names of our own classes)
        marks = ", ".join("?" * len(self.names))
        self.insert = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608

    def encode(self, row: Row) -> tuple[Any, ...]:
        """Values of `row` in the order of the insert statement."""
        values = list(self._values(row))
        for place, encode in self._encoders:
            values[place] = encode(values[place])
        return tuple(values)

    def decode(self, values: Iterable[Any]) -> Row:
        """Row from the values of a select statement."""
        fields_of_row = list(values)
        for place, decode in self._decoders:
            value = fields_of_row[place]
            if value is not None:
                fields_of_row[place] = decode(value)
        if self._in_order:
            return self.cls(*fields_of_row)
        return self.cls(**dict(zip(self.names, fields_of_row, strict=True)))

    def decode_all(self, cursor: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
        """Rows of a cursor, one at a time."""
        return map(self.decode, cursor)


@lru_cache
def rows_of(cls: type[Row], table: str, *skip: str) -> Rows[Row]:
    """The `Rows` of a class, built once."""
    return Rows(cls, table, skip)
