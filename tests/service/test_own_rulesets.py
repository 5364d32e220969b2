"""An office's own rulesets in judging: beside the built-in ones, and in the place of one of the same id."""

from pathlib import Path

import pytest

from auditing.exits import BadInputError
from auditing.ruleset_pool import RulesetPool
from portal.site import Level, Site, SiteKind
from rulesets.loading import builtin_ids
from rulesets.selection import default_rulesets
from tests.service.towns import RULES, RULESET

TOWN = Site(url="http://zhen.example.gov.cn/", level=Level.TOWNSHIP, kind=SiteKind.PORTAL)


def written(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_one_of_a_new_id_stands_beside_the_built_in_ones(tmp_path: Path) -> None:
    pool = RulesetPool([written(tmp_path, RULES)])
    assert {ruleset.id for ruleset in pool.all} == {*builtin_ids(), RULESET}
    assert RULESET in {ruleset.id for ruleset in default_rulesets(pool.all, TOWN)}
    assert [ruleset.id for ruleset in pool.named([RULESET, "ipv6"])] == [RULESET, "ipv6"]


def test_one_of_a_built_in_id_stands_in_its_place(tmp_path: Path) -> None:
    own = RULES.replace(RULESET, "ipv6")
    pool = RulesetPool([written(tmp_path, own)])
    assert len(pool.all) == len(builtin_ids())
    for found in (pool.named(["ipv6"]), [each for each in pool.all if each.id == "ipv6"]):
        assert [ruleset.title for ruleset in found] == ["本级网站检查要点"]


def test_a_faulty_one_is_named_with_its_fault(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"own\.yaml"):
        RulesetPool([written(tmp_path, RULES.replace("links.homepage", "links.nowhere"))])
