"""Files that are hardly files: encodings, sizes, things that cannot be read."""

import codecs
import os
import sys
from pathlib import Path

import pytest

from rulesets.lint import lint
from rulesets.loading import load

RULESET = """\
id: qingyuanxia-2024
title: 清源市2024年政务公开工作要点
requirements:
  - id: row-1
    clause: {section: 任务表, row: 1}
    title: 组织培训
    assess: manual
    proof: 培训通知
"""


def only_fault(path: Path) -> str:
    (fault,) = lint(path)
    return str(fault)


@pytest.mark.parametrize(
    "body",
    [
        RULESET.encode(),
        codecs.BOM_UTF8 + RULESET.encode(),
        RULESET.encode("gb18030"),
        RULESET.encode("utf-16"),
        RULESET.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "utf-8 with BOM", "gb18030", "utf-16", "windows line ends"],
)
def test_what_chinese_editors_write_is_read_alike(body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(body)
    assert lint(path) == ()
    ruleset = load(str(path))
    assert ruleset.title == "清源市2024年政务公开工作要点"
    plain = tmp_path / "plain.yaml"
    plain.write_bytes(RULESET.encode())
    assert ruleset.version == load(str(plain)).version


def test_broken_utf8_is_refused_and_not_read_as_other_words(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(RULESET.encode().replace("培训".encode(), b"\xe5\x9f", 1))
    assert f"{path}:6: 文件里有无法识别的字节" in only_fault(path)


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(b"id: x\ntitle: \xff\xff\x00\n")
    assert f"{path}:2: 文件里有无法识别的字节" in only_fault(path)


def test_missing_file_is_named(tmp_path: Path) -> None:
    assert "找不到这个文件" in only_fault(tmp_path / "none.yaml")


def test_folder_is_named(tmp_path: Path) -> None:
    assert "这是文件夹" in only_fault(tmp_path)


def test_name_with_null_character_is_named() -> None:
    assert lint(Path("a\0.yaml"))[0].mend == "核对路径和文件名"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no rights bits")
def test_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULESET, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user reads everything")
    assert "文件读不了" in only_fault(path)


def test_ten_megabytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(b"# \n" * 3_400_000)
    assert "超过 1 MB" in only_fault(path)


@pytest.mark.parametrize("body", [b"", b"\n\n", b"# nothing\n", b"---\n...\n"])
def test_empty_file_is_named(body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(body)
    assert "文件是空的" in only_fault(path)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "锚点或引用"),
        ("[" * 100_000, "嵌套超过"),
        ("- " * 100_000, "嵌套超过"),
        ("? " * 100_000, "项目名称不是文字"),
        ("{" * 100_000, "项目名称不是文字"),
        ("a: !!binary x\n", "类型标签"),
    ],
    ids=["alias bomb", "brackets", "dashes", "keys", "braces", "tag"],
)
def test_what_could_grow_without_bound_is_refused(text: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    assert what in only_fault(path)
