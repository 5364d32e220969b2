"""Parts an interpretation speaks of (解读内容): by their own names, by words that usually tell them, or by no trace at all."""

import re

# What clauses ask for, with words that say it outright and words without which it can hardly be said.
_PARTS = (
    (
        r"背景|必要性",
        r"背景|必要性|起草缘由|为什么(?:要)?(?:出台|制定)",
        r"背景|必要|近年|目前|当前|过去|以往|以前|原来|原有|为什么|缘由|起因|问题|形势|需要|需求|现状|由来|新",
    ),
    (
        r"依据",
        r"(?:决策|制定|起草|法律|政策|出台|主要)(?:的)?依据|依据[:：]",
        r"依据|根据|按照|参照|参考|遵循|对照|贯彻|落实|要求|精神|规定|条例|法|令|意见|文件",
    ),
    (
        r"目的|意义|目标",
        r"(?:出台|制定|起草|主要)(?:的)?(?:目的|意义|目标)|目的意义|旨在|目标任务",
        r"目的|意义|旨在|为了|为|目标|有利于|推动|促进|提高|提升|保障|解决|规范|维护|减少|避免|节约|方便|改善|适应|让|使",
    ),
    (
        r"举措|措施|主要内容|任务",
        r"(?:重要|重点|主要|具体|核心|政策)(?:的)?(?:举措|措施|内容|任务)",
        r"举措|措施|内容|任务|办法|做法|规定|明确|提出|要求|一是|首先|第一|怎样|怎么|如何",
    ),
    (
        r"适用|对象|影响范围",
        r"适用(?:范围|对象)|影响范围|(?:政策|补贴|惠及|覆盖)对象",
        r"适用|范围|对象|涉及|影响|惠及|覆盖|单位|个人|企业|群众|居民|农户|哪些人|谁",
    ),
    (r"概念|关键词|名词", r"核心概念|关键词|名词解释|概念", r"概念|是指|所称|定义|名词|含义|关键词|指的是|即"),
    (
        r"新旧|差异|变化",
        r"新旧(?:政策)?(?:差异|对比|变化)|(?:主要|有哪些)变化|与(?:原|旧|以往)[^。]{0,12}相比",
        r"新旧|差异|变化|原|旧|以往|以前|过去|调整|修订|新增|相比|不同|改为|取消|更新",
    ),
    (
        r"注意事项|执行标准",
        r"注意事项|执行标准|需要(?:留意|注意)",
        r"注意|留意|标准|提醒|不得|应当|必须|需要|提前|期限|按时|怎么办",
    ),
    (
        r"享受条件|惠企|利民",
        r"享受条件|申请条件|申报条件|惠企|利民|便民",
        r"条件|享受|申请|申报|补贴|补助|奖励|减免|优惠|惠|便|办理",
    ),
)


def says(part: str, text: str) -> bool:
    """Whether a text names a part outright: by the words asked for, or by those that mean it."""
    own = own_words(text)
    return part in own or any(asked.search(part) and told.search(own) for asked, told, _ in _COMPILED)


def may_say(part: str, text: str) -> bool:
    """Whether a text may speak of a part: it has a word that goes with it, or nobody knows which words would."""
    own = own_words(text)
    traces = [trace for asked, _, trace in _COMPILED if asked.search(part)]
    return says(part, text) or not traces or any(trace.search(own) for trace in traces)


def own_words(text: str) -> str:
    """A text without the names of documents, whose words are nobody's explanation."""
    return _NAMES.sub("", text)


_NAMES = re.compile(r"《[^《》]*》")
_COMPILED = tuple((re.compile(asked), re.compile(told), re.compile(trace)) for asked, told, trace in _PARTS)
