"""Facts of the built-in rulesets, spot-checked by hand against the documents; and that their words are our own."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from rulesets.loading import builtin_ids, load
from rulesets.model import Requirement

HAN = re.compile(r"[^\u4e00-\u9fff]")
RUN = 20  # Chinese characters in a row that would be a quotation
SEEDS = Path(os.environ.get("GONGKAI_SEEDS", Path(__file__).parents[3] / "shared" / "seeds"))


def rows(ruleset: str) -> dict[str, Requirement]:
    return {requirement.id: requirement for requirement in load(ruleset).requirements}


def test_national_deductions_sum_to_a_hundred_in_four_parts() -> None:
    points = Counter[str]()
    for requirement in load("national-2019").requirements:
        if requirement.deduct:
            points[requirement.theme] += int(requirement.deduct.points)
    assert points == {"发布解读": 31, "办事服务": 25, "互动交流": 23, "功能设计": 21}


def calls(requirement: Requirement) -> list[tuple[str, dict[str, object]]]:
    assert requirement.assess != "manual"
    return [(call.check, call.with_) for call in requirement.assess]


def test_national_figures() -> None:
    national = rows("national-2019")
    week = {"period_days": 7, "per_day": 20, "limit_seconds": 15, "max_failed_rate": 0.05}
    assert calls(national["veto-2"]) == [("site.availability", week)]
    assert calls(national["veto-3"]) == [("freshness.homepage", {"max_days": 14})]
    assert calls(national["veto-4c"]) == [("freshness.blank", {"veto_at": 5})]
    deduct = {name: row.deduct for name, row in national.items() if row.deduct}
    assert (deduct["identity"].each, deduct["identity"].points, deduct["identity"].per) == (0.5, 3, "element")
    assert deduct["availability"].costs == {"links.homepage": 0.2, "links.site": 0.1}
    assert (deduct["meta-tags"].each, deduct["meta-tags"].points, deduct["meta-tags"].per) == (0.1, 1, "target")


def test_figure_that_no_text_gives_cannot_fail_anyone() -> None:
    assert rows("ipv6")["success-rate"].confirm
    assert rows("ipv6")["consistency"].confirm
    assert not rows("ipv6")["record"].confirm
    assert not rows("ipv6")["delegation"].confirm


def own_words(ruleset: str) -> list[str]:
    return [text for row in load(ruleset).requirements for text in (row.title, row.note, row.proof, row.theme)]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the policy documents are not at hand (GONGKAI_SEEDS)")
@pytest.mark.parametrize("name", builtin_ids())
def test_words_are_our_own(name: str) -> None:
    documents = "\n".join(HAN.sub("", path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt")))
    assert len(documents) > 10_000
    for text in own_words(name):
        letters = HAN.sub("", text)
        for start in range(len(letters) - RUN + 1):
            assert letters[start : start + RUN] not in documents, text
