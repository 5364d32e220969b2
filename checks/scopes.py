"""Which documents a clause speaks of (文件范围): by kind, by who issued them, by what they are named."""

from typing import Any

from pydantic import Field, model_validator

from checks.contract import Parameters
from portal.states import Worded


class DocumentClass(Worded):
    """Classes of documents that policies tell apart."""

    ALL = "all", "政策文件"
    NORMATIVE = "normative", "行政规范性文件"
    RULES = "rules", "规章"
    REGULATIONS = "regulations", "行政法规"
    GOVERNMENT = "government", "政府文件"  # issued in the name of the government or its office (政府、政府办公室)
    DEPARTMENT = "department", "部门、镇街文件"  # issued by a department, township or sub-district (部门、镇街)
    ENTERPRISE = "enterprise", "涉企、惠企政策"
    PLANS = "plans", "规划、计划"


class DocumentScope(Parameters):
    """Documents a check looks at. A ruleset may write the class alone: `scope: normative`."""

    kind: DocumentClass = Field(default=DocumentClass.ALL, title="类别", description="class of documents")
    issuers: tuple[str, ...] = Field(
        default=(), title="发文机关", description="names or endings of the issuing body; empty: any"
    )
    any_of: tuple[str, ...] = Field(
        default=(), title="标题含其中之一", description="words of which a title must hold one; empty: any title"
    )
    except_titles: tuple[str, ...] = Field(
        default=(), title="标题不含", description="words in a title that take a document out"
    )
    important: bool = Field(
        default=False,
        title="只看重要政策",
        description="only important ones (重要政策): which these are is for a person, so a fail is not sure",
    )
    affects_public: bool = Field(
        default=False,
        title="只看涉及公众的",
        description="only those that bear on the public or on enterprises; undecidable ones are for a person",
    )

    @property
    def words(self) -> str:
        """In Chinese, for reports; empty where every document is meant."""
        kind = "" if self.kind is DocumentClass.ALL else self.kind.words
        parts = (
            kind,
            f"{'、'.join(self.issuers)}发的" if self.issuers else "",
            f"标题含{'或'.join(f'“{word}”' for word in self.any_of)}的" if self.any_of else "",
            f"标题不含{'、'.join(f'“{word}”' for word in self.except_titles)}的" if self.except_titles else "",
            "重要的" if self.important else "",
            "涉及公众和企业的" if self.affects_public else "",
        )
        return "，".join(filter(None, parts))

    @model_validator(mode="before")
    @classmethod
    def _class_alone(cls, value: Any) -> Any:
        return {"kind": value} if isinstance(value, str) else value


EVERYTHING = DocumentScope()
