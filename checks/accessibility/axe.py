"""Accessibility of sampled pages (无障碍测评), by axe-core in the browser."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import Pages
from checks.outcomes import Severity


class AxeParameters(Parameters):
    """Which pages, which rules, and how many of them may be broken."""

    pages: Pages = 10
    tags: tuple[str, ...] = Field(
        default=("wcag2a", "wcag2aa"),
        min_length=1,
        title="测评规则组",
        description="groups of axe-core's rules that are run",
    )
    max_rules: int | None = Field(
        default=None,
        ge=0,
        le=200,
        title="最多违反规则数",
        description="distinct rules that pages may break; without it they are only listed",
    )


axe = planned(
    "accessibility.axe",
    parameters=AxeParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="页面无障碍测评",
        required="页面的图片、表单、标题、颜色等符合无障碍要求。",
        method="在浏览器中用 axe-core 测首页和抽查页面，按规则汇总出现的位置；机器只能发现一部分问题。",
        basis="GB/T 37668-2019；WCAG 2.0 A、AA 级（axe-core 规则）",
        remedy="按列出的规则修改页面模板：补替代文字、表单标签、页面语言，调整颜色对比度。",
        effort="中",
    ),
    decides="""Rules of accessibility that sampled pages break, as axe-core finds them.

    Inputs: results of axe-core on the home page and sampled pages in the browser: rule, impact, place. Fails when more than `max_rules`
    distinct rules of `tags` are broken; without that figure the result is measured and review. What axe-core itself leaves undecided is
    listed as review. Unknown without a browser. axe-core's rules follow WCAG, so a level of the Chinese standard is not certified. Serves
    GB/T 37668-2019 in part, and yearly documents.
    """,
)
