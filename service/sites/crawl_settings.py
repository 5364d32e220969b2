"""How a site is crawled, as far as an office may set it (抓取设置): which options, within which bounds, in words.

Whatever reaches into the machine or lifts a guard (host table, proxy, private addresses…) is left to the settings of the service.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from crawler.off_peak import Window
from crawler.options import CrawlOptions
from service.refusals import RefusalError

MINUTE = 60
MOST_WAITS = 10


@dataclass(frozen=True)
class CrawlSetting:
    """One option of `CrawlOptions`. Numbers lie between `least` and `most`; `choices` are the words of a closed list."""

    name: str
    words: str
    hint: str = ""
    least: float | None = None
    most: float | None = None
    whole: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    window: bool = False  # HH:MM-HH:MM
    waits: bool = False  # several numbers between the bounds, with commas

    @property
    def default(self) -> Any:
        """What holds when nothing is set."""
        return CrawlOptions.model_fields[self.name].get_default(call_default_factory=True)

    @property
    def bounds(self) -> str:
        """Least and greatest number in words."""
        return "" if self.least is None else f"{self.least:g}～{self.most:g}"

    def typed(self, value: Any) -> str:
        """What stands in the field of a form."""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, list):
            return ",".join(f"{each:.10g}" for each in value)
        return f"{value:.10g}" if isinstance(value, float) else str("" if value is None else value)

    def shown(self, value: Any) -> str:
        """A value in words."""
        return dict(self.choices).get(self.typed(value), self.typed(value))

    def read(self, typed: Any) -> Any:
        """The value of what was typed or sent; raises RefusalError (422)."""
        if self.choices:
            return self._chosen(typed)
        if self.window:
            return self._hours(typed)
        if self.waits:
            parts = typed if isinstance(typed, list) else str(typed).replace("，", ",").split(",")
            if not parts or "" in parts or len(parts) > MOST_WAITS:
                raise self._refused()
            return [self._number(part) for part in parts]
        return self._number(typed)

    def _number(self, typed: Any) -> float:
        try:
            number = float(typed)
        except (TypeError, ValueError, OverflowError):
            raise self._refused() from None
        if not self._fits(number) or isinstance(typed, bool):
            raise self._refused()
        return int(number) if self.whole else number

    def _fits(self, number: float) -> bool:
        inside = (self.least or 0) <= number <= (self.most or 0)
        return inside and (not self.whole or number.is_integer())

    def _hours(self, typed: Any) -> str:
        words = str(typed).replace("：", ":").replace("—", "-").replace("－", "-").replace(" ", "")
        try:
            Window.parse(words)
        except ValueError:
            raise RefusalError.unusable(f"{self.words}应写成 22:00-06:00 的样子") from None
        return words

    def _chosen(self, typed: Any) -> Any:
        value = str(typed).lower() if isinstance(typed, bool) else typed
        if not isinstance(value, str) or value not in dict(self.choices):
            raise RefusalError.unusable(f"{self.words}只能选 {'、'.join(words for _, words in self.choices)}")
        return {"true": True, "false": False}.get(value, value)

    def _refused(self) -> RefusalError:
        kind = "整数" if self.whole else "数字"
        return RefusalError.unusable(f"{self.words}应是 {self.least:g} 到 {self.most:g} 之间的{kind}")


CRAWL_SETTINGS = (
    CrawlSetting("max_pages", "最多读多少页", "页", 1, 200_000),
    CrawlSetting("max_depth", "离首页最多点几次", "不填不限", 0, 50),
    CrawlSetting("max_time", "最长用时", "秒，不填不限", MINUTE, 7 * 24 * 60 * MINUTE, whole=False),
    CrawlSetting("rate", "每秒请求数", "不宜过快，以免影响网站", 0.05, 20, whole=False),
    CrawlSetting("concurrency", "同时连接数", "", 1, 16),
    CrawlSetting("timeout", "一次请求的时限", "秒；国家标准是 15 秒", 3, 120, whole=False),
    CrawlSetting("recheck", "打不开的地址隔多久再试", "秒，用逗号隔开", 1, 86_400, whole=False, waits=True),
    CrawlSetting("robots", "robots.txt", choices=(("obey", "遵守"), ("ignore", "不遵守"))),
    CrawlSetting("render", "用浏览器打开", choices=(("auto", "需要时"), ("never", "不用"), ("always", "总是"))),
    CrawlSetting("max_rendered", "最多用浏览器打开几页", "", 0, 5000),
    CrawlSetting("axe_pages", "无障碍抽查页数", "", 0, 100),
    CrawlSetting("external_per_host", "同一外站最多检查几个链接", "", 1, 5000),
    CrawlSetting("external_interval", "访问外站的间隔", "秒", 0, 60, whole=False),
    CrawlSetting("ipv6_tries", "IPv6 首页测试次数", "", 1, 100),
    CrawlSetting("off_peak", "只在这段时间抓取", "如 22:00-06:00；不填随本单位设置", window=True),
    CrawlSetting("search", "测试站内搜索", choices=(("true", "测试"), ("false", "不测试"))),
)
_BY_NAME = {setting.name: setting for setting in CRAWL_SETTINGS}


def checked_crawl(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Options of a site or office from what was typed or sent; empty values are not set. Raises RefusalError (422) for any other option or value."""
    unknown = sorted(set(typed) - set(_BY_NAME))
    if unknown:
        raise RefusalError.unusable(f"抓取设置里没有“{unknown[0][:40]}”，可设 {'、'.join(_BY_NAME)}")
    crawl = {name: _BY_NAME[name].read(value) for name, value in typed.items() if value not in (None, "")}
    try:
        CrawlOptions.model_validate(crawl)
    except ValidationError as fault:  # the bounds here lie within those of the crawler, so this is a fault of ours
        raise RefusalError.unusable(f"抓取设置不对：{fault.errors()[0]['msg']}") from fault
    return crawl
