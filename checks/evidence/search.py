"""Evidence for clauses that no rule can decide (佐证查找): the best pages that show the work was published."""

from typing import Any

from pydantic import Field, field_validator

from checks.contract import Parameters, Texts, planned
from checks.options import AnyPeriod, MinCount, PerUnit
from checks.outcomes import Severity
from portal.states import PageKind


class SearchParameters(Parameters):
    """Which words, whose pages, and what to ask for when nothing is found."""

    any_of: tuple[tuple[str, ...], ...] = Field(
        min_length=1,
        title="查找用语",
        description="each inner list: one of these words must stand on the page; a plain string is a list of one",
    )
    none_of: tuple[str, ...] = Field(default=(), title="排除用语", description="words that rule a page out")
    units: tuple[str, ...] = Field(
        default=(), title="责任单位", description="units whose pages are meant; empty: the clause's own, else any"
    )
    period: AnyPeriod = None
    min_count: MinCount = 1
    per_unit: PerUnit = False
    kinds: tuple[PageKind, ...] = Field(
        default=(), title="页面类型", description="kinds of pages that count; empty: every content page"
    )
    proof: str = Field(
        default="", title="应提供的证明", description="what to ask the unit for when nothing is found, in Chinese"
    )

    @field_validator("any_of", mode="before")
    @classmethod
    def _plain_strings(cls, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        return [[words] if isinstance(words, str) else words for words in value]

    @field_validator("any_of")
    @classmethod
    def _says_something(cls, value: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        if not all(words and all(word.strip() for word in words) for words in value):
            raise ValueError("an empty word or list would find every page")
        return value


search = planned(
    "evidence.search",
    parameters=SearchParameters,
    worst=Severity.INFO,
    texts=Texts(
        title="查找工作开展的佐证",
        required="网站上能找到这项工作已经开展的公开信息；最终由人工认定。",
        method="按用语、责任单位和时段在网页和附件中查找，列出最相关的页面供人工核实。",
        basis="年度工作要点",
        remedy="把工作开展情况发布在网站相应栏目，或者按要求提供证明材料。",
        effort="小",
    ),
    decides="""The best pages that show that the work a clause asks for was done and published.

    Inputs: titles, text, dates and units of pages and attachments; a page counts when it holds one word of every list of `any_of` and none
    of `none_of`. The answer is review, with the pages found, the best first, or with `proof` (what to ask the unit for) when there are
    fewer than `min_count`; it can neither pass nor fail. Unknown: nothing of the site was read. Serves yearly documents, for clauses
    that no rule can decide.
    """,
)
