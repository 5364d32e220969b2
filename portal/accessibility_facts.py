"""Rows of a snapshot about accessibility (无障碍测评): pages tested by axe-core in the browser, and the rules they break.

As in `portal.facts`: one class per table of `schema.sql`, times are aware UTC datetimes.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class AxePage:
    """One page given to axe-core (测评页面); `error` says why it was not tested, empty when it was."""

    url: str  # the page as the crawl knows it
    at: datetime
    version: str = ""  # of axe-core
    tags: tuple[str, ...] = ()  # groups of rules that were run: wcag2a, best-practice…
    complete: bool = False  # the page had come to rest, and nothing that fills it failed to load
    passed: int = 0  # rules the page keeps
    error: str = ""


@dataclass(slots=True)
class AxeResult:
    """One rule a page breaks (违反的规则), or of which axe-core cannot tell whether it does (`undecided`)."""

    url: str
    rule: str  # image-alt, label…
    impact: str  # minor, moderate, serious, critical; empty: not told
    help: str  # what the rule asks for, in Chinese where axe-core has it
    tags: tuple[str, ...]  # groups and criteria of the rule: wcag2a, wcag111…
    undecided: bool
    count: int  # elements on the page
    targets: tuple[str, ...] = ()  # CSS selectors of the first of them
    html: str = ""  # the first of them as it stands on the page, cut short
