"""Materials of a consultation (征集材料)."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks.assessment import Assessment, Context, unknown
from checks.consultation.calls import DRAFT_NAME, Call, attached, calls_gap, calls_of, nothing_read, unread_part
from checks.consultation.judged import Fault, judge_each
from checks.contract import Kind, Parameters, Texts, check
from checks.judged import UNDECIDED
from checks.options import InPeriod, MinRate
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from portal.states import LinkState, Region, Worded
from portal.storage.snapshot import Snapshot

EXPLANATION_NAME = re.compile(
    r"(?:起草|编制|制定|制订|修订|修改|草案|有关情况)的?说明|情况说明|编制说明|政策解读|草案解读"
)
# Words by which a page or a draft may explain itself without naming it an explanation.
EXPLAINS = re.compile(r"说明|背景|必要性|起草(?:过程|依据|情况)|制定(?:依据|目的)|主要内容|解读")
ARTICLES = re.compile(r"第[一二三四五][条章]")
LEADS_ON = re.compile(r"全文|草案|征求意见稿|点击|查看|详见|附件|下载|《")
OTHER_PAGES = re.compile(r"采纳|结果|上一[篇条]|下一[篇条]|(?:公告|通知|公示)$")
MAY_BE_WAY = re.compile(r"@|电话|邮箱|邮编|信箱|传真|地址|联系人|联系方式|留言|二维码|反馈至|发至|寄")
MAY_BE_DEADLINE = re.compile(r"截止|截至|之日起|工作日|日前|日止|期限|为期|日内|天内|月底")
LONG_TEXT = 1000  # characters of a page's text in which a draft may stand


class ConsultationPart(Worded):
    """What a consultation must offer (征集公告内容)."""

    DRAFT = "draft", "草案"
    EXPLANATION = "explanation", "起草说明"
    WAYS = "ways", "反馈方式"
    DEADLINE = "deadline", "截止日期"


class MaterialsParameters(Parameters):
    """Which parts, in what share of the consultations."""

    contains: tuple[ConsultationPart, ...] = Field(
        default=tuple(ConsultationPart),
        min_length=1,
        title="应有材料",
        description="parts every consultation must offer",
    )
    min_rate: MinRate = 1.0
    period: InPeriod = THIS_YEAR


@check(
    "consultation.materials",
    parameters=MaterialsParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("征集公告缺少规定的材料", Severity.MINOR),
        UNDECIDED: Kind("不能确定征集材料是否齐全", Severity.INFO),
    },
    texts=Texts(
        title="征集材料齐全",
        required="征求意见时公开草案、说明、反馈方式和截止日期。",
        method="在征集页及其附件中查找草案全文、起草说明、反馈方式和截止日期。",
        basis="重大行政决策程序暂行条例 第十五条；年度工作要点",
        remedy="在征集页补充缺少的材料。",
        effort="小",
    ),
)
def materials(snapshot: Snapshot, parameters: MaterialsParameters, context: Context) -> Assessment:
    """Consultations of the period that offer the draft, its explanation, ways to comment and the last day.

    Inputs: calls for opinions on drafts with their text, links, attached files and their texts, ways to answer and dates. Fails when the
    share that offers every part stays below `min_rate` even if every doubtful one were complete. Review: attached files that were not read,
    links that may lead to a part, an explanation within the page's or the draft's own text, words that may state a way or a last day,
    calls that may not be on a draft of this place, no consultation found. Unknown: none was found and columns for consultations were not
    read. Serves 重大行政决策程序暂行条例 art. 15, yearly documents.
    """
    calls = calls_of(snapshot, parameters.period, context)
    missed = nothing_read(snapshot, calls)
    if missed:
        return unknown(missed.reason, missed.words)
    judged = judge_each(calls, lambda call: _faults(snapshot, call, parameters), Severity.MINOR)
    share = judged.share
    words = f"检查期内 {share.total} 次对草案征求意见，{share.good} 次材料齐全（{share.rate:.0%}）"
    unseen = None if parameters.min_rate == 1.0 else calls_gap(snapshot)
    outcome, reason, code = share.verdict(words, parameters.min_rate, unseen)
    measured = {"calls": share.total, "with_all_parts": share.good, "rate": share.rate, "min_rate": parameters.min_rate}
    return Assessment(outcome, reason, measured, tuple(judged.findings), code)


def _faults(snapshot: Snapshot, call: Call, parameters: MaterialsParameters) -> Iterator[Fault]:
    for part in parameters.contains:
        doubt = _doubt(snapshot, call, part)
        if doubt is None:
            continue
        told = f"（{doubt}，需人工核实）" if doubt else ""
        message = f"征集公告没有{part.words}{told}：{call.title}"
        yield Fault("missing", message, part.value, call.title, call.call.selector, sure=not doubt)


def _doubt(snapshot: Snapshot, call: Call, part: ConsultationPart) -> str | None:
    """None where the call offers the part; empty where it surely does not; else why it may."""
    match part:
        case ConsultationPart.DRAFT:
            return None if call.call.has_draft else _no_draft(snapshot, call)
        case ConsultationPart.EXPLANATION:
            return None if call.call.has_explanation else _no_explanation(snapshot, call)
        case ConsultationPart.WAYS:
            return None if call.call.ways else _no_words(snapshot, call, MAY_BE_WAY, "页面上有类似联系方式的文字")
        case ConsultationPart.DEADLINE:
            known = call.call.closes_on or call.call.days
            return None if known else _no_words(snapshot, call, MAY_BE_DEADLINE, "页面上有类似期限的文字")


def _no_draft(snapshot: Snapshot, call: Call) -> str | None:
    files = [file for file in attached(snapshot, call.page.id) if not EXPLANATION_NAME.search(file.name)]
    if any(len(ARTICLES.findall(file.text)) > 1 or DRAFT_NAME.search(file.text[:LONG_TEXT]) for file in files):
        return None
    unread = unread_part(snapshot, call.page, besides=EXPLANATION_NAME)
    if unread or files:
        return unread or "附件可能就是草案"
    if _leads_on(snapshot, call):
        return "草案可能在链接的页面上"
    return "正文可能就是草案" if call.page.text_length > LONG_TEXT else ""


def _no_explanation(snapshot: Snapshot, call: Call) -> str | None:
    files = attached(snapshot, call.page.id)
    if any(EXPLANATION_NAME.search(file.name + file.text[:LONG_TEXT]) for file in files):
        return None
    unread = unread_part(snapshot, call.page)
    if unread:
        return unread
    if EXPLAINS.search(snapshot.text(call.page.id)) or any(EXPLAINS.search(file.text) for file in files):
        return "公告或草案的正文可能作了说明"
    return "说明可能在链接的页面上" if _leads_on(snapshot, call) else ""


def _no_words(snapshot: Snapshot, call: Call, pattern: re.Pattern[str], words: str) -> str:
    texts = [snapshot.text(call.page.id), *(file.text for file in attached(snapshot, call.page.id))]
    if any(pattern.search(text) for text in texts):
        return words
    return unread_part(snapshot, call.page)


def _leads_on(snapshot: Snapshot, call: Call) -> bool:
    """Whether a link beside the text may lead to a part: to anything that was not found dead."""
    for link in snapshot.links(call.page.id, Region.MAIN):
        if not link.url or link.url == call.page.url or OTHER_PAGES.search(link.label):
            continue
        if LEADS_ON.search(link.label):
            target = snapshot.target_by_id(link.target_id)
            if target is None or target.state is not LinkState.BROKEN:
                return True
    return False
