"""What is kept of a page outside the site (站外页面)."""

from hypothesis import given
from hypothesis import strategies as st

from portal.other_pages import HOSTS, WORDS, read_other_page

PAGE = """<html><head><title> 青禾 &amp; 日报 </title><script>var a = "<title>x</title>"</script></head><body>
<!-- <a href="http://old.com/">旧</a> --><a href="//www.beiyan.gov.cn/a">北岩</a><a href="http://www.qinghe.com:81/b">自己</a>
<form action="/s"><input name="q"></form><p>要闻</p></body></html>"""


def test_title_words_hosts_and_search_are_read_without_scripts_and_comments() -> None:
    page = read_other_page("http://www.qinghe.com/", PAGE.encode("gb18030"), "text/html; charset=gbk")
    assert (page.title, page.words, page.searches) == ("青禾 & 日报", "北岩 自己 要闻", True)
    assert page.hosts == ("www.beiyan.gov.cn",)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_bounded_row(body: bytes) -> None:
    page = read_other_page("http://a.com/", b"<title>" + body, "text/html")
    assert len(page.words) <= WORDS
    assert len(page.hosts) <= HOSTS
