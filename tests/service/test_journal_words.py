"""The journal in Chinese: every act the service notes has words, and so have its particulars."""

import re
from pathlib import Path

from reports.ledgers.followup import State
from service.journal_words import ACTS, act_words, detail_words

SERVICE = Path(__file__).parents[2] / "service"
NOTED = re.compile(r'record\(\s*[^"]*?"([a-z_]+(?:\.[a-z_]+)?)"')


def test_every_act_that_is_noted_has_words() -> None:
    noted = {act for path in SERVICE.rglob("*.py") for act in NOTED.findall(path.read_text("utf-8"))}
    assert len(noted) > 30
    assert noted | {f"followup.{state.value}" for state in State} <= set(ACTS)


def test_particulars_are_told_in_chinese_and_unknown_ones_as_they_are() -> None:
    assert detail_words({"role": "unit", "unit": "市审计局", "enabled": True, "note": ""}) == (
        "角色：责任单位；单位：市审计局；启用：是"
    )
    assert detail_words({"changed": ["name", "crawl"], "of_another_version": 3}) == (
        "修改：名称、抓取设置；of_another_version：3"
    )
    assert act_words("of.another") == "of.another"
