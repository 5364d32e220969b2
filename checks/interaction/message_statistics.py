"""Statistics of messages received and answered (受理反馈统计), on the lists themselves or under a title of their own."""

import re

from checks.assessment import Finding
from checks.citing import cite_page
from checks.completeness import Gap
from checks.interaction.mailbox import Mailbox
from checks.outcomes import Severity
from checks.titles import titles_of
from portal.facts import Page
from portal.markup.visibility import has_scripts
from portal.storage.snapshot import Snapshot

_COUNTED = re.compile(r"(收到|受理|来信|信件|留言|咨询|办结|答复|回复|办理)[^\d。；\n]{0,8}\d+\s*(?:件|封|条|次|个|%)?")
_LABELS = re.compile(
    r"(?:受理|办结|答复|回复|信件|来信|留言)(?:总?数|总?量|率|情况)?统计|统计(?:数据|信息|图)|办结率|答复率"
)
_TITLE = re.compile(r"(?:来信|留言|信箱|信件|咨询|互动|诉求|网民).{0,16}(?:统计|办理情况|受理情况|情况通报|办结情况)")
_LEAST = 2  # different things counted
_MOST_PAGES = 40


def find_statistics(snapshot: Snapshot, box: Mailbox, missed: Gap | None) -> list[Finding]:
    """A finding where no statistics stand; empty where some do."""
    pages = _pages(snapshot, box)
    texts = [snapshot.text(page.id) for page in pages]
    if any(len(set(_COUNTED.findall(text))) >= _LEAST for text in texts) or _titled(snapshot):
        return []
    doubt = missed.words if missed else ""
    if not doubt and any(_LABELS.search(text) for text in texts):
        doubt = "页面上有统计的名目，没有读到数字"
    if not doubt and any(not page.rendered and has_scripts(snapshot.links(page.id)) for page in pages):
        doubt = "数字可能由脚本填入"
    holder = pages[0] if pages else box.letters[0].holder
    message = f"没有找到留言受理和反馈的统计数据{f'；{doubt}，需人工核实' if doubt else ''}。"
    severity = Severity.INFO if doubt else Severity.MINOR
    return [Finding("no_statistics", message, severity, holder.url, evidence=(cite_page(holder),))]


def _pages(snapshot: Snapshot, box: Mailbox) -> list[Page]:
    """Lists of messages, first pages of their columns and the columns above, the home page."""
    above = {name for column in box.columns for name in column.path}
    ids = [column.page_id for column in snapshot.columns() if column.name in above and column.page_id]
    firsts = [page for number in ids if (page := snapshot.page_by_id(number))]
    home = snapshot.home()
    pages = {page.id: page for page in (*box.lists, *firsts, *((home,) if home else ()))}
    return list(pages.values())[:_MOST_PAGES]


def _titled(snapshot: Snapshot) -> bool:
    titles = snapshot.once(titles_of)
    return any(_TITLE.search(each.title) for word in ("统计", "情况") for each in titles.holding(word))
