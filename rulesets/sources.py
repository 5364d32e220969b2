"""The text of a ruleset file (规则集文件的文字): bounded reading and decoding.

UTF-8 (with or without BOM) is the format; UTF-16 with BOM and GB18030, which Chinese editors still write, are read as well. A UTF-8 file with a few
broken bytes is refused, for read as GB18030 it would turn into other words.
"""

import codecs
from pathlib import Path

from rulesets.faults import Fault, FaultyRulesetError

LARGEST = 1_000_000  # bytes; a yearly document with 130 clauses takes a twentieth of it
MEGABYTE = 1_000_000


def read_source(path: Path) -> str:
    """Text of a file; raises FaultyRulesetError when it is missing, no file, too large or in no known encoding."""
    return decode(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """Bytes of a regular file of at most LARGEST bytes."""
    try:
        if path.is_dir():
            raise refused(path, "这是文件夹，不是规则集文件", "写出文件夹里那个 .yaml 文件的名称")
        if not path.is_file():
            raise refused(path, "找不到这个文件", "核对路径和文件名")
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except OSError as error:
        raise refused(path, f"文件读不了（{error.strerror or error}）", "核对文件权限，或另存一份再试") from error
    except ValueError as error:  # a name with a null character
        raise refused(path, "文件名无效", "核对路径和文件名") from error
    if len(body) > LARGEST:
        raise refused(path, f"文件超过 {LARGEST // MEGABYTE} MB，不像规则集", "核对是不是选错了文件")
    return body


def decode(body: bytes, file: str) -> str:
    """Text of a file's bytes; raises FaultyRulesetError naming the first line that cannot be read."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return strictly(body, "utf-16", file)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return strictly(body, "utf-8-sig" if mostly_utf8(body) else "gb18030", file)


def strictly(body: bytes, encoding: str, file: str) -> str:
    """Decoded text, or a fault at the first byte that does not fit."""
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        fault = Fault(file, line, "文件里有无法识别的字节", "用编辑器另存为 UTF-8 编码的文本文件，再检查这一行")
        raise FaultyRulesetError((fault,)) from error


def mostly_utf8(body: bytes) -> bool:
    """Whether bytes that are not valid UTF-8 are still meant as UTF-8: more Chinese characters come out than broken places."""
    text = body.decode("utf-8", "replace")
    return sum("\u4e00" <= letter <= "\u9fff" for letter in text) > text.count("\ufffd")


def refused(path: Path, what: str, mend: str) -> FaultyRulesetError:
    """The error for a file that cannot be read at all."""
    return FaultyRulesetError((Fault(str(path), None, what, mend),))
