"""What all parts of a scorecard share (结果单各部分的基础)."""

from pydantic import BaseModel, ConfigDict, Field

Volatile = Field(json_schema_extra={"volatile": True})  # may differ between two judgements of the same snapshot


class Model(BaseModel):
    """Base of all parts."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
