"""The keys: complete, stored as made, and true of the portals."""

import re
from collections import Counter

import pytest

from demo.keys import FOLDER, Defect, Key, load_key
from demo.kinds import COVERED, KINDS
from demo.planting import REGISTRY
from demo.portals import PORTALS, key_of

COUNTY = "http://www.yanxi.gov.cn"


@pytest.mark.parametrize("portal", PORTALS)
def test_the_stored_key_is_the_one_made_with_the_portal(portal: str) -> None:
    assert (FOLDER / f"{portal}.yaml").read_text(encoding="utf-8") == key_of(portal).dump()
    assert load_key(portal) == key_of(portal)


def test_the_healthy_portal_has_no_defect() -> None:
    assert load_key("lanchuan").defects == []


def test_two_thirds_of_the_defects_are_covered() -> None:
    defects = load_key("yanxi").defects
    covered = [d for d in defects if d.covered]
    assert len(defects) >= 30
    assert len(covered) * 3 >= len(defects) * 2
    checks = {d.check for d in covered} | {f.check for d in covered for f in d.also}
    assert checks <= COVERED
    assert len(checks) == 18


def test_findings_are_told_apart() -> None:
    findings = Counter((f.check, f.kind, f.element, f.target) for f in load_key("yanxi").allowed())
    assert [row for row, times in findings.items() if times > 1] == []


def test_no_finding_agrees_with_two_entries_of_the_key() -> None:
    findings = load_key("yanxi").allowed()
    for one in findings:
        assert [f for f in findings if f.agrees(one.check, one.kind, one.element, one.target)] == [one]


def test_a_finding_agrees_where_the_key_leaves_its_target_open() -> None:
    (foreign,) = county_defects("site.identity", "mark_foreign")
    (finding,) = foreign.findings()
    assert finding.agrees("site.identity", "mark_foreign", "police", "99020202000012")
    assert not finding.agrees("site.identity", "mark_foreign", "site_code", "99020202000012")


def test_every_defect_that_can_be_planted_has_a_known_kind() -> None:
    assert set(REGISTRY) <= set(KINDS)


def pages_of(key: Key) -> list[list[str]]:
    return [defect.pages for defect in key.defects] + [decoy.pages for decoy in key.decoys]


@pytest.mark.parametrize("portal", PORTALS)
def test_pages_named_in_the_key_exist(portal: str) -> None:
    key, played = load_key(portal), PORTALS[portal]()
    named = {page for row in pages_of(key) for page in row}
    assert all(page.startswith(played.url()) for page in named)
    assert [page for page in named if page.removeprefix(played.url("")) not in played.pages] == []


def page(url: str) -> str:
    response = PORTALS["yanxi"]().pages[url.removeprefix(COUNTY)]
    return response.body.decode("gb18030" if b'charset="gb2312"' in response.body else "utf-8")


def visible(text: str) -> str:
    return re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)


def county_defects(check: str, kind: str) -> list[Defect]:
    return [d for d in load_key("yanxi").defects if (d.check, d.kind) == (check, kind)]


MARKS = {"police": "公网安备", "contact": "联系电话：0999-7230000　地址", "site_code": "网站标识码：9901230001　"}


@pytest.mark.parametrize("defect", county_defects("site.identity", "mark_missing"), ids=lambda d: d.element)
def test_a_missing_mark_is_missing_on_all_its_pages_and_on_no_other(defect: Defect) -> None:
    footers = {
        url: visible(page(url)).partition('<footer class="footer">')[2]
        for url in (PORTALS["yanxi"]().url(path) for path, r in PORTALS["yanxi"]().pages.items() if r.body)
        if url.endswith((".htm", "/")) and '<footer class="footer">' in page(url)
    }
    lacking = {url for url, footer in footers.items() if MARKS[defect.element or ""] not in footer}
    assert lacking == set(defect.pages)


@pytest.mark.parametrize("defect", county_defects("interpretation.coverage", "uninterpreted"), ids=lambda d: d.id)
def test_an_uninterpreted_policy_is_named_by_no_interpretation(defect: Defect) -> None:
    title = re.search(r"印发(.+?)的通知|关于((?:鼓励|加强).+?(?:措施|保护))", defect.note)
    assert title is not None
    name = title.group(1) or title.group(2)
    told = [
        p for p, r in PORTALS["yanxi"]().pages.items() if f"《{name}》".encode() in r.body and "解读".encode() in r.body
    ]
    assert told == []


def test_each_direction_of_policy_links_is_missing_once() -> None:
    (one,) = county_defects("interpretation.links", "no_policy_link")
    (other,) = county_defects("interpretation.links", "no_return_link")
    assert "相关文件" not in page(one.target or "")
    assert "相关解读" not in page(other.target or "")
    assert (other.target or "").removeprefix(COUNTY) in page(other.element or "")


@pytest.mark.parametrize("defect", county_defects("freshness.blank", "blank"), ids=lambda d: d.id)
def test_a_blank_column_links_to_no_article(defect: Defect) -> None:
    assert "/info/" not in page(defect.target or "")


def test_the_disclosure_column_has_the_parts_that_the_key_leaves() -> None:
    menu = page(f"{COUNTY}/zfxxgk.htm").partition('<aside class="side">')[2].partition("</aside>")[0]
    labels = re.findall(r"<a [^>]*>(.+?)</a>", menu.replace("<br>", ""))
    assert labels == ["信息公开指南", "政府信息公开制度", "法定主动公开内容", "依申请公开", "政府公报"]
    assert ">政府信息公开<" not in page(f"{COUNTY}/")


def test_the_planted_identity_number_is_well_formed_and_of_no_real_region() -> None:
    (defect,) = county_defects("content.privacy", "identity_number")
    shown = re.search(r"99\d{15}[\dX]", page(defect.target or ""))
    assert shown is not None
    number = shown.group()
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11]
    assert number[-1] == check
