"""Platforms of social media (新媒体平台), told by addresses and words; and share buttons, which lead there but are no accounts (分享按钮)."""

import re
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from portal.markup.outline import Node

_HOSTS = {
    "weibo.com": "微博",
    "weibo.cn": "微博",
    "t.qq.com": "微博",
    "weixin.qq.com": "微信",
    "douyin.com": "抖音",
    "iesdouyin.com": "抖音",
    "toutiao.com": "今日头条",
    "kuaishou.com": "快手",
    "bilibili.com": "哔哩哔哩",
    "xiaohongshu.com": "小红书",
    "ixigua.com": "西瓜视频",
    "zhihu.com": "知乎",
}
_WORDS = (
    ("视频号", "视频号"),
    ("微信", "微信"),
    ("公众号", "微信"),
    ("微博", "微博"),
    ("抖音", "抖音"),
    ("头条", "今日头条"),
    ("快手", "快手"),
    ("客户端", "客户端"),
    ("APP", "客户端"),
    ("小程序", "小程序"),
)
_SHARE_ADDRESS = re.compile(
    r"//service\.weibo\.com/|share(?:\.php|\.html|_url|/share)|sns\.qzone|/intent/|v\.t\.qq\.com/share", re.IGNORECASE
)
_SHARE_NAMES = re.compile(r"share|jiathis|bds_|fenxiang|social-", re.IGNORECASE)
_CLIMB = 3


@lru_cache(maxsize=4096)
def platform_of_address(url: str) -> str:
    """Chinese name of the platform an address lies on; empty for any other."""
    if "." not in url:
        return ""
    host = urlsplit(url).hostname or ""
    return next((name for tail, name in _HOSTS.items() if host == tail or host.endswith(f".{tail}")), "")


def platform_of_words(words: str) -> str:
    """Platform that words name; empty where they name none."""
    upper = words.upper()
    return next((name for word, name in _WORDS if word in upper), "")


def is_share_button(url: str, node: Node) -> bool:
    """Whether a link or picture is there to share the page: by its address, or by names of it and what it stands in."""
    if _SHARE_ADDRESS.search(url) or "data-cmd" in node.attrs:
        return True
    return any(_SHARE_NAMES.search(each.names) for each in (node, *islice(node.ancestors(), _CLIMB)) if each.attrs)
