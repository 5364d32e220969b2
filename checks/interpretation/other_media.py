"""Media beside the text of an interpretation (图片、播放器、附件): it may be in another form than its words show."""

from checks.interpretation.own_interpretations import OwnInterpretation
from portal.facts import Link
from portal.states import Region
from portal.storage.snapshot import Snapshot

DECORATION = 3  # pages that show a picture which belongs to the template, not to a text
MEDIA = frozenset(
    ("jpg", "jpeg", "png", "gif", "bmp", "webp", "mp4", "flv", "avi", "wmv", "mov", "m3u8", "mp3", "ppt", "pptx", "pdf")
)
PICTURES_READ = frozenset(("graphic", "video", "animation", "live"))  # forms whose pictures and players are known


def other_media(snapshot: Snapshot, each: OwnInterpretation) -> str:
    """What on the page may be another form, in Chinese; empty when there is nothing, or its form shows it already."""
    if PICTURES_READ.intersection(each.item.forms):
        return ""
    words = (_words(snapshot, link) for link in snapshot.links(each.page.id, Region.MAIN))
    return next(filter(None, words), "")


def _words(snapshot: Snapshot, link: Link) -> str:
    match link.element:
        case "iframe" | "frame" | "embed" | "video":
            return "解读页内嵌了其他页面或播放器"
        case "img":
            return "" if _is_decoration(snapshot, link) else "解读页带有图片"
    suffix = link.url.partition("?")[0].lower().rpartition(".")[2]
    return "解读页带有图片、音视频或文件" if suffix in MEDIA else ""


def _is_decoration(snapshot: Snapshot, link: Link) -> bool:
    return bool(link.target_id) and snapshot.count_links_to(link.target_id, DECORATION) >= DECORATION
