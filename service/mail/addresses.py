"""Mail addresses (邮件地址): what may stand in a header."""

import re

LONGEST = 254  # RFC 5321
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~.-]{{1,64}}@{_LABEL}(?:\.{_LABEL})*")


def is_mail_address(words: str) -> bool:
    """Whether it is one address and nothing else: no name, no second one, no line of a header."""
    local = words.partition("@")[0]
    plain = not (local.startswith(".") or local.endswith(".") or ".." in local)
    return len(words) <= LONGEST and _ADDRESS.fullmatch(words) is not None and plain
