"""Guides: to disclosure (条例 第十二条) and to services."""

import pytest

from portal.content_facts import ServiceGuide
from portal.disclosure_facts import DisclosureGuide
from portal.states import DisclosureElement, GuideElement
from tests.portal.records.samples import FORMS, fields, in_article

E = DisclosureElement
REACH = [
    ("受理机构", "青禾县政务公开办公室"),
    ("办公地址", "青禾县和平路9号"),
    ("办公时间", "工作日8:30-12:00"),
    ("联系电话", "0999-7123456"),
    ("传真号码", "0999-7123457"),
    ("电子邮箱", "gk@qinghexia.gov.cn"),
]


def guide(body: str) -> DisclosureGuide:
    (found,) = in_article(DisclosureGuide, f"<p>为便于获取政府信息，编制本指南。</p>{body}", "青禾县政府信息公开指南", "政府信息公开指南")  # fmt: skip
    return found


@pytest.mark.parametrize("form", FORMS)
def test_ways_to_reach_the_body_in_every_form(form: str) -> None:
    found = guide(fields(REACH, form))
    assert set(found.elements) == {E.BODY, E.ADDRESS, E.HOURS, E.PHONE, E.FAX, E.ONLINE}
    assert found.selector


@pytest.mark.parametrize("form", FORMS)
def test_labels_with_nothing_behind_them_state_nothing(form: str) -> None:
    blank = [(label, "" if label in ("传真号码", "办公时间") else value) for label, value in REACH]
    assert set(guide(fields(blank, form)).elements) == {E.BODY, E.ADDRESS, E.PHONE, E.ONLINE}


def test_what_the_sentences_state() -> None:
    found = guide(
        "<p>一、信息的分类和编排体系</p><p>每条信息编有索引号。</p><p>二、获取方式</p><p>可以在本网站查阅。</p>"
        "<p>受理机构为青禾县政务公开办公室，联系电话：０９９９－７１２３４５６，传真：0999-7123457。</p>"
    )
    assert found.elements == (E.CLASSES, E.ARRANGEMENT, E.OBTAINING, E.BODY, E.PHONE, E.FAX)


def test_a_phone_for_complaints_is_not_the_bodys() -> None:
    assert E.PHONE not in guide("<p>受理机构：青禾县政务公开办公室</p><p>监督投诉电话：0999-7123456</p>").elements


@pytest.mark.parametrize(
    ("words", "current"),
    [
        ("（国务院令第711号）", True),
        ("（国务院令第 492 号）", False),
        ("", None),
        ("（第711号，第492号同时废止）", True),
    ],
)
def test_which_regulation_is_cited(words: str, current: bool | None) -> None:
    assert guide(f"<p>依据《政府信息公开条例》{words}，获取方式如下。</p>").cites_current_regulation is current


SERVICE = [
    ("事项名称", "个体工商户登记"),
    ("设定依据", "《促进个体工商户发展条例》"),
    ("申请条件", "有经营能力的自然人"),
    ("办理材料", "身份证明原件一份"),
    ("办理地点", "青禾县和平路9号"),
    ("受理部门", "青禾县市场监督管理局"),
    ("收费标准", "不收费"),
    ("办理时间", "工作日上午"),
    ("联系电话", "0999-7123456"),
    ("办理流程", "申请、受理、发证"),
]


@pytest.mark.parametrize("form", FORMS)
def test_ten_elements_of_a_service_guide(form: str) -> None:
    (found,) = in_article(ServiceGuide, fields(SERVICE, form), "个体工商户登记办事指南", "办事指南")
    assert len(found.elements) == 10
    assert found.selector


def test_elements_under_headings_need_text_below() -> None:
    body = "<p>一、设定依据</p><p>有关条例的规定。</p><p>二、申请条件</p><p>三、办理材料</p><p>身份证明。</p><p>四、办理流程</p><p>先申请后受理。</p>"
    (found,) = in_article(ServiceGuide, body, "个体工商户登记办事指南", "办事指南")
    assert GuideElement.CONDITIONS not in found.elements
    assert {GuideElement.BASIS, GuideElement.MATERIALS, GuideElement.PROCESS} <= set(found.elements)
