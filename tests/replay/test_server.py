"""The local server: whom it answers, and how bodies of every kind are sent."""

import http.client
from urllib.parse import quote

import pytest

from portal.replay.places import Place, View
from portal.replay.server import ReplayServer
from tests.replay.conftest import Shown
from tests.replay.sites import HOST, PIXEL, Answer

LATEST = "9" * 20
GIF = b"GIF89a" + bytes(20)


def ask(server: ReplayServer, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def at(server: ReplayServer, view: View, path: str) -> str:
    return server.root + Place(view, LATEST, HOST + path).path


def test_only_who_has_the_address_is_answered(shown: Shown) -> None:
    server = shown({"/": "<p>身份证号"})
    path = at(server, View.COPY, "/")
    assert ask(server, path)[0] == 200
    for refused in (path.replace(server.root, "/"), path.replace(server.root, "/x/"), "/", "/../../etc/passwd"):
        status, _, body = ask(server, refused)
        assert status == 404
        assert "身份证" not in body.decode()


def test_the_bare_address_leads_to_the_home_page(shown: Shown) -> None:
    server = shown({"/": "<p>首页"})
    status, headers, _ = ask(server, server.root)
    assert (status, headers["location"].endswith(f"{HOST}/")) == (302, True)


@pytest.mark.parametrize("host", ["evil.example.com", "127.0.0.1", "127.0.0.1:1", "", "localhost.evil.com"])
def test_a_foreign_host_name_is_refused(shown: Shown, host: str) -> None:
    server = shown({"/": "<p>段"})
    assert ask(server, at(server, View.COPY, "/"), Host=host)[0] == 403
    assert ask(server, at(server, View.COPY, "/"), Host=f"localhost:{server.port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_but_reading_is_possible(shown: Shown, method: str) -> None:
    server = shown({"/": "<p>段"})
    status, headers, _ = ask(server, at(server, View.COPY, "/"), method)
    assert (status, headers["allow"]) == (405, "GET, HEAD")


def test_head_gives_the_headers_of_get_without_its_body(shown: Shown) -> None:
    server = shown({"/": "<p>段"})
    _, got, body = ask(server, at(server, View.COPY, "/"))
    status, headers, nothing = ask(server, at(server, View.COPY, "/"), "HEAD")
    assert (status, nothing) == (200, b"")
    assert headers["content-length"] == got["content-length"] == str(len(body))


@pytest.mark.parametrize("view", list(View))
def test_every_answer_forbids_guessing_storing_telling_and_scripts(shown: Shown, view: View) -> None:
    server = shown({"/": "<p>段", "/a.css": Answer("p{}", "text/css"), "/p.png": Answer(PIXEL, "image/png")})
    for path in ("/", "/a.css", "/p.png", "/none"):
        _, headers, _ = ask(server, at(server, view, path))
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "script" not in policy.replace("allow-scripts", "script")
        assert (headers["x-content-type-options"], headers["referrer-policy"], headers["cache-control"]) == (
            "nosniff",
            "no-referrer",
            "no-store",
        )


@pytest.mark.parametrize(
    ("answer", "content_type", "words"),
    [
        (Answer("<p>段".encode("gbk"), "text/html; charset=gb2312"), "text/html; charset=utf-8", "<p>段"),
        (Answer("公开目录".encode("gbk"), "text/plain"), "text/plain; charset=utf-8", "公开目录"),
        (Answer('<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>', "text/xml"), "text/plain; charset=utf-8", "<a/>"),
        (Answer('{"a": 1}', "application/json"), "text/plain; charset=utf-8", '"a"'),
        (Answer("<html><p>段", None), "text/html; charset=utf-8", "<p>段"),
        (Answer(b"%PDF-1.7 x", "text/html"), "text/html; charset=utf-8", "下载原件"),
        (Answer(b"PK\x03\x04word/document.xml", "application/octet-stream"), "text/html; charset=utf-8", "下载原件"),
        (Answer(b"\x28\xb5\x2f\xfd", "text/html", headers=((b"Content-Encoding", b"zstd"),), decoded=False), "text/html; charset=utf-8", "下载原件"),
        (Answer("", status=500), "text/html; charset=utf-8", "状态 500，没有内容"),
    ],
)  # fmt: skip
def test_a_body_is_shown_as_what_it_is(shown: Shown, answer: Answer, content_type: str, words: str) -> None:
    server = shown({"/x": answer})
    _, headers, body = ask(server, at(server, View.COPY, "/x"))
    assert headers["content-type"] == content_type
    assert words in body.decode()


@pytest.mark.parametrize("packing", [b"gzip", b"br"])
def test_a_body_that_came_packed_is_shown_unpacked(shown: Shown, packing: bytes) -> None:
    server = shown({"/": Answer("<p>段", headers=((b"Content-Encoding", packing),))})
    _, headers, body = ask(server, at(server, View.COPY, "/"))
    assert (body.decode(), "content-encoding" in headers) == ("<p>段", False)


def test_pictures_and_fonts_have_their_own_types_whatever_was_declared(shown: Shown) -> None:
    server = shown(
        {"/a": Answer(GIF, "text/html"), "/f.woff2": Answer(b"wOF2" + bytes(9), "text/plain"), "/x": "<p>段"}
    )
    assert ask(server, at(server, View.RESOURCE, "/a"))[1]["content-type"] == "image/gif"
    _, headers, _ = ask(server, at(server, View.RESOURCE, "/f.woff2"))
    assert (headers["content-type"], headers["access-control-allow-origin"]) == ("font/woff2", "*")
    status, headers, body = ask(server, at(server, View.RESOURCE, "/x"))
    assert (status, body, "access-control-allow-origin" in headers) == (404, b"", False)


def test_a_file_is_downloaded_whole_under_its_own_name(shown: Shown) -> None:
    server = shown({"/%E9%99%84%E4%BB%B6%0D%0A%221.pdf": Answer(b"%PDF-1.7 \0\xff", "application/pdf")})
    _, headers, body = ask(server, at(server, View.FILE, "/%E9%99%84%E4%BB%B6%0D%0A%221.pdf"))
    assert body == b"%PDF-1.7 \0\xff"
    assert headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote('附件1.pdf')}"


def test_recorded_redirects_lead_to_their_copies(shown: Shown) -> None:
    moved = Answer("", status=301, headers=((b"Location", b"/new.html\r\nX-Evil: 1"),))
    server = shown(
        {"/old": Answer("", status=301, headers=((b"Location", b"new.html"),)), "/new.html": "<p>新", "/bad": moved}
    )
    status, headers, _ = ask(server, at(server, View.PAGE, "/old"))
    assert status == 302
    assert headers["location"].endswith(f"{HOST}/new.html")
    assert "x-evil" not in ask(server, at(server, View.PAGE, "/bad"))[1]


def test_what_a_server_said_stands_in_the_banner_as_text(shown: Shown) -> None:
    server = shown({"/x'%3Cb%3E": Answer("<p>段", refresh_to="http://b.cn/?<script>")})
    status, headers, _ = ask(server, at(server, View.PAGE, "/x'%3Cb%3E"))
    assert status == 302
    body = ask(server, headers["location"])[2].decode()
    assert "<script>" not in body
    assert "网页会自动转到" in body


def test_a_record_that_cannot_be_read_any_more_is_told(shown: Shown) -> None:
    server = shown({"/": "<p>段"})
    server.answers.site.path.write_bytes(b"")
    status, _, body = ask(server, at(server, View.COPY, "/"))
    assert status == 500
    assert "没有可读取的存档记录" in body.decode()
