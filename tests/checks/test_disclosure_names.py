"""Names of the disclosure column and its parts (栏目名称): decoration goes, words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.disclosure.entry_links import OFFICIAL_NAME, EntryParameters, names_own, rank_of, shown_name
from portal.facts import Link
from portal.states import Region

DECORATION = st.text(" 　\t·•>›»【】[]（）()|-—+▪◆:：", max_size=4)
NAMES = EntryParameters()


def link(text: str, title: str = "", alt: str = "") -> Link:
    return Link(
        page_id=1, url="http://www.qinghexia.gov.cn/x/", text=text, region=Region.MAIN, position=0, title=title, alt=alt
    )


@given(DECORATION, DECORATION)
def test_marks_and_blanks_around_a_name_are_not_part_of_it(before: str, after: str) -> None:
    assert shown_name(link(f"{before}{OFFICIAL_NAME}{after}")) == OFFICIAL_NAME


@given(st.text("政府信息公开", min_size=1, max_size=8))
def test_the_words_themselves_are_kept(words: str) -> None:
    assert shown_name(link(words)) == words


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_label_has_a_name(text: str, title: str, alt: str) -> None:
    assert isinstance(shown_name(link(text, title, alt)), str)


@pytest.mark.parametrize(
    "name", ["信息公开", "政务公开", "公开", "政府信息公开专栏", "青禾县政府信息公开", "市信息公开", "本级政务公开"]
)
def test_names_that_show_the_column_without_being_its_name(name: str) -> None:
    assert rank_of(name, NAMES) is not None


@pytest.mark.parametrize(
    "name",
    [
        "政府信息公开条例",
        "政府信息公开指南",
        "依申请公开",
        "乡镇信息公开",
        "部门信息公开",
        "白石镇政府信息公开",
        "院务公开",
        "党务公开",
        "公开电话",
    ],
)
def test_names_of_other_things(name: str) -> None:
    assert rank_of(name, NAMES) is None


@pytest.mark.parametrize(
    "name", ["政府信息公开指南", "青禾县政府信息公开指南", "青禾县人民政府信息公开指南", "本机关政府信息公开指南"]
)
def test_a_part_may_bear_its_region_s_name_before_its_own(name: str) -> None:
    assert names_own(name, "政府信息公开指南")


@pytest.mark.parametrize(
    "name", ["信息公开指南", "乡镇政府信息公开指南", "部门政府信息公开指南", "政府信息公开指南修订说明"]
)
def test_a_part_of_another_name_is_not_it(name: str) -> None:
    assert not names_own(name, "政府信息公开指南")
