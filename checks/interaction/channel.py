"""One entry for interaction and one for services (统一互动入口、统一办事入口)."""

import re
from dataclasses import dataclass

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.column_search import EMPTY_FILLS, bare
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.interaction.mailbox import is_mailbox, mailbox_of
from checks.outcomes import Outcome, Reason, Severity
from checks.places import CLICKABLE, is_same_page, place_of
from portal.facts import Link, Page
from portal.markup.visibility import menu_is_unseen
from portal.states import LinkState, Scope, Worded
from portal.storage.snapshot import Snapshot

LONGEST_ENTRY = 12  # characters of an entry's label; longer ones are titles
NOT_ENTRIES = re.compile(r"信访|举报|纪检|监察|廉政|服务(?:器|队|业)|志愿服务|公共服务|社会服务|便民电话")


class ChannelEntry(Worded):
    """What an entry leads to (入口)."""

    INTERACTION = "interaction", "互动交流入口"
    SERVICES = "services", "办事服务入口"


UNIFIED = {
    ChannelEntry.INTERACTION: re.compile(r"互动|政民|^交流$|问政|民意直通"),
    ChannelEntry.SERVICES: re.compile(
        r"办事|政务服务|^(?:网上|在线)?服务$|服务大厅|一网通办|便民服务|在线服务|公众服务"
    ),
}
"""What the one entry is called."""
ASKING = re.compile(r"信箱|留言|咨询|来信|写信|建言|建议|投诉|12345|热线|我要问|问答")  # ways to ask or to tell


class ChannelParameters(Parameters):
    """Which entries, and whether they must work."""

    entries: tuple[ChannelEntry, ...] = Field(
        default=tuple(ChannelEntry), min_length=1, title="应有入口", description="entries the home page must have"
    )
    opens: bool = Field(default=True, title="入口能打开", description="each entry must open")
    anywhere: bool = Field(
        default=False,
        title="不限首页",
        description="asks for a channel on the site, one unified entry on the home page apart: a mailbox is enough, wherever it stands",
    )


@check(
    "interaction.channel",
    parameters=ChannelParameters,
    worst=Severity.VETO,
    kinds={
        "missing": Kind("没有统一的入口", Severity.VETO),
        "dead": Kind("入口打不开", Severity.VETO),
        "doubtful": Kind("入口能不能用要由人核实", Severity.INFO),
    },
    texts=Texts(
        title="统一的互动和办事入口",
        required="首页设有统一的互动交流入口和办事服务入口，能打开、能使用。",
        method="在首页查找互动交流和办事服务的入口，逐个打开，查看里面有没有信箱、留言、咨询等渠道或者办理内容；信访、纪检举报不算。",
        basis="国办秘函〔2019〕19号 单项否决“互动回应差”；年度工作要点",
        remedy="设置或修复统一入口，合并分散的入口。",
        effort="中",
    ),
)
def channel(snapshot: Snapshot, parameters: ChannelParameters, context: Context) -> Assessment:
    """An entry on the home page for interaction (咨询建言) and one for services, each of which opens.

    Inputs: links of the home page, the pages behind them and their links, messages on the site; petitions (信访) and discipline reports do not
    count. Fails when an entry asked is not on a home page read in full, or every one is confirmed dead. Review: only single mailboxes instead of a
    unified entry, an interaction entry on another platform or behind which no way to ask was read, an entry that is empty or was not opened, a menu
    that a script writes. With `anywhere` a mailbox that opens is enough, and one deeper in the site leads to review. Services may stand on another
    platform. Unknown: home page not read. Serves 国办秘函〔2019〕19号 互动回应差, yearly documents.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    answers = [_answer(snapshot, home, entry, parameters) for entry in parameters.entries]
    findings = tuple(finding for answer in answers for finding in answer.findings)
    outcome = Outcome.worst(answer.outcome for answer in answers)
    names = {answer.entry.value: answer.label for answer in answers if answer.label}
    reason = (
        findings[0].message if findings else f"首页有{'、'.join(f'“{name}”' for name in names.values())}，可以打开。"
    )
    told = next((each.message for each in findings if each.severity is not Severity.INFO), reason)
    return Assessment(outcome, told, {"home_entries": list(names.values())}, findings)


@dataclass(frozen=True)
class Answer:
    """What became of one entry, the best of its links decides."""

    entry: ChannelEntry
    outcome: Outcome
    label: str = ""
    findings: tuple[Finding, ...] = ()


def _answer(snapshot: Snapshot, home: Page, entry: ChannelEntry, parameters: ChannelParameters) -> Answer:
    links = [link for link in snapshot.links(home.id) if _is_entry(link)]
    unified = [link for link in links if UNIFIED[entry].search(bare(link.label))]
    single = [link for link in links if entry is ChannelEntry.INTERACTION and is_mailbox(bare(link.label))]
    enough = unified + (single if parameters.anywhere else [])
    if enough:
        return _best(snapshot, home, entry, enough, opens=parameters.opens)
    if single:
        names = "、".join(dict.fromkeys(f"“{link.label}”" for link in single[:3]))
        message = f"首页没有统一的{entry.words}，只有{names}，需人工核实。"
        return _doubtful(entry, message, tuple(cite_link(home, link) for link in single[:3]))
    return _missing(snapshot, home, entry, parameters)


def _is_entry(link: Link) -> bool:
    label = bare(link.label)
    return (
        link.element in CLICKABLE
        and bool(link.url)
        and 1 < len(label) <= LONGEST_ENTRY
        and not NOT_ENTRIES.search(label)
    )


def _missing(snapshot: Snapshot, home: Page, entry: ChannelEntry, parameters: ChannelParameters) -> Answer:
    missed = gap(snapshot)
    doubt = missed.words if missed else ""
    if not doubt and (home.hollow or menu_is_unseen(home, snapshot.links(home.id))):
        doubt = "首页有内容由脚本生成"
    evidence: tuple[Evidence, ...] = (cite_page(home),)
    if not doubt and parameters.anywhere and entry is ChannelEntry.INTERACTION:
        box = snapshot.once(mailbox_of)
        if box.letters or box.columns:
            doubt = "网站别处有信箱或留言"
            evidence = box.letters[0].evidence if box.letters else evidence
    if doubt:
        return _doubtful(entry, f"首页没有找到{entry.words}；{doubt}，需人工核实。", evidence)
    finding = Finding(
        "missing", f"首页没有统一的{entry.words}。", Severity.MAJOR, element=entry.value, evidence=evidence
    )
    return Answer(entry, Outcome.FAIL, "", (finding,))


def _doubtful(entry: ChannelEntry, message: str, evidence: tuple[Evidence, ...], label: str = "") -> Answer:
    finding = Finding("doubtful", message, Severity.INFO, element=entry.value, evidence=evidence)
    return Answer(entry, Outcome.REVIEW, label, (finding,))


def _best(snapshot: Snapshot, home: Page, entry: ChannelEntry, links: list[Link], *, opens: bool) -> Answer:
    """The best of the links: one that surely works, one in doubt, all dead."""
    doubts: list[tuple[Link, str]] = []
    for link in links:
        doubt = _doubt(snapshot, home, entry, link) if opens else ""
        if doubt == "":
            return Answer(entry, Outcome.PASS, link.label)
        if doubt is not None:
            doubts.append((link, doubt))
    if doubts:
        link, doubt = doubts[0]
        message = f"首页的“{link.label}”{doubt}，需人工核实。"
        return _doubtful(entry, message, (cite_link(home, link),), link.label)
    link = links[0]
    message = f"首页的“{link.label}”打不开。"
    finding = Finding("dead", message, Severity.MAJOR, link.url, entry.value, evidence=(cite_link(home, link),))
    return Answer(entry, Outcome.FAIL, link.label, (finding,))


def _doubt(snapshot: Snapshot, home: Page, entry: ChannelEntry, link: Link) -> str | None:
    """Why it is not sure that an entry works; empty when it does, None when it surely does not."""
    target = snapshot.target_by_id(link.target_id)
    state = target.state if target else LinkState.PENDING
    if state is LinkState.BROKEN:
        return None
    if state not in (LinkState.OK, LinkState.REDIRECTED):
        return state.words
    place = place_of(snapshot, link.url)
    if place.scope is not Scope.INTERNAL:
        return "" if entry is ChannelEntry.SERVICES else "打开的是其他平台，能否咨询建言不清楚"
    if place.page is None:
        return "没有读取到"
    if is_same_page(place, home):
        return "点开仍是首页，内容可能由脚本生成"
    if link.hidden:
        return "不能直接看到"
    if place.page.fill in EMPTY_FILLS or place.page.fault:
        return "点开没有内容"
    return (
        ""
        if entry is ChannelEntry.SERVICES or _asks(snapshot, place.page, link)
        else "点开没有读到信箱、留言、咨询等渠道"
    )


def _asks(snapshot: Snapshot, page: Page, link: Link) -> bool:
    """Whether the page behind an entry leads to a way to ask, or is one."""
    if is_mailbox(bare(link.label)):
        return True
    labels = (bare(each.label) for each in snapshot.links(page.id) if each.url)
    return any(
        len(label) <= LONGEST_ENTRY and ASKING.search(label) and not NOT_ENTRIES.search(label) for label in labels
    )
