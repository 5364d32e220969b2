"""Accessibility facts of a case: under `axe` a list of tested pages, each with what axe-core said of it.

axe:
  - path: /                        # a page of the case
    broken: {image-alt: 3}         # rule: elements; the groups of rules are those of RULES
    undecided: {color-contrast: 1}
    complete: false                # its scripts did not finish; default true
    error: timeout                 # it could not be tested
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from portal.accessibility_facts import AxePage, AxeResult

RUN = ("wcag2a", "wcag2aa", "best-practice")
RULES = {
    "image-alt": ("图像必须有替代文本", ("wcag2a", "wcag111")),
    "label": ("表单元素必须有标签", ("wcag2a", "wcag412")),
    "color-contrast": ("元素必须满足最小颜色对比度比率阈值", ("wcag2aa", "wcag143")),
    "region": ("所有页面内容应包含在 landmark 中", ("best-practice",)),
}


def axe_pages(rows: list[dict[str, Any]], home: str, now: datetime) -> Iterator[AxePage]:
    """Pages that were tested."""
    for row in rows:
        error = row.get("error", "")
        yield AxePage(urljoin(home, row["path"]), now, "4", RUN, row.get("complete", not error), 20, error)


def axe_results(rows: list[dict[str, Any]], home: str) -> Iterator[AxeResult]:
    """Rules that they do not keep."""
    for row in rows:
        for undecided, name in ((False, "broken"), (True, "undecided")):
            for rule, count in row.get(name, {}).items():
                words, tags = RULES[rule]
                html = f'<i class="{rule}">'
                yield AxeResult(
                    urljoin(home, row["path"]), rule, "serious", words, tags, undecided, count, ("i",), html
                )
