"""Loading by id and by path, and the version that tells one wording from another."""

from pathlib import Path

import pytest

from rulesets.faults import FaultyRulesetError
from rulesets.loading import builtin_ids, builtins, load

TEXT = """\
id: qingyuanxia-2024
title: 清源市2024年政务公开工作要点
requirements:
  - id: row-1
    clause: {section: 任务表, row: 1}
    title: 组织培训
    assess: manual
    proof: 培训通知
"""


def written(folder: Path, text: str, name: str = "own.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_builtin_is_found_by_id() -> None:
    assert load("zibo-2020").number == "淄政办字〔2020〕67号"


def test_builtins_are_those_listed() -> None:
    assert tuple(ruleset.id for ruleset in builtins()) == builtin_ids()
    assert {"ipv6", "national-2019", "platform-2019", "zibo-2020"} <= set(builtin_ids())


def test_file_is_found_by_path(tmp_path: Path) -> None:
    assert load(written(tmp_path, TEXT)).id == "qingyuanxia-2024"


def test_file_without_suffix_in_the_current_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, TEXT, "own")
    monkeypatch.chdir(tmp_path)
    assert load("own").id == "qingyuanxia-2024"


def test_misspelt_id_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(FaultyRulesetError, match="zibo-2002: 没有这个内置规则集 —— 是不是“zibo-2020”"):
        load("zibo-2002")


@pytest.mark.parametrize("name", ["", "\0", "a" * 5000, "none.yaml", "folder/none"])
def test_any_other_name_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(FaultyRulesetError) as caught:
        load(name)
    assert len(caught.value.faults) == 1
    assert "\n" not in str(caught.value)


def test_faulty_file_is_refused_with_every_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyRulesetError) as caught:
        load(written(tmp_path, TEXT.replace("row: 1", "row: 零").replace("id: row-1", "id: Row-1")))
    assert [fault.line for fault in caught.value.faults] == [4, 5]


def test_version_is_of_the_content_and_not_of_its_spelling(tmp_path: Path) -> None:
    plain = load(written(tmp_path, TEXT)).version
    respelt = TEXT.replace("{section: 任务表, row: 1}", "{row: 1, section: 任务表}  # 说明") + "scoring: ledger\n"
    assert load(written(tmp_path, respelt)).version == plain
    assert load(written(tmp_path, TEXT.replace("组织培训", "组织两次培训"))).version != plain


def test_stated_version_is_kept(tmp_path: Path) -> None:
    assert load(written(tmp_path, TEXT + 'version: "2024.1"\n')).version == "2024.1"


def test_builtin_id_wins_over_a_file_of_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, TEXT, "zibo-2020")
    monkeypatch.chdir(tmp_path)
    assert load("zibo-2020").id == "zibo-2020"
