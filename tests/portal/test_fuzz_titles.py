"""Titles: whatever a portal calls a document, its name is found again in the titles of what interprets it and in its own heading."""

import html

from hypothesis import given
from hypothesis import strategies as st

from portal.facts import PageFacts
from portal.interpretations.reading import subject_of
from portal.markup.outline import squeeze
from portal.states import PageKind
from tests.portal.samples import article, read

PLACES = st.sampled_from(["青禾县", "云岭市", "白沙区"])
SUBJECTS = st.sampled_from(
    ["养犬", "城市供水用水", "“一站式”服务", "2026年春耕生产", "农村公路建设养护", "高层次人才引进（第二批）"]
)
ENDINGS = st.sampled_from(["管理办法", "实施方案", "若干措施", "“十四五”规划", "工作要点", "管理规定（试行）"])
NAMES = st.builds("".join, st.tuples(PLACES, SUBJECTS, ENDINGS))
SHAPES = st.sampled_from(
    [
        "《{}》政策解读",
        "关于《{}》的政策解读",
        "《{}》解读",
        "一图读懂《{}》",
        "图解：《{}》",
        "【图解】{}",
        "《{}》的简明问答",
        "【视频解读】《{}》",
    ]
)
SPACES = st.sampled_from(["", " ", "\u3000", "&nbsp;", "<br>", "\n"])
ANY_TITLE = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=120)


@given(NAMES, SHAPES)
def test_the_name_of_a_document_is_read_from_the_title_of_its_interpretation(name: str, shape: str) -> None:
    assert squeeze(subject_of(shape.format(name))) == squeeze(name)


@given(PLACES, NAMES, SPACES)
def test_a_title_broken_over_lines_is_read_whole(place: str, name: str, space: str) -> None:
    title = f"{place}人民政府办公室关于印发{name}的通知"
    broken = title.replace("关于", f"{space}关于", 1)
    facts = read(article("<p>请认真贯彻执行。</p>", title=broken))
    assert squeeze(facts.page.heading) == title


@given(ANY_TITLE)
def test_any_title_is_read_and_none_makes_it_raise(title: str) -> None:
    facts = read(article("<p>请认真贯彻执行。</p>", title=html.escape(title)))
    assert isinstance(facts.page.kind, PageKind)
    assert squeeze(subject_of(title)) in squeeze(title) or not title
    assert_bounded(facts)


def assert_bounded(facts: PageFacts) -> None:
    assert len(facts.page.heading) <= 300
    assert len(facts.page.title) <= 400
