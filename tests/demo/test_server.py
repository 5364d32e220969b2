"""The server that plays the portals: hosts, families, conditional requests, connections."""

import http.client
import itertools
import os
import re
import subprocess
import sys

import pytest

from demo.server import Playing
from tests.demo.visitor import Visitor, addresses

UTF8 = {**os.environ, "PYTHONUTF8": "1"}
CITY = "http://www.lanchuan.gov.cn/"


def test_the_host_table_names_an_address_and_port_for_every_played_host(playing: Playing) -> None:
    lines = playing.hosts_lines()
    assert all(re.fullmatch(r"(127\.0\.0\.1|\[::1\]):\d+( [a-z0-9.-]+)+", line) for line in lines)
    assert {portal.host for portal in playing.portals} < set(addresses(lines))


def test_home_pages_are_named_by_portal(playing: Playing) -> None:
    assert playing.urls == {"lanchuan": CITY, "yanxi": "http://www.yanxi.gov.cn/"}


def test_the_portal_is_chosen_by_the_host_header(visitor: Visitor) -> None:
    assert "澜川市人民政府" in visitor.get(CITY).text
    assert "砚溪县人民政府" in visitor.get("http://www.yanxi.gov.cn/").text
    assert "云陵省人民政府" in visitor.get("http://www.yunling99.gov.cn/").text


def test_without_a_known_host_the_portals_are_listed(playing: Playing) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", playing.port4, timeout=10)
    connection.request("GET", "/")
    body = connection.getresponse().read().decode()
    connection.close()
    assert "澜川市人民政府" in body
    assert "砚溪县人民政府" in body
    assert "conac" not in body


def test_both_families_give_the_same_page(playing: Playing, visitor: Visitor) -> None:
    if playing.port6 is None:
        pytest.skip("this machine has no ::1")
    assert visitor.ask(CITY, family=":").body == visitor.ask(CITY).body


def test_head_gives_the_length_and_no_body(visitor: Visitor) -> None:
    head, whole = visitor.ask(CITY, "HEAD"), visitor.get(CITY)
    assert head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))


@pytest.mark.parametrize(("given", "sent"), [("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")])
def test_an_unchanged_page_is_not_sent_again(visitor: Visitor, given: str, sent: str) -> None:
    again = visitor.ask(CITY, headers={sent: visitor.get(CITY).headers[given]})
    assert (again.status, again.body) == (304, b"")


def test_another_etag_gets_the_page(visitor: Visitor) -> None:
    assert visitor.ask(CITY, headers={"If-None-Match": '"other"'}).status == 200


def test_one_connection_serves_many_requests(playing: Playing) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", playing.port4, timeout=10)
    for path, status in (("/", 200), ("/none.html", 404), ("/css/site.css", 200), ("/bmfw/", 301)):
        connection.request("GET", path, headers={"Host": "www.lanchuan.gov.cn"})
        first = connection.sock
        response = connection.getresponse()
        response.read()
        assert response.status == status
        assert connection.sock is first
    connection.close()


def test_a_chinese_path_opens_percent_encoded(visitor: Visitor) -> None:
    assert visitor.get("http://www.yanxi.gov.cn/upload/附件/2025/chacanye.docx").body[:2] == b"PK"


def test_the_search_finds_a_published_title(visitor: Visitor) -> None:
    found = visitor.get(f"{CITY}search?q=%E7%94%B5%E6%A2%AF%E6%9B%B4%E6%96%B0")
    assert "《澜川市老旧住宅电梯更新改造办法》政策解读" in found.text


def test_a_word_with_markup_is_shown_as_text(visitor: Visitor) -> None:
    assert "<b>x</b>" not in visitor.get(f"{CITY}search?q=%3Cb%3Ex%3C/b%3E").text


def test_the_command_prints_the_addresses_and_the_host_table() -> None:
    command = [sys.executable, "-u", "-m", "demo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=UTF8) as process:
        assert process.stdout is not None
        lines = list(itertools.takewhile(lambda line: "Ctrl-C" not in line, process.stdout))
        process.terminate()
    assert any(line.split() == ["lanchuan", CITY] for line in lines)
    assert any(re.match(r"127\.0\.0\.1:\d+ www\.lanchuan\.gov\.cn www\.yanxi\.gov\.cn ", line) for line in lines)
