"""Paths of our own (站内地址): where one may be led back to."""

import re

OWN = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*")


def own_path(path: str) -> str:
    """The path, if a browser stays on this host with it, else the overview."""
    return path if OWN.fullmatch(path) and len(path) <= 2000 else "/"
