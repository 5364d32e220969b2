"""Which writer writes which kind of entry."""

from collections.abc import Callable

from demo.lab.content import Content
from demo.lab.contents import (
    consultations,
    decisions,
    disclosure,
    documents,
    interaction,
    interpretations,
    news,
    people,
    reports,
    services,
)
from demo.lab.desk import Desk
from demo.lab.entries import Entry

WRITERS: dict[str, Callable[[Desk, Entry], Content]] = {
    "news": news.news,
    "repost": news.repost,
    "notice": news.notice,
    "budget": news.budget,
    "evaluation": news.evaluation,
    "progress": news.progress,
    "enterprise": news.enterprise,
    "benefit": news.benefit,
    "question": news.question,
    "statement": news.statement,
    "document": documents.document,
    "interpretation": interpretations.interpretation,
    "consultation": consultations.consultation,
    "consultation_result": consultations.consultation_result,
    "message": interaction.message,
    "open_day": interaction.open_day,
    "leader": people.leader,
    "organisation": people.organisation,
    "service": services.service,
    "gazette": services.gazette,
    "decision_catalogue": decisions.decision_catalogue,
    "meeting": decisions.meeting,
    "system": disclosure.system,
    "report": reports.report,
}
