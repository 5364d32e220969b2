"""Patterns a ruleset may write (格式): regular expressions that are refused at once when they cannot be read."""

import re
from typing import Annotated

from pydantic import AfterValidator


def _is_expression(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:  # the last two of counts and nestings without measure
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


HostPattern = Annotated[str, AfterValidator(_is_expression)]
