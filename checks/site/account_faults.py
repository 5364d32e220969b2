"""What is wrong with accounts that a list shows (账号问题): parts it does not tell, ways that do not open."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checks.assessment import Finding
from checks.citing import cite_page
from checks.contract import Kind
from checks.outcomes import Severity
from portal.facts import Page
from portal.site_facts import NewMediaAccount
from portal.states import LinkState, Worded
from portal.storage.snapshot import Snapshot

KINDS = {
    "missing": Kind("没有政务新媒体名录", Severity.MINOR),
    "too_few": Kind("名录里的账号少于要求", Severity.MINOR),
    "incomplete": Kind("账号没有写明规定的内容", Severity.MINOR),
    "dead": Kind("账号的链接或图片打不开", Severity.MINOR),
    "doubtful": Kind("政务新媒体名录需要人工核实", Severity.INFO),
}
_UNIT_NAME = re.compile(r"政府|[局委办厅院署社队]|中心|街道|[乡镇村]|学校|大学|集团|公司")  # in an account's own name
_NAMED = 5  # accounts named in a message


class AccountPart(Worded):
    """What a list tells of an account."""

    UNIT = "unit", "主办单位"
    LINK = "link", "链接"
    QR_CODE = "qr_code", "二维码"


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one account. `address`: of the way that does not open; else `part` is what the list does not tell."""

    page: Page
    account: NewMediaAccount
    sure: bool
    words: str
    part: str = ""
    address: str = ""


def dead_ways(snapshot: Snapshot, page: Page, account: NewMediaAccount) -> Iterator[Fault]:
    """Link and picture of an account that are confirmed dead, or may be; what a guard answered is neither."""
    for url, what in ((account.url, "链接"), (account.picture, "图片")):
        target = snapshot.target(url) if url else None
        if target and target.state in (LinkState.BROKEN, LinkState.SUSPECT):
            why = target.fault.words if target.fault else target.state.words
            sure = target.state is LinkState.BROKEN
            yield Fault(page, account, sure, f"账号“{account.name}”的{what}打不开：{why}", address=target.url)


def missing_parts(page: Page, account: NewMediaAccount, asked: tuple[AccountPart, ...]) -> Iterator[Fault]:
    """Parts that the list does not tell of an account; outside tables they may be told where no reader looks."""
    for part in asked:
        if not _has(account, part):
            yield Fault(page, account, account.in_table, f"没有{part.words}", part=part.value)


def _has(account: NewMediaAccount, part: AccountPart) -> bool:
    """Whether a list tells this of an account. A way to it is its link or its picture: accounts of 微信 have no address."""
    if part is AccountPart.UNIT:
        return bool(account.unit) or (not account.unit_asked and _UNIT_NAME.search(account.name) is not None)
    return bool(account.picture) or (part is AccountPart.LINK and bool(account.url))


def told_together(faults: list[Fault], *, per_unit: bool) -> Iterator[Finding]:
    """One finding for each dead address, and one for each part that accounts of a page lack; by unit where units answer for them."""
    groups: dict[tuple[bool, str, str, str], list[Fault]] = defaultdict(list)
    for fault in faults:
        unit = (fault.account.unit or fault.account.name) if per_unit else ""
        groups[fault.sure, fault.address or fault.page.url, fault.part, unit].append(fault)
    for (sure, subject, part, unit), members in groups.items():
        kind = ("incomplete" if part else "dead") if sure else "doubtful"
        words = f"{_names(members)}{members[0].words}" if part else members[0].words
        message = f"{words}{'。' if sure else '，需人工核实。'}"
        first = members[0]
        target = first.address or None
        evidence = (cite_page(first.page, first.account.name, first.account.selector, target),)
        element = " ".join(filter(None, (unit, part)))
        yield Finding(kind, message, KINDS[kind].severity, subject, element, evidence=evidence)


def _names(faults: list[Fault]) -> str:
    names = list(dict.fromkeys(fault.account.name for fault in faults))
    more = f"等 {len(names)} 个账号" if len(names) > _NAMED else ""
    return f"{'、'.join(f'“{name}”' for name in names[:_NAMED])}{more}"
