"""Personal data in the open (个人隐私)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page_of
from checks.completeness import gap
from checks.content.described_persons import described_persons
from checks.content.personal_numbers import PersonalNumber, personal_numbers
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.masking import mask
from portal.states import Fault, FileFormat
from portal.storage.snapshot import Snapshot

KINDS = {
    "identity_number": Kind("没有遮盖的身份证号", Severity.INFO),
    "mobile_number": Kind("没有遮盖的手机号", Severity.INFO),
    "card_number": Kind("没有遮盖的银行卡号", Severity.INFO),
    "described_person": Kind("可能认出当事人的姓名、住址", Severity.INFO),
}
_KIND_OF = {
    PersonalNumber.ID_CARD: "identity_number",
    PersonalNumber.MOBILE: "mobile_number",
    PersonalNumber.BANK_CARD: "card_number",
}
SHOWN = 3  # masked numbers or descriptions quoted of one text
AROUND = 30  # characters quoted before and after one
SEARCHED = 2_000  # pages looked at beside a word that calls for care
UNREAD = frozenset((Fault.UNREADABLE, Fault.BUDGET, Fault.TOO_LARGE))


class PrivacyParameters(Parameters):
    """What is looked for, and where."""

    kinds: tuple[PersonalNumber, ...] = Field(
        default=tuple(PersonalNumber), min_length=1, title="检查的号码", description="numbers that are looked for"
    )
    attachments: bool = Field(default=True, title="含附件", description="attached files are read too")
    also: tuple[str, ...] = Field(
        default=(),
        title="一并留意的内容",
        description="words beside which names, addresses and movements are listed too, such as 流调",
    )


@check(
    "content.privacy",
    parameters=PrivacyParameters,
    worst=Severity.INFO,
    kinds=KINDS,
    texts=Texts(
        title="没有泄露个人隐私",
        required="公开的页面和附件里没有未遮盖的身份证号、手机号、银行卡号等个人信息。",
        method="按格式和校验位在页面、附件中查找号码，排除单位公开的联系电话、对公账号和信用代码；结果遮盖后列出，由人判断该不该公开。",
        basis="《政府信息公开条例》第十五条；《个人信息保护法》",
        remedy="立即遮盖或撤下，查清同批信息；发布前增加脱敏检查。",
        effort="小",
    ),
)
def privacy(snapshot: Snapshot, parameters: PrivacyParameters, context: Context) -> Assessment:
    """Numbers of persons that stand unmasked on pages and in attached files.

    Inputs: text of pages and of attached files that were read. Never fails by itself: every hit is review, masked in the finding, since the law asks
    some of it to be published (announcements of winners, legal representatives). Identity numbers count with a right check character and a
    day that exists, bank cards with a right checksum unless an organisation's account is meant, mobile numbers where nothing before them
    calls them a contact, or where five different ones make a list; codes of organisations never. Beside a word of `also`, full names with
    sex and homes down to the door are listed as well. Passes when everything was read and nothing found. Unknown where pages were not
    read or, with `attachments`, the text of files (scans, protected and too large ones). Serves 条例 art. 15 and yearly documents.
    """
    if next(snapshot.pages(), None) is None:
        return unknown(Reason.NOT_FETCHED)
    tally = _Tally()
    for page_id, attachment, text in snapshot.texts_with_long_numbers(attachments=parameters.attachments):
        for kind, matches in personal_numbers(text, parameters.kinds).items():
            tally.add(_numbers_finding(snapshot, page_id, attachment, text, kind, matches), len(matches))
    for finding, count in _described(snapshot, parameters.also):
        tally.add(finding, count)
    return _verdict(snapshot, tally, parameters)


@dataclass
class _Tally:
    """Findings, and how many numbers and descriptions they stand for."""

    findings: list[Finding] = field(default_factory=list)
    hits: int = 0

    def add(self, finding: Finding, count: int) -> None:
        """One more text with hits."""
        self.findings.append(finding)
        self.hits += count


def _numbers_finding(
    snapshot: Snapshot, page_id: int, attachment: str, text: str, kind: PersonalNumber, matches: list[re.Match[str]]
) -> Finding:
    name = _KIND_OF[kind]
    quoted = [_quoted(text, match) for match in matches[:SHOWN]]
    where = "附件" if attachment else "页面"
    message = f"{where}里有 {len(matches)} 个没有遮盖的{kind.words}，需人工判断该不该公开：{'；'.join(mask(match[0]) for match in matches[:SHOWN])}"
    return _finding(snapshot, name, message, page_id, attachment, "…".join(quoted))


def _quoted(text: str, match: re.Match[str]) -> str:
    """The words around a number; it is masked whole, so the cut never leaves a part of another that no rule would know."""
    start, end = max(0, match.start() - AROUND), match.end() + AROUND
    while start > 0 and text[start - 1].isdigit():
        start -= 1
    while end < len(text) and (text[end].isdigit() or text[end] in "Xx"):
        end += 1
    return mask(text[start:end])


def _described(snapshot: Snapshot, words: tuple[str, ...]) -> Iterator[tuple[Finding, int]]:
    """Persons described in texts that hold a word calling for care."""
    hits = snapshot.search(["|".join(words)], limit=SEARCHED) if words else []
    for hit in hits:
        text = snapshot.attachment_text(hit.attachment) if hit.attachment else snapshot.text(hit.page_id)
        found = described_persons(text)
        if found:
            message = f"{'附件' if hit.attachment else '页面'}里有可能认出当事人的内容，需人工核实：{'；'.join(found[:SHOWN])}"
            yield (
                _finding(snapshot, "described_person", message, hit.page_id, hit.attachment, "；".join(found[:SHOWN])),
                len(found),
            )


def _finding(snapshot: Snapshot, kind: str, message: str, page_id: int, attachment: str, words: str) -> Finding:
    evidence = cite_page_of(snapshot, page_id, words, target=attachment or None)
    subject = attachment or (evidence[0].url if evidence else "")
    return Finding(kind, message, Severity.INFO, subject=subject, element=kind, evidence=evidence)


def _verdict(snapshot: Snapshot, tally: _Tally, parameters: PrivacyParameters) -> Assessment:
    unread = _unread_files(snapshot) if parameters.attachments else 0
    measured = {"texts_with_hits": len(tally.findings), "hits": tally.hits, "unread_files": unread}
    if tally.findings:
        reason = f"{len(tally.findings)} 个页面或附件里有 {tally.hits} 处像是没有遮盖的个人信息，需人工判断该不该公开。"
        return Assessment(Outcome.REVIEW, reason, measured, tuple(tally.findings))
    missed = gap(snapshot)
    if missed:
        return unknown(missed.reason, f"{missed.words}；读到的部分没有发现没有遮盖的个人信息", **measured)
    if unread:
        words = f"有 {unread} 个附件（扫描件、加密或过大的文件）读不出文字；其余没有发现没有遮盖的个人信息"
        return unknown(Reason.NOT_FETCHED, words, **measured)
    return Assessment(Outcome.PASS, "读到的页面和附件里没有发现没有遮盖的个人信息。", measured)


def _unread_files(snapshot: Snapshot) -> int:
    """Attached files whose text nobody read; of pictures and archives none is expected."""
    silent = (FileFormat.IMAGE, FileFormat.ARCHIVE, FileFormat.OTHER, FileFormat.HTML)
    files = (file for file in snapshot.attachment_files() if file.format not in silent)
    return sum(file.fault in UNREAD or (file.fault is None and not file.characters) for file in files)
