"""Made-up portals of any size: pages like those of a county government, 20 to 50 KB each, rendered when they are asked for.

Columns hold paged lists, lists lead to articles; menus and footers are the same on every page, which is what makes real portals cheap or dear
to read. Every number in an address decides what its page says, so that two servers play the same portal.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from benchmarks.serving import Answer

LIST_ROWS = 20
_COLUMN_NAMES = (
    "政务要闻 部门动态 乡镇动态 通知公告 领导活动 政策文件 政策解读 规划计划 财政预算 财政决算 重大项目 公共资源 社会救助 "
    "教育信息 医疗卫生 环境保护 安全生产 食品药品 就业创业 住房保障 征地补偿 乡村振兴 行政执法 政府采购 人事任免 建议提案"
)
_COLUMNS = _COLUMN_NAMES.split()
_VOCABULARY = (
    "全县 各镇 街道 部门 单位 项目 资金 群众 企业 服务 工作 会议 方案 措施 责任 落实 推进 加强 完善 提升 保障 改革 发展 建设 管理 "
    "监督 检查 公开 信息 平台 办理 时限 标准 流程 培训 宣传 试点 评估 整治 排查"
)
_WORDS = _VOCABULARY.split()
_DAY_ONE = date(2024, 1, 2)
_PLAIN = "text/html; charset=utf-8"
_MISSING = Answer(
    404, (b"<!DOCTYPE html><html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>",)
)


@dataclass(frozen=True)
class Portal:
    """A portal of about `pages` pages: a home page, columns, their list pages, and articles. `name` varies titles between portals."""

    pages: int
    name: str = "青禾岭县"
    paragraphs: int = 60  # in an article; 60 make a page of some 30 KB
    seed: int = field(default=1)

    @cached_property
    def articles(self) -> int:
        """How many of the pages are articles."""
        return max(1, round((self.pages - 1) * LIST_ROWS / (LIST_ROWS + 1)))

    @cached_property
    def columns(self) -> int:
        """How many columns there are."""
        return min(len(_COLUMNS), max(1, self.articles // LIST_ROWS))

    def list_pages(self, column: int) -> int:
        """How many pages the list of a column has."""
        own = len(range(column, self.articles, self.columns))
        return max(1, -(-own // LIST_ROWS))

    def paths(self) -> list[str]:
        """Addresses of all pages."""
        lists = (
            f"/col/{column}/{f'index_{page}' if page else 'index'}.html"
            for column in range(self.columns)
            for page in range(self.list_pages(column))
        )
        return ["/", *lists, *(f"/art/{number}.html" for number in range(self.articles))]

    def answer(self, method: str, host: str, target: bytes, cookie: bool) -> Answer:  # noqa: ARG002 (the server's interface)
        """Answer to a request."""
        path = target.split(b"?", 1)[0].decode("ascii", "replace")
        return self.resource(path) or self.page(path) or _MISSING

    def resource(self, path: str) -> Answer | None:
        """A style sheet, picture, script or attachment; None for everything else."""
        kinds = {"css": "text/css", "png": "image/png", "js": "application/javascript", "pdf": "application/pdf"}
        kind = kinds.get(path.rpartition(".")[2])
        return Answer(body=(_FILES[kind],), content_type=kind) if kind else None

    def page(self, path: str) -> Answer | None:
        """A page; None for an address there is none at."""
        match path.strip("/").removesuffix(".html").split("/"):
            case [""]:
                return self._home()
            case ["col", number, "index"] if int(number) < self.columns:
                return self._list(int(number), 0)
            case ["col", number, page] if page.removeprefix("index_").isdigit():
                return self._list(int(number), int(page.removeprefix("index_")))
            case ["art", number] if number.isdigit() and int(number) < self.articles:
                return self._article(int(number))
        return None

    def _home(self) -> Answer:
        blocks = [
            f"<div class=box><h2><a href=/col/{column}/index.html>{_COLUMNS[column]}</a></h2>{self._rows(column, 0, 8)}</div>"
            for column in range(self.columns)
        ]
        return self._rendered(f"{self.name}人民政府", "", "".join(blocks))

    def _list(self, column: int, page: int) -> Answer | None:
        if page >= self.list_pages(column):
            return None
        title = _COLUMNS[column]
        place = f'<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/col/{column}/index.html">{title}</a></div>'
        return self._rendered(
            f"{title}-{self.name}人民政府",
            place,
            f"<div class=list>{self._rows(column, page * LIST_ROWS, LIST_ROWS)}</div>{self._paging(column, page)}{self._beside(column + page)}",
        )

    def _rows(self, column: int, start: int, count: int) -> str:
        numbers = range(column, self.articles, self.columns)[start : start + count]
        rows = (
            f'<li><span class="date">{self.day(number)}</span><a href="/art/{number}.html" target="_blank" title="{self.title(number)}">'
            f"{self.title(number)}</a></li>"
            for number in numbers
        )
        return f'<ul class="newslist">{"".join(rows)}</ul>'

    def _paging(self, column: int, page: int) -> str:
        names = ["index", *(f"index_{number}" for number in range(1, self.list_pages(column)))]
        near = names[max(0, page - 2) : page + 3]
        links = (f'<a href="/col/{column}/{name}.html">{name.removeprefix("index_")}</a>' for name in near)
        return f'<div class="page">{"".join(links)}<a href="/col/{column}/{names[-1]}.html">尾页</a></div>'

    def _article(self, number: int) -> Answer:
        column = number % self.columns
        name = _COLUMNS[column]
        text = "".join(f"<p>　　{self._sentence(number * 41 + each * 7)}</p>" for each in range(self.paragraphs))
        attached = (
            f'<p><a href="/files/{number}.pdf">附件：{self.title(number)}.pdf</a></p>' if number % 40 == 0 else ""
        )
        place = f'<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/col/{column}/index.html">{name}</a> &gt; 正文</div>'
        body = (
            f"<div class=article><h1>{self.title(number)}</h1><div class=info>发布日期：{self.day(number)}　来源：{self.name}人民政府办公室</div>"
            f'<div class="TRS_Editor">{text}{attached}</div></div>{self._beside(number)}'
        )
        return self._rendered(f"{self.title(number)}-{self.name}人民政府", place, body, day=self.day(number))

    def title(self, number: int) -> str:
        """Title of an article."""
        return f"{self.name}{self._phrase(number)}第{number}号情况"

    def day(self, number: int) -> date:
        """Day an article was published."""
        return _DAY_ONE + timedelta(days=number % 700)

    def _phrase(self, number: int) -> str:
        """One of many short phrases, always the same for a number."""
        return self._phrases[number * 7919 % len(self._phrases)]

    def _sentence(self, number: int) -> str:
        return self._sentences[number % len(self._sentences)]

    @cached_property
    def _phrases(self) -> list[str]:
        chance = random.Random(self.seed)  # noqa: S311 (no secret)
        return ["".join(chance.choices(_WORDS, k=5)) for _ in range(4001)]

    @cached_property
    def _sentences(self) -> list[str]:
        return ["，".join(self._phrase(number * 9 + each) for each in range(9)) + "。" for number in range(4003)]

    def _beside(self, number: int) -> str:
        """The column of further reading at the side of a page."""
        others = sorted({(number * 37 + step * 101) % self.articles for step in range(12)})
        rows = (
            f'<li class="side-item"><i class="dot"></i><a href="/art/{each}.html">{self.title(each)}</a></li>'
            for each in others
        )
        return f'<div class="sidebar"><h3>相关信息</h3><ul class="side">{"".join(rows)}</ul></div>'

    def _rendered(self, title: str, place: str, body: str, day: date | None = None) -> Answer:
        dated = f'<meta name="PubDate" content="{day}">' if day else ""
        start = f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>{dated}'
        parts = (start.encode(), self._top, f"{place}<div class=main>{body}</div>".encode(), self._bottom)
        return Answer(body=parts, content_type=_PLAIN)

    @cached_property
    def _top(self) -> bytes:
        """Rest of the head, and the menus every page has."""
        head = (
            f'<meta name="SiteName" content="{self.name}人民政府"><meta name="SiteDomain" content="127.0.0.1">'
            '<link rel="stylesheet" href="/css/site.css"><script src="/js/site.js"></script></head>'
        )
        entries = "".join(
            f'<li class="menu-item"><a href="/col/{column}/index.html" class="menu-link" title="{_COLUMNS[column]}">{_COLUMNS[column]}</a></li>'
            for column in range(self.columns)
        )
        style = "".join(f".m{number}{{float:left;width:{number}px;background:#fff}}\n" for number in range(120))
        return (
            f'{head}<body><style>{style}</style><div class="header"><img src="/img/logo.png" alt="{self.name}"></div>'
            f'<div class="nav"><ul>{entries}</ul></div>'
        ).encode()

    @cached_property
    def _bottom(self) -> bytes:
        """The footer every page has."""
        friends = "".join(
            f'<option value="/col/{column}/index.html">{_COLUMNS[column]}</option>' for column in range(self.columns)
        )
        return (
            f'<div class="footer"><select>{friends}</select><p>主办：{self.name}人民政府办公室　网站标识码：3799990001</p>'
            "<p>鲁ICP备00000000号-1</p><p>联系电话：0999-0000000</p><script>var loaded=1;</script></div></body></html>"
        ).encode()


_FILES = {
    "text/css": b"body{margin:0}" * 100,
    "image/png": b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "application/javascript": b"var site={};" * 100,
    "application/pdf": b"%PDF-1.4\n" + bytes(30_000) + b"\n%%EOF",
}
