"""Ways a page of results can be narrowed (结果分类): tabs and filters by category of content, and other ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.links.addresses import resolve
from portal.markup.outline import Node, Outline, squeeze
from portal.states import Region

_CATEGORY = re.compile(
    r"(?:时政|政务|工作|本地|部门|县区|区县|镇街|图片|视频|今日)?(?:新闻|要闻|动态|资讯)(?:中心|动态|资讯)?|(?:政府|政务)?信息公开|政务公开|公开(?:信息|目录|指南)?"
    r"|(?:政府|政策|法规|规范性|部门)?文件|政策(?:法规|文件|解读|发布|库)?|法律?法规|规章|(?:文件|图文|政策)?解读"
    r"|通知(?:公告|公示)?|公告(?:公示)?|公示(?:公告)?|公报|政府公报|(?:政务|办事|便民|网上|公共)?服务(?:事项)?|办事(?:指南)?|指南|事项|(?:互动|政民|公众)(?:交流|互动|参与)?|互动"
    r"|留言|信箱|咨询|问答|知识库?|常见问题|回应(?:关切)?|意见征集|(?:民意)?征集|调查|访谈|专题(?:专栏)?|专栏|图片|图解|视频|音频|音视频|附件|文档"
    r"|数据(?:开放|发布)?|统计(?:数据)?|机构(?:职能)?|领导|人事(?:任免|信息)?|财政(?:信息)?|规划(?:计划)?|应急|招考|招聘|采购|招标|走进.{1,4}|.{0,3}概况"
)
_FILTER = re.compile(
    r"(?:按)?(?:相关(?:度|性)|时间|日期|发布时间|热度|点击(?:量|率)?)(?:排序|优先|倒序|降序|升序|范围|不限)?|(?:最近)?[一二三半近1-9]\s*(?:天|日|周|月|个月|年|季度)(?:内)?|排序(?:方式)?"
    r"|搜索(?:范围|位置|方式)|检索(?:范围|位置)|全文|标题|正文|不限|全部(?:结果|栏目|类型|分类|站点|时间)?|综合(?:搜索)?|所有|分类|类别|类型|栏目|来源|站点|站群|本站|筛选|高级(?:搜索|检索)|精确(?:搜索|匹配)?|模糊(?:搜索|匹配)?|结果中搜索|在结果中(?:搜索|查找)"
)
_COUNT = re.compile(r"[(（\[【]?\d+\+?[)）\]】]?(?:条|项|篇)?\Z")
_NAMED = re.compile(
    r"tab|cate|filter|type|class|screen|facet|column|channel|lanmu|fenlei|select|choose|option|side|left|nav",
    re.IGNORECASE,
)
_CLICKED = frozenset(("a", "button", "option", "label"))
_WORDED = frozenset(
    ("a", "button", "option", "label", "li", "span", "dt", "dd", "th", "td", "div", "p", "em", "b", "i")
)
_LONGEST = 9  # characters of a tab's words, its number of results left out
_NEAR = 4  # tabs between two of one row of them
_LEAST = 2  # words of content that make a row of tabs
_SURROUNDED = 3  # ancestors whose names count


@dataclass(frozen=True, slots=True)
class Filters:
    """What a page offers. `others` order results, narrow them by time or place of the words, or may be categories."""

    categories: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def filters_of(outline: Outline, base: str, encoding: str, usual: frozenset[str]) -> Filters:
    """Tabs and filters of a page; links to addresses of `usual` are the site's own menu."""
    words = list(_short_words(outline, base, encoding, usual))
    places = [place for place, (word, _) in enumerate(words) if _CATEGORY.fullmatch(word)]
    rows = [place for place in places if any(0 < abs(place - other) <= _NEAR for other in places)]
    sure = [place for place in rows if words[place][1]]
    named = tuple(dict.fromkeys(words[place][0] for place in sure))
    if len(named) < _LEAST:
        named = ()
    rest = (word for place, (word, _) in enumerate(words) if place in rows or _FILTER.fullmatch(word))
    return Filters(named, tuple(dict.fromkeys(word for word in rest if word not in named)))


def _short_words(outline: Outline, base: str, encoding: str, usual: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Short labels of innermost elements in document order, and whether a visitor can click them."""
    for node in outline.nodes:
        if node.tag not in _WORDED or node.region is Region.FOOTER or _holds_others(outline, node):
            continue
        word = _COUNT.sub("", squeeze(outline.raw(node))).strip("：:|【】[]·")
        word = "".join(letter for letter in word if letter.isprintable())
        if not 1 < len(word) <= _LONGEST or _is_menu(node, base, encoding, usual):
            continue
        yield word, _is_clicked(node)


def _holds_others(outline: Outline, node: Node) -> bool:
    """Whether the words belong to elements inside; those that only count or mark do not make a row of their own."""
    inside = [each for each in outline.inside(node) if each.tag in _WORDED and each.end > each.start]
    words = squeeze(outline.raw(node))
    return any(len(squeeze(outline.raw(each))) * 2 > len(words) for each in inside)


def _is_menu(node: Node, base: str, encoding: str, usual: frozenset[str]) -> bool:
    link = node if node.tag == "a" else next((around for around in node.ancestors() if around.tag == "a"), None)
    if link is None or not usual:
        return False
    address = resolve(base, link.attrs.get("href", ""), encoding)
    return address is not None and address.url in usual


def _is_clicked(node: Node) -> bool:
    if node.tag in _CLICKED or "onclick" in node.attrs:
        return True
    around = [node, *(above for above, _ in zip(node.ancestors(), range(_SURROUNDED), strict=False))]
    return any(each.tag in _CLICKED or "onclick" in each.attrs or _NAMED.search(each.names) for each in around)
