"""Defects of interpretation (政策解读)."""

from demo.draft import Draft
from demo.planting import Trace, defect


@defect("interpretation.coverage", "uninterpreted")
def policy_uninterpreted(draft: Draft, policy: str) -> Trace:
    """No interpretation of the policy exists."""
    for key in [key for key, article in draft.articles.items() if article.interprets == policy]:
        del draft.articles[key]
    path = draft.path(policy)
    return Trace(f"没有解读：{draft.articles[policy].title}", target=path, pages=[path])


@defect("interpretation.links", "no_policy_link")
def interpretation_without_link(draft: Draft, interpretation: str) -> Trace:
    """The interpretation names its policy but does not link to it."""
    path = draft.path(interpretation)
    draft.edit(path, lambda page: page.context.update(policies=[]))
    return Trace("解读页没有到文件的链接。", target=path, pages=[path])


@defect("interpretation.links", "no_return_link")
def policy_without_link(draft: Draft, policy: str) -> Trace:
    """The policy does not link to its interpretation, which links to it."""
    path = draft.path(policy)
    draft.edit(path, lambda page: page.context.update(interpretations=[]))
    about = next(a.id for a in draft.articles.values() if a.interprets == policy)
    return Trace("文件页没有到解读的链接。", draft.url(draft.path(about)), path, [path])
