"""How the checker introduces itself (自报身份): purpose, and whom a site's operator may ask."""

from auditing.exits import BadInputError
from crawler.options import USER_AGENT

LONGEST = 300  # characters; servers refuse endless headers


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
