"""Organisations and leaders."""

import pytest

from portal.content_facts import Leader, Organisation
from tests.portal.records.samples import FORMS, fields, in_article, records
from tests.portal.samples import URL, list_page

UNIT = [
    ("办公地址", "青禾县和平路9号"),
    ("办公电话", "0999-7123456"),
    ("办公时间", "工作日8:30-17:30"),
    ("负责人", "张青禾"),
    ("主要职责", "负责全县水利规划和建设。"),
]


@pytest.mark.parametrize("form", FORMS)
def test_an_organisation_in_every_form(form: str) -> None:
    (found,) = in_article(Organisation, fields(UNIT, form), "青禾县水利局机构职能", "机构职能", attributes="")
    assert (found.name, found.address, found.phone) == ("青禾县水利局", "青禾县和平路9号", "0999-7123456")
    assert (found.hours, found.head, found.duties) == ("工作日8:30-17:30", "张青禾", True)


def test_empty_cells_take_no_neighbour() -> None:
    blank = [(label, "" if label in ("办公电话", "负责人") else value) for label, value in UNIT]
    (found,) = in_article(Organisation, fields(blank, "table"), "青禾县水利局机构职能", "机构职能", attributes="")
    assert (found.phone, found.head) == ("", "")


def test_a_page_that_lists_organisations_presents_none() -> None:
    names = "".join(f'<li><a href="/jg/{name}.html">青禾县{name}</a></li>' for name in ("水利局", "民政局", "财政局"))
    body = f"<p>机构职能</p><p>青禾县人民政府办公室</p><ul>{names}</ul>"
    assert not in_article(Organisation, body, "机构职能", "机构职能", attributes="")


def test_a_leader_of_a_page() -> None:
    body = (
        '<img src="/photo/zhang.jpg"><p>现任职务：青禾县人民政府副县长</p><p>工作分工：分管水利、农业工作。</p>'
        "<p>简历：男，汉族，1975年出生。</p>"
    )
    (found,) = in_article(Leader, body, "张青禾", "领导信息", attributes="")
    assert (found.name, found.post) == ("张青禾", "青禾县人民政府副县长")
    assert (found.duties, found.resume, found.portrait) == (True, True, True)


def test_leaders_of_a_list() -> None:
    rows = "".join(
        f'<li><a href="/ld/{n}.html">{name}</a></li>' for n, name in enumerate(("张青禾", "李　河", "王远山"))
    )
    found = records(Leader, list_page(rows, name="领导信息"), URL)
    assert [leader.name for leader in found] == ["张青禾", "李河", "王远山"]
    assert found[2].url.endswith("/ld/2.html")


def test_posts_and_columns_are_no_names() -> None:
    rows = "".join(
        f'<li><a href="/ld/{n}.html">{name}</a></li>' for n, name in enumerate(("张青禾", "副县长", "工作动态"))
    )
    assert [leader.name for leader in records(Leader, list_page(rows, name="领导信息"), URL)] == ["张青禾"]
