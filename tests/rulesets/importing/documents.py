"""A document of our own wording as Word, web page and PDF: the same clauses in each."""

from html import escape
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument

LINES = (
    "青禾区人民政府办公室关于印发《青禾区2031年政务公开工作要点》的通知",
    "青禾政办发〔2031〕4号",
    "各镇街，区直各部门：",
    "《青禾区2031年政务公开工作要点》已经区政府同意，现印发给你们。",
    "青禾区人民政府办公室",
    "2031年3月5日",
    "青禾区2031年政务公开工作要点",
    "一、抓实公开",
    "（一）公开规划。主动公开专项规划和区域规划。（责任单位：区发展和改革局、区自然资源局）",
    "（二）办好公报。按时刊登区政府规范性文件，提供目录导航。（牵头单位：区政府办公室；配合单位：各镇街",
    "二、强化保障",
    "（一）开展培训。鼓励各单位结合实际开展培训。(责任单位：各镇街，区直各部门)",
    "附件",
    "青禾区政务公开任务清单",
)
HEADER = ("序号", "工作任务", "具体要求", "责任单位", "完成时限")
ROWS = (
    ("1", "完善平台", "建立规范性文件集中发布平台，提供查阅、检索、下载服务。", "区司法局", "２０３１年９月底前"),
    ("2", None, "对现行有效规范性文件标注有效性。", None, "2031年底前，并长期坚持"),
    ("3", "扩大参与", "重大决策征求意见期限不少于30日。", "区司法局牵头，区直有关部门配合", "2031.10"),
    ("4", None, "每年组织不少于2次政府开放日，并公开意见采纳情况。", "各镇街、区直各部门、单位", "12月底前"),
)
"""None: the cell above reaches down."""


def as_word(path: Path) -> Path:
    """The document as DOCX, its merged cells merged."""
    document: WordDocument = Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=1 + len(ROWS), cols=len(HEADER))
    for place, words in enumerate(HEADER):
        table.cell(0, place).text = words
    for number, row in enumerate(ROWS, 1):
        for place, held in enumerate(row):
            if held is None:
                table.cell(number - 1, place).merge(table.cell(number, place))
            else:
                table.cell(number, place).text = held
    document.save(str(path))
    return path


def as_page() -> str:
    """The document as a portal's page, between menu and footer."""
    menu = "".join(
        f'<li><a href="/{n}">{words}</a></li>'
        for n, words in enumerate(("首页", "政府信息公开", "互动交流", "办事服务"))
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in LINES)
    head = "".join(f"<th>{words}</th>" for words in HEADER)
    rows = "".join(f"<tr>{''.join(map(_cell, range(5), row, _below(number)))}</tr>" for number, row in enumerate(ROWS))
    return (
        '<html><head><meta charset="utf-8"><title>工作要点_青禾区</title><style>body{font-family:"Noto Sans CJK SC"}p{text-indent:2em}'
        "table{border-collapse:collapse}td,th{border:1px solid}@page{size:A5 landscape}</style></head>"
        f'<body><div class="header"><ul class="nav">{menu}</ul></div><div class="content">{body}<table><thead><tr>{head}</tr></thead>{rows}</table></div>'
        '<div class="footer"><p>主办单位：青禾区人民政府办公室　网站标识码：3799990001</p></div></body></html>'
    )


def _below(number: int) -> tuple[str | None, ...]:
    return ROWS[number + 1] if number + 1 < len(ROWS) else ("",) * len(HEADER)


def _cell(_: int, words: str | None, below: str | None) -> str:
    span = ' rowspan="2"' if below is None else ""
    return "" if words is None else f"<td{span}>{words}</td>"
