"""Options that several commands share (公共选项), and what becomes of them: settings of the crawl."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from auditing.exits import BadInputError
from crawler.off_peak import Window
from portal.site import Level, SiteKind

CRAWLING = "抓取"
JUDGING = "评判"
NETWORK = "网络"
OUTPUT = "输出"
SERVER = "服务"
WAITS = "30,120"  # seconds before an address that failed is tried again
QUICK_WAITS = "5"


class Robots(StrEnum):
    """Whether robots.txt is obeyed."""

    OBEY = "obey"
    IGNORE = "ignore"


class Render(StrEnum):
    """When pages are opened in a browser."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


def parse_date(text: str) -> date:
    """A day as typed, YYYY-MM-DD; raises BadInputError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInputError(f"日期“{text}”不对，应写成 2026-03-01 的样子") from None


def parse_waits(text: str) -> list[float]:
    """Waits before a failed address is tried again, seconds, comma-separated; raises BadInputError."""
    try:
        waits = [float(part) for part in text.replace("，", ",").split(",") if part.strip()]
    except ValueError:
        raise BadInputError(f"--recheck “{text}”不对，应是用逗号隔开的秒数，如 30,120") from None
    if any(not 0 < wait <= 86400 for wait in waits):
        raise BadInputError(f"--recheck “{text}”不对，每次等待应大于 0 秒，不超过 86400 秒")
    return waits


def parse_window(text: str) -> str:
    """An off-peak window as typed, HH:MM-HH:MM; raises BadInputError."""
    window = text.replace("：", ":").replace("—", "-").replace("~", "-").strip()
    try:
        Window.parse(window)
    except ValueError:
        raise BadInputError(f"--off-peak “{text}”不对，应写成 22:00-06:00 的样子") from None
    return window


Targets = Annotated[list[str], typer.Argument(metavar="目标…", help="网址，或站点清单文件（CSV、XLSX、YAML）")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="日期", help="按哪一天检查，默认今天", rich_help_panel=JUDGING)
]
LevelOption = Annotated[Level | None, typer.Option("--level", help="网站层级", rich_help_panel=JUDGING)]
KindOption = Annotated[SiteKind | None, typer.Option("--kind", help="网站类型", rich_help_panel=JUDGING)]
RulesetNames = Annotated[
    list[str] | None,
    typer.Option(
        "--ruleset",
        metavar="编号或文件",
        help="规则集，可多次使用；不写则按层级、地区自动选择",
        rich_help_panel=JUDGING,
    ),
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="年份",
        min=2000,
        max=2100,
        help="把年度文件的期限和时段移到这一年，默认按文件自己的年份",
        rich_help_panel=JUDGING,
    ),
]
Out = Annotated[Path, typer.Option("--out", metavar="文件夹", help="结果放在哪里", rich_help_panel=OUTPUT)]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, max=64, help="同时检查几个网站，默认等于处理器数", rich_help_panel=CRAWLING),
]
MaxPages = Annotated[int, typer.Option("--max-pages", min=1, help="每个网站最多读多少页", rich_help_panel=CRAWLING)]
MaxDepth = Annotated[int, typer.Option("--max-depth", min=0, help="从首页算起最多点几层", rich_help_panel=CRAWLING)]
Rate = Annotated[
    float, typer.Option("--rate", min=0.01, max=1000, help="每秒向一个网站请求几次", rich_help_panel=CRAWLING)
]
Concurrency = Annotated[
    int, typer.Option("--concurrency", min=1, max=64, help="对一个网站同时发几个请求", rich_help_panel=CRAWLING)
]
RenderOption = Annotated[
    Render,
    typer.Option(
        "--render",
        help="何时用浏览器打开页面：auto 只开内容由脚本生成的，never 不用（也不截图），always 全部",
        rich_help_panel=CRAWLING,
    ),
]
MaxRendered = Annotated[
    int, typer.Option("--max-rendered", min=0, help="auto 时每个网站最多用浏览器打开几页", rich_help_panel=CRAWLING)
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0.1, max=600, help="一次请求最多等几秒", rich_help_panel=CRAWLING)
]
RobotsOption = Annotated[Robots, typer.Option("--robots", help="是否遵守 robots.txt", rich_help_panel=CRAWLING)]
Recheck = Annotated[
    str | None,
    typer.Option("--recheck", metavar="秒,…", help=f"打不开的地址隔多久再试，默认 {WAITS}", rich_help_panel=CRAWLING),
]
Quick = Annotated[
    bool,
    typer.Option(
        "--quick",
        help=f"快速检查：一分钟内只看首页、政府信息公开专栏、上面的链接和 IPv6，不评分；打不开的隔 {QUICK_WAITS} 秒再试",
        rich_help_panel=CRAWLING,
    ),
]
Unit = Annotated[
    str | None,
    typer.Option(
        "--unit",
        metavar="单位",
        help="台账只列这个单位牵头或配合的条款，写名称的一部分即可；得分仍按全部条款",
        rich_help_panel=OUTPUT,
    ),
]
UserAgent = Annotated[
    str | None, typer.Option("--user-agent", metavar="文字", help="请求时自报的名称", rich_help_panel=NETWORK)
]
Hosts = Annotated[
    Path | None,
    typer.Option("--hosts", metavar="文件", help="静态域名表，每行“地址[:端口] 域名…”", rich_help_panel=NETWORK),
]
Nameserver = Annotated[
    str | None, typer.Option("--nameserver", metavar="地址[:端口]", help="指定域名服务器", rich_help_panel=NETWORK)
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="允许检查内网和本机地址", rich_help_panel=NETWORK)]
Proxy = Annotated[str | None, typer.Option("--proxy", metavar="网址", help="经代理访问", rich_help_panel=NETWORK)]
History = Annotated[
    Path | None,
    typer.Option(
        "--history",
        metavar="文件或文件夹",
        help="gongkai probe 的探测历史，默认用 --out 文件夹里的",
        rich_help_panel=JUDGING,
    ),
]
Wordlist = Annotated[
    Path | None,
    typer.Option(
        "--wordlist",
        metavar="文件",
        help="本单位的错词表（txt、csv、xlsx，每行一个错词和正确写法），与内置词表一起使用",
        rich_help_panel=JUDGING,
    ),
]
Waivers = Annotated[
    Path | None,
    typer.Option(
        "--waivers",
        metavar="文件",
        help="豁免清单（CSV、XLSX、YAML）：豁免什么、理由、谁批准、到哪一天",
        rich_help_panel=JUDGING,
    ),
]
Attestations = Annotated[
    list[Path] | None,
    typer.Option(
        "--attestations",
        metavar="文件或文件夹",
        help="人工核实结论（CSV、XLSX、YAML，或读回过核实结论的检查文件夹），可多次；--out 里往次的自动沿用",
        rich_help_panel=JUDGING,
    ),
]
Pdf = Annotated[
    bool,
    typer.Option(
        "--pdf",
        help="另存 PDF：检查结果单（要有 Chromium、Chrome 或 Edge）和整改通知书（要有 LibreOffice）",
        rich_help_panel=OUTPUT,
    ),
]
Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="文件夹",
        help="本单位的公文模板（notice.docx、bulletin.docx、objection.docx，可以只放一部分），变量见 docs/word.md",
        rich_help_panel=OUTPUT,
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="文字",
        help="检查单位的邮箱、电话或网址，写进请求时自报的名称，网站运维单位可以据此联系",
        rich_help_panel=NETWORK,
    ),
]
Others = Annotated[
    list[Path] | None,
    typer.Option(
        "--other",
        metavar="文件夹",
        help="另一个网站的检查文件夹（上级文件库、惠企平台等），供要两边对照的条款使用，可多次使用",
        rich_help_panel=JUDGING,
    ),
]
Previous = Annotated[
    Path | None,
    typer.Option(
        "--previous",
        metavar="文件夹",
        help="上次检查的文件夹：没有变化的页面沿用上次读到的内容",
        rich_help_panel=CRAWLING,
    ),
]
OffPeak = Annotated[
    str | None,
    typer.Option(
        "--off-peak",
        metavar="时段",
        help="只在这个时段访问网站（北京时间），如 22:00-06:00；时段外等待",
        rich_help_panel=CRAWLING,
    ),
]
Resume = Annotated[
    bool,
    typer.Option("--resume", help="接着做 --out 里最近一次没有做完的检查，沿用当时的选项", rich_help_panel=OUTPUT),
]
Json = Annotated[bool, typer.Option("--json", help="向标准输出逐行写 JSON，供程序读取", rich_help_panel=OUTPUT)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只列出将检查的网站、规则集和条款", rich_help_panel=OUTPUT)]
Server = Annotated[
    str | None,
    typer.Option(
        "--server",
        metavar="网址",
        help="交给本单位的 gongkai 服务检查，并在这里跟随进度；加 --out 把结果取回本机",
        rich_help_panel=SERVER,
    ),
]
Token = Annotated[
    str | None,
    typer.Option(
        "--token",
        metavar="令牌",
        envvar="GONGKAI_TOKEN",
        show_envvar=False,
        help="服务的接口令牌（在控制台“我的账户”里生成）；写进环境变量 GONGKAI_TOKEN 更稳妥",
        rich_help_panel=SERVER,
    ),
]
AtOnce = Annotated[bool, typer.Option("--at-once", help="服务端立即抓取，不等它的错峰时段", rich_help_panel=SERVER)]
