"""What is encouraged is never must, and what is demanded beside it stays demanded."""

import pytest

from rulesets.importing.strength import passages, strength_of
from rulesets.model import Strength

MUST, SHOULD, ENCOURAGED = Strength.MUST, Strength.SHOULD, Strength.ENCOURAGED


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("公布办事指南。", MUST),
        ("办理建议提案，公布意见建议的采纳情况。", MUST),
        ("鼓励有条件的镇街设立专区，公布服务事项。", ENCOURAGED),
        ("探索公文分类展示，创设主题分类。", ENCOURAGED),
        ("依托政务平台，聚焦企业难点，探索点单式服务，打造政策包。", ENCOURAGED),
        ("各部门建议年内邀请代表列席会议不少于1次。", ENCOURAGED),
        ("视情公开风险评估情况。", ENCOURAGED),
        ("积极推动网站适老化改造。", SHOULD),
        ("加快推进数据共享，全面公开办事指南。", MUST),
        ("发布政策文件，鼓励以短视频解读。", MUST),
        ("鼓励线上开放。每年开展开放日活动。", MUST),
    ],
)
def test_strength_of_a_clause(text: str, strength: Strength) -> None:
    assert strength_of(text) is strength


def test_an_encouraging_word_rules_over_the_rest_of_its_sentence_only() -> None:
    found = passages("发布目录，鼓励以视频解读，拓宽渠道。公布结果。")
    assert [(each.text, each.strength) for each in found] == [
        ("发布目录，", MUST),
        ("鼓励以视频解读，拓宽渠道。", ENCOURAGED),
        ("公布结果。", MUST),
    ]
