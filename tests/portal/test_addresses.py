"""Addresses come out as a browser would request them, in one spelling."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.links.addresses import Address, canonical, resolve

BASE = "http://www.yunhexia.gov.cn/zwgk/tz/index.html?page=2"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTP://WWW.Yunhexia.GOV.cn", "http://www.yunhexia.gov.cn/"),
        ("http://www.yunhexia.gov.cn:80/a", "http://www.yunhexia.gov.cn/a"),
        ("https://www.yunhexia.gov.cn:443/a", "https://www.yunhexia.gov.cn/a"),
        ("http://www.yunhexia.gov.cn:443/a", "http://www.yunhexia.gov.cn:443/a"),
        ("http://www.yunhexia.gov.cn:08080/a", "http://www.yunhexia.gov.cn:8080/a"),
        ("http://www.yunhexia.gov.cn./a#top", "http://www.yunhexia.gov.cn/a"),
        ("http://h.cn/a/./b/../c", "http://h.cn/a/c"),
        ("http://h.cn/../../a", "http://h.cn/a"),
        ("http://h.cn/a/..", "http://h.cn/"),
        ("http://h.cn/a/%2e%2E/b", "http://h.cn/b"),
        ("http:\\\\h.cn\\a\\b", "http://h.cn/a/b"),
        ("http:///h.cn//a", "http://h.cn//a"),
        ("http://h.cn/政策 文件", "http://h.cn/%E6%94%BF%E7%AD%96%20%E6%96%87%E4%BB%B6"),
        ("http://h.cn/%e6%94%bf%7Ea%41", "http://h.cn/%E6%94%BF~aA"),
        ("http://h.cn/a?", "http://h.cn/a"),
        ("http://h.cn/a;jsessionid=9F?x=1", "http://h.cn/a?x=1"),
        ("http://h.cn/a?PHPSESSID=9f&x=1", "http://h.cn/a?x=1"),
        ("http://h.cn/a?x=1&JSESSIONID=9f", "http://h.cn/a?x=1"),
        ("http://h.cn/a?session=2", "http://h.cn/a?session=2"),
        ("http://user:word@h.cn/a", "http://h.cn/a"),
        ("http://政务.中国/a", "http://xn--zfr164b.xn--fiqs8s/a"),
        ("http://ｗｗｗ.h.cn/", "http://www.h.cn/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("http://[0:0::1]:80/", "http://[::1]/"),
        (" http://h.cn/a\tb\n ", "http://h.cn/ab"),
        ("http://h.cn/a?q='a'&b=\"", "http://h.cn/a?q=%27a%27&b=%22"),
        ("http://h.cn/100%", "http://h.cn/100%"),
        ("http://h.cn/a?q=%u4E2D", "http://h.cn/a?q=%u4E2D"),
    ],
)
def test_an_address_has_one_spelling(written: str, expected: str) -> None:
    assert canonical(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "a.html",
        "mailto:a@h.cn",
        "http://",
        "http://a b.cn/",
        "http://h.cn:70000/",
        "http://h.cn:x/",
        "http://1.2.3.4.5/",
        "http://-1.2/",
        "http://1_0.2.3.4/",
        "http://[::1/",
    ],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not an http"):
        canonical(written)


@pytest.mark.parametrize(
    ("href", "url", "fragment"),
    [
        ("", BASE, ""),
        ("#top", BASE, "top"),
        ("#%E9%99%84%E4%BB%B6", BASE, "附件"),
        ("t1.html", "http://www.yunhexia.gov.cn/zwgk/tz/t1.html", ""),
        ("../../a/./b.html#x", "http://www.yunhexia.gov.cn/a/b.html", "x"),
        ("..\\..\\a.html", "http://www.yunhexia.gov.cn/a.html", ""),
        ("/x y.html", "http://www.yunhexia.gov.cn/x%20y.html", ""),
        ("?page=3", "http://www.yunhexia.gov.cn/zwgk/tz/index.html?page=3", ""),
        ("//other.gov.cn/a", "http://other.gov.cn/a", ""),
        ("https://other.gov.cn", "https://other.gov.cn/", ""),
        ("http:t1.html", "http://www.yunhexia.gov.cn/zwgk/tz/t1.html", ""),
        ("http:/t1.html", "http://www.yunhexia.gov.cn/t1.html", ""),
        ("http//other.gov.cn", "http://www.yunhexia.gov.cn/zwgk/tz/http//other.gov.cn", ""),
        ("/a/http://other.gov.cn", "http://www.yunhexia.gov.cn/a/http://other.gov.cn", ""),
    ],
)
def test_a_reference_is_resolved_against_its_page(href: str, url: str, fragment: str) -> None:
    assert resolve(BASE, href) == Address(url, fragment)


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", "JavaScript:;", "mailto:a@h.cn", "tel:110", "data:,x", "c:\\a.doc", "http://a b/"]
)
def test_what_no_browser_would_request_has_no_address(href: str) -> None:
    assert resolve(BASE, href) is None


def test_a_chinese_query_goes_out_in_the_encoding_of_its_page_and_a_path_in_utf8() -> None:
    expected = "http://www.yunhexia.gov.cn/%E6%90%9C?q=%D5%FE"
    assert resolve(BASE, "/搜?q=政", "gb2312") == Address(expected, "")
    assert resolve(BASE, "/s?q=政", "no-such-encoding") == Address("http://www.yunhexia.gov.cn/s?q=%E6%94%BF", "")


def test_a_character_missing_in_the_encoding_becomes_a_reference() -> None:
    assert resolve(BASE, "/s?q=政", "big5") == Address("http://www.yunhexia.gov.cn/s?q=%ACF", "")
    assert resolve(BASE, "/s?q=龘", "iso-8859-1") == Address("http://www.yunhexia.gov.cn/s?q=%26%2340856%3B", "")


@given(st.text(max_size=60))
def test_canonical_is_idempotent(rest: str) -> None:
    found = resolve(BASE, "http://h.cn/" + rest)
    if found is not None:
        assert canonical(found.url) == found.url
        assert resolve(BASE, found.url) == Address(found.url, "")


@given(st.text(alphabet="%0123456789abcdefABCDEF./\\;?&=~政", max_size=40))
def test_escapes_settle_in_one_pass(rest: str) -> None:
    found = resolve(BASE, "/" + rest)
    assert found is None or canonical(found.url) == found.url


@given(st.text(alphabet="0123456789-+_.xa", max_size=30))
def test_numeric_hosts_are_addresses_or_none(host: str) -> None:
    found = resolve(BASE, f"http://{host}/")
    assert found is None or found.url.isascii()


@given(st.text(max_size=80))
def test_no_text_makes_it_raise_and_every_address_is_plain_ascii(href: str) -> None:
    found = resolve(BASE, href)
    if found is not None:
        assert found.url.isascii()
        assert " " not in found.url
        assert urlsplit(found.url).hostname


SEGMENTS = st.lists(st.sampled_from(["a", "b.html", "..", ".", "c-1", ""]), min_size=1, max_size=7)


@given(SEGMENTS, SEGMENTS)
def test_relative_paths_agree_with_the_standard_library(page: list[str], reference: list[str]) -> None:
    base = canonical("http://h.cn/" + "/".join(page))
    href = "/".join(reference)
    if not href or "//" in base[8:] + href + "/":
        return  # empty segments are where the standard library deviates from browsers
    found = resolve(base, href)
    expected = urlsplit(urljoin(base, href))
    assert found is not None
    assert found.url == f"http://h.cn{expected.path or '/'}"
