"""What the log of an audit says (检查日志用语): kinds of events of the service and of the crawl, in words."""

from crawler.journal import Note
from service.jobs.events import Event

OWN = {
    Event.BEGUN: "开始检查",
    Event.FAULT: "出了故障",
    Event.LOST: "检查程序失去联系",
    Event.GIVEN_BACK: "检查程序退出，放回队列",
    Event.STORE_AWAY: "文件存储不能用，稍后再存",
    Event.REMARK: "说明",
    Event.CANCELLED: "已取消",
    Event.SITE_REMOVED: "网站已删除",
    Event.FAILED: "未能检查",
    Event.DONE: "检查完成",
    # kinds that both the service and the crawl note; the detail tells which
    Event.PAUSED: "暂停",
    Event.RESUMED: "接着检查",
}
WORDS = {note.value: note.words for note in Note} | {event.value: words for event, words in OWN.items()}


def event_words(kind: str) -> str:
    """The words of a kind; one of another version as it is."""
    return WORDS.get(kind, kind)
