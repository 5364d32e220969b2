"""Where the links of the played portals lead, tried one by one over HTTP."""

import pytest

from demo.keys import Decoy, Defect, load_key
from tests.demo.pagelinks import crawl
from tests.demo.visitor import UnknownHostError, Visitor

CITY, COUNTY = "http://www.lanchuan.gov.cn/", "http://www.yanxi.gov.cn/"
LINK_CHECKS = {"links.homepage", "links.site"}
STATUSES = {404: "not_found", 410: "gone", 500: "server_error"}


def fault_of(visitor: Visitor, url: str) -> str | None:
    """The fault a careful visitor meets at ``url``; None for a page that opens or one that is guarded."""
    try:
        hops = visitor.follow(url)
    except UnknownHostError:
        return "dns"
    except ConnectionRefusedError:
        return "refused"
    last = hops[-1]
    if len({hop.url for hop in hops}) < len(hops):
        return "loop"
    if len(hops) > 1 and last.url == COUNTY:
        return "to_home"
    if last.status != 200:
        return STATUSES.get(last.status)
    if not last.body:
        return "empty"
    return "soft_404" if "<title>页面不存在</title>".encode() in last.body else None


def open_html(visitor: Visitor, url: str) -> str | None:
    hop = visitor.get(url)
    return hop.text if hop.is_html and hop.status == 200 and hop.body else None


def faulty_links(visitor: Visitor, start: str) -> dict[str, str]:
    pages = crawl(start, lambda url: open_html(visitor, url))
    assert 60 <= len(pages) <= 120
    faults = {url: fault_of(visitor, url) for url in set().union(*pages.values())}
    return {url: fault for url, fault in faults.items() if fault}


def test_every_link_of_the_healthy_portal_opens_on_a_played_host(visitor: Visitor) -> None:
    assert faulty_links(visitor, CITY) == {}


def test_the_dead_links_of_the_county_portal_are_exactly_those_of_its_key(visitor: Visitor) -> None:
    key = load_key("yanxi")
    planted = {f.target: f.element for f in key.allowed() if f.check in LINK_CHECKS}
    assert faulty_links(visitor, COUNTY) == planted


def link_defects() -> list[Defect]:
    return [d for d in load_key("yanxi").defects if d.check in LINK_CHECKS]


@pytest.mark.parametrize("defect", link_defects(), ids=lambda d: f"{d.id}-{d.element}")
def test_a_dead_link_stands_on_the_pages_the_key_names(visitor: Visitor, defect: Defect) -> None:
    assert defect.target is not None
    assert fault_of(visitor, defect.target) == defect.element
    for page in defect.pages:
        text = visitor.get(page).text
        assert defect.target in text or f'"{defect.target.removeprefix(COUNTY[:-1])}"' in text.replace("'", '"')


def decoys(portal: str) -> list[Decoy]:
    return [d for d in load_key(portal).decoys if d.check in LINK_CHECKS and d.target.startswith("http")]


@pytest.mark.parametrize("decoy", decoys("yanxi") + decoys("lanchuan"), ids=lambda d: f"{d.id}-{d.name}")
def test_a_look_alike_is_no_dead_link(visitor: Visitor, decoy: Decoy) -> None:
    if decoy.name in ("commented_link", "template_link"):
        assert decoy.target not in crawl(decoy.pages[0], lambda url: open_html(visitor, url))[decoy.pages[0]]
    else:
        assert fault_of(visitor, decoy.target) is None


@pytest.mark.parametrize("decoy", [d for d in decoys("yanxi") if d.info == "blocked"], ids=lambda d: d.id)
def test_a_guarded_page_answers_403_or_429(visitor: Visitor, decoy: Decoy) -> None:
    assert visitor.get(decoy.target).status in (403, 429)


def test_a_file_that_cannot_exist_is_a_soft_404_on_the_county_and_a_404_on_the_city(visitor: Visitor) -> None:
    county, city = visitor.get(f"{COUNTY}zzz/qqq.htm"), visitor.get(f"{CITY}zzz/qqq.html")
    assert (county.status, city.status) == (200, 404)
    assert "页面不存在" in county.text


def test_a_folder_that_cannot_exist_goes_to_the_home_page_on_the_county_alone(visitor: Visitor) -> None:
    assert visitor.get(f"{COUNTY}zzz/").headers["location"] == "/"
    assert visitor.get(f"{CITY}zzz/").status == 404


def test_robots_closes_one_folder_of_the_county_and_names_the_sitemap_of_the_city(visitor: Visitor) -> None:
    assert "Disallow: /nbgl/" in visitor.get(f"{COUNTY}robots.txt").text
    assert f"Sitemap: {CITY}sitemap.xml" in visitor.get(f"{CITY}robots.txt").text
    assert visitor.get(f"{CITY}sitemap.xml").text.count("<loc>") > 60
