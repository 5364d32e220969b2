"""What the process that makes a run's reports is told (汇总任务)."""

from pydantic import BaseModel


class ReportJob(BaseModel):
    """Which cards, by their keys in the store; a sentence for each site without one; where the files go."""

    store: str
    options: dict[str, str]
    cards: list[str]
    failures: list[str]
    target: str
