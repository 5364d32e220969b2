"""How the checker introduces itself to a site (自报身份)."""

import pytest

from auditing.exits import BadInputError
from auditing.introduction import introduction
from cli.main import main
from crawler.options import USER_AGENT


def test_contact_stands_beside_the_purpose() -> None:
    assert "compliance-check" in USER_AGENT
    assert introduction(None, None) == USER_AGENT
    assert introduction(None, "zwgk@example.gov.cn") == f"{USER_AGENT} (contact: zwgk@example.gov.cn)"
    assert introduction("Office/1", " 0531-1234567 ") == "Office/1 (contact: 0531-1234567)"


@pytest.mark.parametrize("words", ["", "县政府办公室", "a\r\nX-Evil: 1", "x" * 301])
def test_what_no_header_can_hold_is_refused(words: str) -> None:
    for given in ((words, None), (None, words)):
        with pytest.raises(BadInputError, match="只能用英文字母"):
            introduction(*given)


@pytest.mark.parametrize("command", ["audit", "crawl", "probe"])
def test_bad_contact_is_a_line_before_anything_is_fetched(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "http://127.0.0.1:9/", "--allow-private", "--contact", "办公室"]) == 2
    assert capsys.readouterr().err.startswith("--contact 只能用英文字母")
