"""Entry for comments on an interpretation (解读评论、反馈入口)."""

import re
from dataclasses import dataclass

from checks.assessment import Assessment, Context, Evidence, Finding
from checks.citing import cite_link, cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.interpretation.own_interpretations import (
    OwnInterpretation,
    interpretation_gap,
    interpretations_of,
    unread,
)
from checks.options import InPeriod, MinRate
from checks.outcomes import Outcome, Severity
from checks.periods import THIS_YEAR
from checks.places import CLICKABLE
from checks.scopes import EVERYTHING
from checks.shares import Share
from portal.facts import Link
from portal.states import LinkState, Region
from portal.storage.snapshot import Snapshot

# What an entry on the page is called; a label is short, a title of a text is not.
ENTRY = re.compile(r"评论|留言|提问|我要[问评说]|我来[评说]|咨询|评价|提意见|意见反馈|意见建议|建言|满意度|有话说")
MAILBOX = re.compile(r"信箱|写信|来信")
LONGEST = 12  # characters of a label


class FeedbackEntryParameters(Parameters):
    """When, and what share of the interpretations."""

    min_rate: MinRate = 1.0
    period: InPeriod = THIS_YEAR


@check(
    "interpretation.feedback_entry",
    parameters=FeedbackEntryParameters,
    worst=Severity.INFO,
    kinds={
        "missing": Kind("解读页没有找到评论、提问的入口", Severity.INFO),
        "dead": Kind("评论、提问的入口打不开", Severity.INFO),
        "undecided": Kind("不能确定解读页能不能评论、提问", Severity.INFO),
    },
    texts=Texts(
        title="解读页可以评论提问",
        required="公众能在解读页上评论、提问或评价。",
        method="查看解读页上有没有提问、评论、评价的表单或入口，入口能不能打开；没有找到的请人工确认是否由脚本提供或需要登录。",
        basis="年度工作要点对解读互动的要求",
        remedy="在解读页增加提问或评论入口，安排专人答复。",
        effort="中",
    ),
)
def feedback_entry(snapshot: Snapshot, parameters: FeedbackEntryParameters, context: Context) -> Assessment:
    """Interpretation pages on which a visitor can comment, rate or ask.

    Inputs: fields to write in and links of the period's interpretations, and what became of these links. Counted is a page with such a field, or
    with an entry of its own in its main part that opens. Never fails, since scripts and logins may provide an entry that nobody reads, and
    since clauses leave open how opinions are gathered: a share below `min_rate` is review, with the pages that have no entry, one that is
    dead, or only the site's mailbox. Unknown: the interpretation columns were not read. Serves yearly documents (解读互动).
    """
    missed = interpretation_gap(snapshot)
    unseen = unread(snapshot, missed)
    if unseen:
        return unseen
    found = interpretations_of(snapshot, EVERYTHING, parameters.period, context)
    entries = [_entry(snapshot, each) for each in found.asked]
    aside = [_entry(snapshot, each) for each, _ in found.undecided]
    without = [entry for entry in entries if entry.kind]
    share = Share(
        len(entries) - len(without),
        0,
        len(without),
        sum(bool(entry.kind) for entry in aside),
        sum(not entry.kind for entry in aside),
    )
    words = f"{share.total} 篇解读，{share.good} 篇有评论、提问的入口（{share.rate:.0%}）"
    outcome, reason, code = share.verdict(words, parameters.min_rate, missed)
    shown = [] if outcome is Outcome.PASS else [*without, *(entry for entry in aside if entry.kind)]
    measured = {
        "interpretations": share.total,
        "with_entry": share.good,
        "rate": share.rate,
        "min_rate": parameters.min_rate,
        "undecided": share.doubtful + share.aside,
    }
    return Assessment(outcome, reason, measured, tuple(entry.finding() for entry in shown), code)


@dataclass(frozen=True)
class _Entry:
    """The way to comment on a page: what is wrong with it (empty: nothing), in words, and the link that was found."""

    each: OwnInterpretation
    kind: str = ""
    words: str = ""
    link: Link | None = None

    def finding(self) -> Finding:
        """For a page without a way that is sure to work."""
        page = self.each.page
        return Finding(
            self.kind,
            f"{self.words}，需人工核实：{self.each.item.title}",
            Severity.INFO,
            subject=page.url,
            evidence=(self._cited(),),
        )

    def _cited(self) -> Evidence:
        page = self.each.page
        return (
            cite_link(page, self.link) if self.link else cite_page(page, self.each.item.title, self.each.item.selector)
        )


def _entry(snapshot: Snapshot, each: OwnInterpretation) -> _Entry:
    """The page's own field, else the best of its links: one that opens, one that is dead, the site's mailbox."""
    if each.item.takes_comments:
        return _Entry(each)
    links = [link for link in snapshot.links(each.page.id) if _is_entry(link)]
    own = [link for link in links if link.region is Region.MAIN and not MAILBOX.search(link.label)]
    if any(link.url and not _is_dead(snapshot, link) for link in own):
        return _Entry(each)
    if any(link.url for link in own):
        dead = next(link for link in own if link.url)
        return _Entry(each, "dead", f"入口“{dead.label}”打不开", dead)
    if own:
        return _Entry(each, "undecided", f"入口“{own[0].label}”没有链接地址，可能由脚本打开", own[0])
    if links:
        return _Entry(each, "undecided", f"只有全站的“{links[0].label}”，不能确定可以就这篇解读提问", links[0])
    return _Entry(each, "missing", "没有找到评论、提问的入口")


def _is_entry(link: Link) -> bool:
    label = link.label
    named = ENTRY.search(label) or MAILBOX.search(label)
    return bool(named) and link.element in CLICKABLE and len(label) <= LONGEST


def _is_dead(snapshot: Snapshot, link: Link) -> bool:
    target = snapshot.target_by_id(link.target_id)
    return target is not None and target.state is LinkState.BROKEN
