"""What a text in the disclosure column is by its title and opening (内容归类): a rule, a report, a guide, surely news, perhaps news."""

import re
from enum import Enum

from portal.facts import Page
from portal.storage.snapshot import Snapshot

_BRACKETED = re.compile(r"[(（【\[][^)）】\]]{0,24}[)）】\]]")
_RULE = re.compile(
    r"(?:条例|办法|规定|制度|规则|规程|规范|细则|意见|通知|方案|要点|决定|标准|指引|准则|预案|流程|流程图|目录|解释|规划|计划|清单|法|批复|复函|函|程序|职责|机制|规章|纲要|意见书|须知|措施|条款|解读|问答)$"
)
_REPORT = re.compile(r"年报$|(?:年度|工作)(?:工作)?(?:情况)?(?:的)?报告$|公开(?:情况)?(?:的)?(?:报告|总结)$|年度报告")
_GUIDE = re.compile(r"公开(?:工作)?指南$")
_EVENT = re.compile(
    r"召开|举行|举办|调研|视察|慰问|走访|会见|出席|揭牌|挂牌|签约|(?<!公)开工|荣获|获评|入选|传达学习|座谈|观摩|现场办公|带队|赴[^，。]{2,16}(?:考察|学习)|启动仪式|(?:动员|推进|培训|座谈|部署|调度)会$"
)
_ACTING = re.compile(
    r"扎实|全面启动|持续|深化|强化|多措并举|有序推进|稳步|积极|助力|全力|从严|统筹|合力|联合|加快|常态|集中开展|督导|开展[^，。]{0,30}活动|分片|抓好|提前谋划|现场督导|细化落实"
)
_OPENING = re.compile(
    r"^(?:[(（]?(?:本报|本网|新华社|人民网)[^，。]{0,24}(?:讯|电)|近日|日前|连日来|近期|昨日|今日|今年以来|据[^，。]{2,20}(?:报道|消息|介绍|了解)"
    r"|\d{1,2}月\d{1,2}日(?:上午|下午|晚|，|,|至|-|—)|\d{4}年\d{1,2}月\d{1,2}日(?:上午|下午|晚|，|,))"
)
_MEDIA = re.compile(r"融媒体|电视台|日报|晚报|新华|人民网|新闻|记者")
_REPORTING = re.compile(r"本报讯|（?记者[^，。]{0,8}）|通讯员|据悉|据介绍")
_ARTICLES = re.compile(r"第[一二三四]条")
_LINES = 8  # lines among which the opening stands


class Sort(Enum):
    """What a text is."""

    RULE = "rule"
    REPORT = "report"
    GUIDE = "guide"
    NEWS = "news"
    PERHAPS_NEWS = "perhaps_news"
    OTHER = "other"


def plain_title(title: str) -> str:
    """A title without white space, quotation marks and what stands in brackets."""
    return _BRACKETED.sub("", "".join(title.split())).strip("《》“”\"'·. ")


def sort_of(snapshot: Snapshot, title: str, page: Page | None) -> Sort:
    """What a row's text is; `page`: where it was read. News is sure only with two signs and none of a rule."""
    bare = plain_title(title)
    for pattern, sort in ((_REPORT, Sort.REPORT), (_GUIDE, Sort.GUIDE), (_RULE, Sort.RULE)):
        if pattern.search(bare):
            return sort
    text = snapshot.text(page.id) if page else ""
    if _ARTICLES.search(text):
        return Sort.RULE
    signs = (2 if _EVENT.search(bare) else 0) + (1 if _ACTING.search(bare) else 0)
    if page:
        opening = any(_OPENING.match("".join(line.split())) for line in text.splitlines()[:_LINES])
        signs += opening + bool(_MEDIA.search(page.source)) + bool(_REPORTING.search(text))
    if signs >= 2:
        return Sort.NEWS if page else Sort.PERHAPS_NEWS
    return Sort.PERHAPS_NEWS if signs else Sort.OTHER
