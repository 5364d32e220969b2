"""Calls for opinions on drafts (对草案征求意见) that a check looks at: the site's own, of a period; what is not sure stays aside."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from checks.assessment import Context
from checks.completeness import Gap, gap
from checks.documents.in_scope import NO_PLACE, PLACE, SUPERIOR
from checks.own_place import own_region
from checks.periods import Period
from checks.sampling import SURE
from portal.content_facts import Attachment, AttachmentFile, Consultation
from portal.facts import Page
from portal.states import Fill
from portal.storage.snapshot import Snapshot

CALL_COLUMNS = re.compile(r"征集|征求|民意|调查|公众参与|决策预公开|决策草案|意见反馈|结果反馈")
DRAFT_NAME = re.compile(r"征求意见稿|征集意见稿|草案|送审稿|讨论稿|修订稿|审议稿|公示稿|征询意见稿|初稿")
PAPER_NAME = re.compile(r"《[^》]{4,}》|办法|规定|方案|规划|细则|条例|标准|措施|预案|规则|计划")
# What people are asked for where no draft lies before them.
NO_DRAFT = re.compile(
    r"(?:建议|线索|项目|选题|议题|问题|素材|作品|标识|口号|名称|代表|专家|志愿者|供应商|金点子|需求|清单)的?(?:公开)?征集|征集[^，。《]{0,24}(?:建议|线索|项目|选题|议题|问题|素材|作品|标识|口号|名称|代表|专家|志愿者|供应商|金点子|需求)|满意度|问卷调查|网上调查"
)
TO_UNITS = re.compile(r"(?:各[^，。：:]{0,12}(?:镇|乡|街道|单位|部门|委办局)[^，。：:]{0,30})[：:]")
TO_ALL = re.compile(r"社会|公众|公开征|市民|群众|居民|各界|企业|网民")
OPENING = 1200  # characters of a page in which it says whom and what it asks
SCANT = 120  # characters of main text below which a page may show its text as an image


@dataclass(frozen=True)
class Call:
    """A call and its page."""

    page: Page
    call: Consultation

    @property
    def title(self) -> str:
        """As the page shows it."""
        return self.call.title or self.page.heading or self.page.title


@dataclass
class Calls:
    """Calls sorted by whether a clause speaks of them: `asked`, and `undecided` ones with the reason in Chinese."""

    days: tuple[date, date]
    asked: list[Call] = field(default_factory=list)
    undecided: list[tuple[Call, str]] = field(default_factory=list)


def all_calls(snapshot: Snapshot) -> list[Call]:
    """Every call of the site, by page. Give it to `Snapshot.once`."""
    found = ((snapshot.page_by_id(call.page_id), call) for call in snapshot.records(Consultation))
    return [Call(page, call) for page, call in found if page is not None and page.fault is None]


def beginning(call: Call) -> date | None:
    """Day that places a call in a period: its publication, else its first day, else its last."""
    return call.page.published_on or call.call.opens_on or call.call.closes_on


def ending(call: Call) -> date | None:
    """Last day for opinions, as the page states it."""
    return call.call.closes_on


def calls_of(
    snapshot: Snapshot, period: Period, context: Context, day_of: Callable[[Call], date | None] = beginning
) -> Calls:
    """The site's own calls on drafts of a period, in the order of their pages.

    Out: calls for suggestions, projects or names without a draft, calls of another place, other years. Undecided: no day, no trace of a
    draft, only units were asked, an uncertain kind of page.
    """
    days = period.days(context.as_of, context.year)
    own = snapshot.once(own_region)
    found = Calls(days)
    for call in snapshot.once(all_calls):
        day = day_of(call)
        if day is not None and not days[0] <= day <= days[1]:
            continue
        doubts = [_of_draft(snapshot, call), _of_place(call, own)]
        if None in doubts:
            continue
        if day is None:
            doubts.append("页面上读不到日期")
        doubt = next((each for each in doubts if each), "")
        if doubt:
            found.undecided.append((call, doubt))
        else:
            found.asked.append(call)
    return found


def _of_draft(snapshot: Snapshot, call: Call) -> str | None:
    """Empty where a draft lies before the public, None where there is none, else the doubt."""
    opening = snapshot.text(call.page.id)[:OPENING]
    named = DRAFT_NAME.search(call.title) or DRAFT_NAME.search(opening) or call.call.has_draft
    if not named and NO_DRAFT.search(call.title):
        return None
    if TO_UNITS.search(opening) and not TO_ALL.search(call.title + opening):
        return "可能只是征求有关单位的意见"
    if call.page.confidence < SURE:
        return "不能确定是不是征集公告"
    if named or PAPER_NAME.search(call.title):
        return ""
    return "没有读到草案，不能确定是不是对草案征求意见"


def _of_place(call: Call, own: str) -> str | None:
    """Empty for a call of this place, None for another's that is reposted, a doubt where only its source is another's."""
    if not own or own in call.title or own in call.page.source:
        return ""
    if is_elsewhere(call.title, own):
        return None
    return "来源是其他地方，可能是转载" if is_elsewhere(call.page.source, own) else ""


def is_elsewhere(name: str, own: str) -> bool:
    """Whether a title or a source begins with another place's or a superior's name."""
    bare = name.removeprefix("关于").lstrip("《")
    if SUPERIOR.match(bare):
        return True
    place = PLACE.match(bare)
    return place is not None and not NO_PLACE.search(place[0]) and not own.endswith(place[0])


def calls_gap(snapshot: Snapshot) -> Gap | None:
    """Why calls or their results may not have been seen."""
    return gap(snapshot, CALL_COLUMNS)


def nothing_read(snapshot: Snapshot, calls: Calls) -> Gap | None:
    """The gap, where no call was found at all and one may stand where nobody looked."""
    return None if calls.asked or calls.undecided else calls_gap(snapshot)


@dataclass(frozen=True)
class AttachedFile:
    """A file that a page offers, with its text; `was_read` is False for a scan, and where it was not fetched."""

    name: str
    text: str
    was_read: bool


def _attachments_by_page(snapshot: Snapshot) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    for attachment in snapshot.records(Attachment):
        found.setdefault(attachment.page_id, []).append(attachment)
    return found


def attached(snapshot: Snapshot, page_id: int) -> list[AttachedFile]:
    """Files of a page as far as they were read."""
    files = []
    for attachment in snapshot.once(_attachments_by_page).get(page_id, []):
        file: AttachmentFile | None = snapshot.attachment_file(attachment.url)
        read = file is not None and file.fault is None and file.characters > 0
        files.append(AttachedFile(attachment.name, snapshot.attachment_text(attachment.url) if read else "", read))
    return files


def unread_part(snapshot: Snapshot, page: Page, besides: re.Pattern[str] | None = None) -> str:
    """Why a page may say more than was read; empty when all of it was, `besides` files of such names."""
    if page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        return "页面内容可能由脚本生成"
    files = [file for file in attached(snapshot, page.id) if not (besides and besides.search(file.name))]
    if any(not file.was_read for file in files):
        return "可能写在没有读取的附件里"
    return "正文可能是图片" if page.text_length < SCANT else ""
