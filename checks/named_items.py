"""Named things a clause lists (清单事项): each is looked for under its own or another name, and may have to hold certain parts."""

from typing import Any

from pydantic import Field, model_validator

from checks.contract import Parameters


class Item(Parameters):
    """One thing of a list. A ruleset may write its name alone: `items: [应急预案]`."""

    name: str = Field(min_length=2, title="名称", description="what it is called; exact names of the document")
    any_of: tuple[str, ...] = Field(default=(), title="其他名称", description="other names it may go by")
    contains: tuple[str, ...] = Field(default=(), title="应写明的内容", description="parts it must hold")
    unit: str = Field(default="", title="责任单位", description="unit (责任单位) that answers for it")
    max_age_days: int | None = Field(
        default=None, ge=1, title="更新期限（天）", description="age of its newest content that is still fresh"
    )

    @property
    def words(self) -> str:
        """In Chinese, for reports: the name, with what else is asked of it in brackets."""
        more = (
            f"或称{'、'.join(self.any_of)}" if self.any_of else "",
            f"写明{'、'.join(self.contains)}" if self.contains else "",
            self.unit,
            f"{self.max_age_days} 天内有更新" if self.max_age_days else "",
        )
        told = "；".join(filter(None, more))
        return f"{self.name}（{told}）" if told else self.name

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value
