"""How the checker introduces itself (自报身份): purpose, and whom a site's operator may ask."""

from typing import Annotated

import typer

from cli import options
from cli.exits import BadInputError
from crawler.options import USER_AGENT

LONGEST = 300  # characters; servers refuse endless headers
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="文字",
        help="检查单位的邮箱、电话或网址，写进请求时自报的名称，网站运维单位可以据此联系",
        rich_help_panel=options.NETWORK,
    ),
]


def introduction(user_agent: str | None, contact: str | None) -> str:
    """The User-Agent header: the name given, else the default one that tells the purpose, with the contact; raises BadInputError.

    Headers hold printable ASCII only, so neither may have Chinese letters or line breaks.
    """
    name = USER_AGENT if user_agent is None else _header("--user-agent", user_agent)
    return f"{name} (contact: {_header('--contact', contact)})" if contact is not None else name


def _header(option: str, words: str) -> str:
    if not words.strip() or len(words) > LONGEST or not (words.isascii() and words.isprintable()):
        raise BadInputError(f"{option} 只能用英文字母、数字和标点，不超过 {LONGEST} 个字符，例如邮箱或者网址")
    return words.strip()
