"""News and notices (新闻动态、通知公告) among texts that are nothing more special: by column, title, opening and source.

News tells what happened, a notice tells somebody what to do or know. Where the signs of both weigh the same, or hardly anything speaks for
either, the text stays ARTICLE.
"""

import re

from portal.columns.names import said_by
from portal.markup.sheet import Sheet
from portal.states import PageKind

_NOTICE_TITLE = re.compile(
    r"(?:公告|公示|通告|启事|通知|告知书|公示表|名单|预告|提示|提醒|倡议书|公开信|简章)(?:[(（].{1,16}[)）])?(?:之[一二三四五六七八九十]+)?\d?$"
    r"|(?:中标|成交|采购|招标|招聘|招录|拍卖|出让|流标|废标)(?:公告|公示|结果|信息|意向)?$|(?:公告|公示)[(（【\[]"
)
_EVENT = re.compile(
    r"召开|举行|举办|调研|视察|慰问|走访|会见|出席|主持|揭牌|挂牌|签约|开工|荣获|获评|入选|传达学习|座谈|观摩|现场办公|带队|赴[^，。]{2,16}(?:考察|学习)|开展[^，。]{0,30}活动"
    r"|(?:动员|推进|培训|座谈|部署|总结|启动|调度)会|启动仪式|新闻$|本报讯"
)
_ACTING = re.compile(
    r"开展|部署|督导|督查|检查|启动|宣讲|考察|参加|积极|扎实|全力|助力|赋能|多措并举|推进|统筹|稳步|实施|推动|做好|落实|联合|有序|持续|深化|强化|优化|提升|加强|[狠细]?抓好|筑牢|获|成功|喜|首[个届次家]"
)
_NEWS_OPENING = re.compile(
    r"^(?:[(（]?(?:本报|本网|新华社|人民网|中新[社网]|央广网)[^，。]{0,24}(?:讯|电)|近日|日前|连日来|近期|近年来|昨日|昨天|今天|今日|今年以来|据[^，。]{2,20}(?:报道|消息|介绍|了解)"
    r"|\d{1,2}月\d{1,2}日(?:[至-]\d{1,2}日)?(?:上午|下午|晚|，|,|至|-|—)|\d{4}年\d{1,2}月\d{1,2}日(?:上午|下午|晚|，|,)|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日(?:上午|下午|，))"
)
_NOTICE_OPENING = re.compile(
    r"(?:公告|公示|通知|通告)如下|特此(?:公告|公示|通知|通告)|现予以?公[告示]|公示期|现将[^。]{0,60}(?:公告|公示|公布)"
)
_MEDIA = re.compile(
    r"新华|人民日报|人民网|中新|央视|央广|日报|晚报|早报|商报|时报|都市报|电视台|融媒体|客户端|广播|新闻网|晨报|青年报|法制报|经济网"
)
_REMARKS = re.compile(r"来\s*源|发布|浏览|点击|字\s*[体号]|打印|作\s*者|编\s*辑|索引|文\s*号|公开")
_OPENING_LINES = 14  # lines of the text among which its opening stands
_OPENING = 30  # characters from which a line may be one


def news_or_notice(sheet: Sheet, title: str, names: list[str], *, reposted: bool) -> tuple[PageKind, float]:
    """NEWS, NOTICE or ARTICLE, and how sure.

    `title` and `names` (columns, nearest first) are squeezed; `reposted`: the page stands in an interpretation column and is none.
    """
    news, notice = _by_column(names)
    if _NOTICE_TITLE.search(title):
        notice += 3
    else:
        news += 2 if _EVENT.search(title) else (_ACTING.search(title) is not None)
    opening = _opening(sheet.main_lines, title)
    if opening and _NEWS_OPENING.match(opening):
        news += 1
    elif opening and _NOTICE_OPENING.search(opening):
        notice += 1
    if _MEDIA.search(sheet.page.source):
        news += 1
    if reposted:
        news += 2
    return _weighed(news, notice)


def _weighed(news: float, notice: float) -> tuple[PageKind, float]:
    if max(news, notice) < 2 or news == notice:
        return PageKind.ARTICLE, 0.65
    kind = PageKind.NEWS if news > notice else PageKind.NOTICE
    return kind, {1: 0.8, 2: 0.92}.get(int(abs(news - notice)), 0.97)


def _by_column(names: list[str]) -> tuple[float, float]:
    """Weight of the nearest column that is for news or notices."""
    said = said_by(names[:3], PageKind.NEWS, PageKind.NOTICE)
    weight = 2 if said.steps == 0 else 1
    return (weight if said.kind is PageKind.NEWS else 0), (weight if said.kind is PageKind.NOTICE else 0)


def _opening(lines: list[str], title: str) -> str:
    """First line of running text after the title."""
    key = title[:12]
    start = next((at + 1 for at, line in enumerate(lines[:40]) if key and "".join(line.split()).startswith(key)), 0)
    for line in lines[start : start + _OPENING_LINES]:
        if len(line) >= _OPENING and not ("。" not in line and _REMARKS.search(line)):
            return "".join(line[:400].split())
    return ""
