"""Defects of documents, consultations, messages and of what pages say."""

from datetime import timedelta

from demo.content import Article
from demo.draft import Draft
from demo.planting import Trace, defect


def _need(article: Article, part: str) -> dict[str, object]:
    found: dict[str, object] | None = getattr(article, part)
    if found is None:
        raise ValueError(f"article {article.id} has no {part}")
    return found


@defect("documents.number", "malformed")
def number_with_leading_zero(draft: Draft, policy: str, number: str) -> Trace:
    """The document number (文号) starts with a zero."""
    _need(draft.articles[policy], "policy")["number"] = number
    path = draft.path(policy)
    return Trace(f"文号写成“{number}”，序号前多了 0。", number, path, [path])


@defect("documents.elements", "element_missing")
def validity_missing(draft: Draft, policy: str) -> Trace:
    """The field table does not say whether the document is in force (有效性)."""
    _need(draft.articles[policy], "policy")["validity"] = None
    path = draft.path(policy)
    return Trace("文件没有标注有效性。", "validity", path, [path])


@defect("consultation.period", "too_short")
def consultation_too_short(draft: Draft, consultation: str, days: int) -> Trace:
    """The consultation was open for fewer than thirty days."""
    article = draft.articles[consultation]
    details = _need(article, "consultation")
    first, old = article.at.date(), details["to"]
    details["to"] = last = first + timedelta(days=days)
    article.body = article.body.replace(f"{old:%Y年}{_month_day(old)}", f"{last:%Y年}{_month_day(last)}")
    article.body = article.body.replace(_month_day(old), _month_day(last))
    path = draft.path(consultation)
    return Trace(f"征集期限只有 {days} 天。", str(days), path, [path])


def _month_day(day: object) -> str:
    return f"{day.month}月{day.day}日" if hasattr(day, "month") and hasattr(day, "day") else ""


@defect("consultation.feedback", "no_result")
def consultation_without_result(draft: Draft, consultation: str) -> Trace:
    """The consultation ended long ago and no result was published."""
    result = _need(draft.articles[consultation], "consultation").pop("result")
    del draft.articles[str(result)]
    path = draft.path(consultation)
    return Trace("征集结束后没有公布采纳情况。", target=path, pages=[path])


@defect("interaction.messages", "field_missing")
def message_without_unit(draft: Draft, message: str) -> Trace:
    """The published message does not say which unit answered (答复单位)."""
    _need(draft.articles[message], "message")["unit"] = None
    path = draft.path(message)
    return Trace("公开的来信没有答复单位。", "answered_by", path, [path])


@defect("interaction.replies", "overdue")
def message_unanswered(draft: Draft, message: str) -> Trace:
    """The message has been waiting for more than three months."""
    article = draft.articles[message]
    _need(article, "message")["answered"] = None
    article.body = "来信已经转有关单位办理，请耐心等待。"
    path = draft.path(message)
    return Trace("来信三个月以上没有答复。", target=path, pages=[path])


@defect("content.privacy", "identity_number")
def identity_number_shown(draft: Draft, article: str, sentence: str, number: str) -> Trace:
    """A published list shows a full identity number (of an invented region, with a right check digit)."""
    draft.articles[article].body += f"\n\n{sentence}{number}。"
    path = draft.path(article)
    return Trace("公示内容里有完整的身份证号码（虚构，校验位正确）。", "identity_number", path, [path])
