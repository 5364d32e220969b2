"""List of the government's accounts on social media (政务新媒体名录)."""

from collections.abc import Iterator

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.column_search import EMPTY_FILLS
from checks.completeness import Gap, gap
from checks.contract import Parameters, Texts, check
from checks.options import AnyPeriod, PerUnit
from checks.outcomes import Outcome, Reason, Severity
from checks.site.account_faults import KINDS, AccountPart, dead_ways, missing_parts, told_together
from checks.site.media_lists import COLUMNS, Listed, Lists, media_lists
from portal.facts import Page
from portal.markup.visibility import menu_is_unseen
from portal.states import Fill, LinkState, Region
from portal.storage.snapshot import Snapshot

ONE_PICTURE = 60  # characters of text beside which a picture may be the whole list


class NewMediaParameters(Parameters):
    """How many accounts, and what is told of each."""

    min_accounts: int = Field(default=1, ge=1, le=10_000, title="最少账号数", description="accounts the list must hold")
    contains: tuple[AccountPart, ...] = Field(
        default=(AccountPart.UNIT, AccountPart.LINK), title="账号应列内容", description="what is told of each account"
    )
    period: AnyPeriod = None
    per_unit: PerUnit = False


@check(
    "site.newmedia",
    parameters=NewMediaParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="公开政务新媒体名录",
        required="网站集中列出政务新媒体账号，写明主办单位，并有可以打开的链接或二维码。",
        method="查找政务新媒体、微信微博矩阵等栏目，逐个读账号名称、单位、链接和二维码图片，打开链接看是否有效；账号内容是否更新不在检查范围。",
        basis="各年度政务公开工作要点；国办发〔2018〕123号",
        remedy="在首页设置政务新媒体栏目，列全账号、主办单位和入口，注销的及时移除。",
        effort="小",
    ),
)
def newmedia(snapshot: Snapshot, parameters: NewMediaParameters, context: Context) -> Assessment:
    """The site lists its government's accounts on social media with unit and a way to each.

    Inputs: columns and pages named as lists of accounts, the accounts read from their tables, links to platforms, captioned pictures and
    lines, the state of links and pictures, and the day of the list. Fails when no list, or an empty one, is found on a site read in full;
    when one read in full holds fewer than `min_accounts`; when a table's account lacks what `contains` asks (a way to it is its link or
    its picture; a unit may be its name); and when a link or picture, or the only way to the list, is confirmed dead. Answers of a guard
    (403, a login) are not dead; share buttons and one or two codes in header or footer are no list. Review where the list may be one
    picture, a file or on another site, where accounts cannot be told from other links, where accounts outside tables show no unit, where
    the home page shows accounts but no list stands behind them, and where the list's day is not in `period`. Unknown where the list's
    page was not read. Whether an account itself is alive is not judged. Serves yearly documents, 国办发〔2018〕123号.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    lists = snapshot.once(media_lists)
    accounts = lists.all_accounts
    if not accounts:
        return _without_accounts(snapshot, lists, home)
    missed = _missed(snapshot, home) or (Gap("有的名录没有读到", Reason.NOT_FETCHED) if lists.unread else None)
    findings = [*_too_few(accounts, parameters.min_accounts, missed)]
    faults = [
        fault
        for page, account in accounts
        for fault in (*dead_ways(snapshot, page, account), *missing_parts(page, account, parameters.contains))
    ]
    findings += told_together(faults, per_unit=parameters.per_unit)
    findings += _old(lists.pages, parameters, context)
    return _verdict(findings, len(accounts), len({page.id for page, _ in accounts}))


def _missed(snapshot: Snapshot, home: Page) -> Gap | None:
    """What may hold a list and was not read."""
    unseen = menu_is_unseen(home, snapshot.links(home.id))
    return gap(snapshot, COLUMNS) or (Gap("首页导航由脚本生成", Reason.NO_BROWSER) if unseen else None)


def _without_accounts(snapshot: Snapshot, lists: Lists, home: Page) -> Assessment:
    """No account was read from a list: perhaps unread, perhaps a picture or a file, perhaps nothing."""
    measured = {"accounts": 0, "pages": len(lists.pages)}
    if doubt := _what_may_be_a_list(snapshot, lists):
        page, words = doubt
        return _review(f"{words}，需人工核实。", page or home, measured)
    missed = _missed(snapshot, home)
    if lists.unread and (gone := _gone(snapshot, lists, home)):
        return Assessment(Outcome.FAIL, gone.message, measured, (gone,))
    if lists.unread:
        found = lists.unread[0]
        if found.is_elsewhere:
            return _review(f"“{found.name}”在其他网站上，没有读到，需人工核实。", home, measured)
        reason = Reason.NO_BROWSER if found.fill is Fill.SCRIPTED else Reason.NOT_FETCHED
        return unknown(reason, f"栏目“{found.name}”", **measured)
    if lists.at_home:
        words = f"首页有“{lists.at_home[0].name}”等 {len(lists.at_home)} 个账号的入口，没有找到名录，需人工核实。"
        return _review(words, home, measured)
    if missed:
        return _review(f"没有找到政务新媒体名录；{missed.words}，需人工核实。", home, measured, missed.reason)
    empty = next((page for page in lists.pages), None)
    message = "政务新媒体栏目里没有账号。" if empty else "没有找到政务新媒体名录。"
    return _fail(message, empty or home, measured)


def _gone(snapshot: Snapshot, lists: Lists, home: Page) -> Finding | None:
    """That the only ways to a list are confirmed dead."""
    targets = [snapshot.target(found.url) for found in lists.unread]
    dead = [target for target in targets if target and target.state is LinkState.BROKEN]
    if not dead or len(dead) < len(lists.unread) or lists.at_home:
        return None
    why = dead[0].fault.words if dead[0].fault else dead[0].state.words
    message = f"栏目“{lists.unread[0].name}”打不开：{why}。"
    link = lists.unread[0].link
    evidence = (cite_link(home, link) if link and link.page_id == home.id else cite_page(home, target=dead[0].url),)
    return Finding("dead", message, KINDS["dead"].severity, dead[0].url, evidence=evidence)


def _what_may_be_a_list(snapshot: Snapshot, lists: Lists) -> tuple[Page | None, str] | None:
    """A page whose pictures, rows or files may be the list, with the reason."""
    for page in lists.pages:
        if page.fill in EMPTY_FILLS:
            continue
        rows = [item for item in snapshot.items(page.id) if item.region is Region.MAIN]
        if any(link.element == "img" for link in snapshot.links(page.id, Region.MAIN)):
            return page, f"“{page.heading or page.title}”没有读到账号，名录可能是图片"
        if rows:
            return page, f"“{page.heading or page.title}”里是不是账号分辨不清"
        if page.text_length > ONE_PICTURE:
            return page, f"“{page.heading or page.title}”有文字，没有认出账号"
    return (None, "名录可能在附件里") if lists.files else None


def _too_few(accounts: list[Listed], least: int, missed: Gap | None) -> Iterator[Finding]:
    if len(accounts) >= least:
        return
    page, _ = accounts[0]
    message = f"名录里只读到 {len(accounts)} 个账号，少于 {least} 个"
    if missed:
        yield _finding("doubtful", f"{message}；{missed.words}，需人工核实。", page, element="too_few")
    else:
        yield _finding("too_few", f"{message}。", page)


def _old(pages: list[Page], parameters: NewMediaParameters, context: Context) -> Iterator[Finding]:
    """Lists whose day is not in the period asked; one that bears no day may be renewed all the time."""
    if parameters.period is None or not pages:
        return
    first, last = parameters.period.days(context.as_of, context.year)
    days = [page.published_on for page in pages if page.published_on]
    if not any(first <= day <= last for day in days):
        told = f"名录的日期是 {max(days)}" if days else "名录没有写明日期"
        yield _finding("doubtful", f"{told}，{first} 至 {last} 是否更新过需人工核实。", pages[0], element="period")


def _finding(kind: str, message: str, page: Page, *, element: str = "") -> Finding:
    return Finding(kind, message, KINDS[kind].severity, page.url, element, evidence=(cite_page(page),))


def _review(message: str, page: Page, measured: dict[str, int], reason: Reason | None = None) -> Assessment:
    return Assessment(Outcome.REVIEW, message, measured, (_finding("doubtful", message, page),), reason)


def _fail(message: str, page: Page, measured: dict[str, int]) -> Assessment:
    finding = Finding("missing", message, KINDS["missing"].severity, evidence=(cite_page(page),))
    return Assessment(Outcome.FAIL, message, measured, (finding,))


def _verdict(findings: list[Finding], accounts: int, pages: int) -> Assessment:
    sure = [finding for finding in findings if finding.severity is not Severity.INFO]
    measured = {"accounts": accounts, "pages": pages}
    if sure:
        return Assessment(Outcome.FAIL, sure[0].message, measured, tuple(findings))
    if findings:
        reason = findings[0].message if len(findings) == 1 else f"{len(findings)} 处要由人核实。"
        return Assessment(Outcome.REVIEW, reason, measured, tuple(findings))
    return Assessment(Outcome.PASS, f"名录列有 {accounts} 个政务新媒体账号，内容齐全。", measured)
