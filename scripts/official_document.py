"""Word documents laid out as official documents (公文格式), GB/T 9704-2012: the parts of a DOCX file, written by hand so that they can be reviewed.

Figures of the standard: A4; margins top (天头) 37 mm, inner (订口) 28 mm, type area (版心) 156 mm × 225 mm, so 26 mm and 35 mm are left; 22 lines of 28 characters of
三号 (16 pt); title 二号 小标宋; body 三号 仿宋; headings of the first level 黑体, of the second 楷体; page numbers 四号 宋体 between two dashes, 7 mm
below the type area, on the outer side, one character in.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from scripts.official_styles import LINE, MM, OPENED, RELATIONS, font_table, styles

PAGE = 11906, 16838  # A4, twips
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26  # mm
FOOTER = 25  # mm from the paper's edge to the page number's foot: its dashes then stand 7 mm below the type area
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MARKED = "【", "】"  # something to be filled in: highlighted, so that none is overlooked

FormRow = str | tuple[Sequence[str], int]
Piece = str | tuple[str, str]  # text, or a character style and text


def paragraph(style: str, *pieces: Piece, kept: bool = False) -> str:
    """A paragraph of a style; `kept` on one page with the next. A line break in a text is one in the document."""
    layout = "<w:keepNext/>" if kept else ""
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{layout}</w:pPr>{''.join(map(_pieces, pieces))}</w:p>"


def tag(words: str) -> str:
    """A paragraph of a template that only steers what is around it, such as `{%p for x in xs %}`."""
    return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


def table(widths: Sequence[int], head: Sequence[str], each: str, cells: Sequence[Sequence[str]]) -> str:
    """A table whose heading stands on every page and whose rows are those of the loop `each`; a cell is its paragraphs.

    `widths`: millimetres.
    """
    rows = [
        _row(widths, [paragraph("表头", words) for words in head], repeated=True) if head else "",
        _steering_row(len(widths), f"{{%tr for {each} %}}"),
        _row(widths, ["".join(paragraph("表格", line) for line in cell) for cell in cells]),
        _steering_row(len(widths), "{%tr endfor %}"),
    ]
    return _table(widths, rows)


def form(widths: Sequence[int], rows: Iterable[FormRow]) -> str:
    """A table to be filled in, kept on one page: rows of texts with the height they have at least (mm, 0: that of the text).

    The first text of a row is its label, the third of a row of four too; a row of two spans the rest. A row given as one string steers the next ones.
    """
    every = list(rows)
    return _table(
        widths,
        [
            _steering_row(len(widths), row)
            if isinstance(row, str)
            else _form_row(widths, *row, kept=number < len(every))
            for number, row in enumerate(every, 1)
        ],
    )


def document(body: Iterable[str], title: str) -> bytes:
    """The DOCX file, the same for the same body."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml", "core": "docProps/core.xml"}),
        "docProps/core.xml": _properties(title),
        "word/document.xml": f"<w:document {OPENED}><w:body>{''.join(body)}{_section()}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {
                "styles": "styles.xml",
                "settings": "settings.xml",
                "fontTable": "fontTable.xml",
                "footer": "footer1.xml",
                "footer/even": "footer2.xml",
            }
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": _footer("页码单"),
        "word/footer2.xml": _footer("页码双"),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, (text if text.startswith("<?") else HEADER + text).encode())
    return file.getvalue()


def _pieces(piece: Piece) -> str:
    style, text = ("", piece) if isinstance(piece, str) else piece
    start, end = MARKED
    before, mark, rest = text.partition(start)
    if not mark:
        return _run(text, style)
    inside, _, after = rest.partition(end)
    return _run(before, style) + _run(start + inside + end, "待填") + (_pieces((style, after)) if after else "")


def _run(text: str, style: str = "") -> str:
    """A run; quotation marks and dashes in it are taken for Chinese ones."""
    if not text:
        return ""
    words = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    named = f"<w:rStyle w:val={quoteattr(style)}/>" if style else ""
    return f'<w:r><w:rPr>{named}<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _table(widths: Sequence[int], rows: Iterable[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{round(width * MM)}"/>' for width in widths)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    layout = f'<w:tblW w:w="{round(sum(widths) * MM)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
    return f'<w:tbl><w:tblPr>{layout}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def _row(widths: Sequence[int], cells: Sequence[str], *, repeated: bool = False) -> str:
    head = "<w:tblHeader/>" if repeated else ""
    filled = "".join(_cell(width, cell) for width, cell in zip(widths, cells, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{filled}</w:tr>"


def _form_row(widths: Sequence[int], texts: Sequence[str], height: int, *, kept: bool) -> str:
    spans = _spans(len(widths), len(texts))
    cells, column = [], 0
    for place, (text, span) in enumerate(zip(texts, spans, strict=True)):
        width = sum(widths[column : column + span])
        style = "表格标题" if len(texts) == 1 else "表头" if place % 2 == 0 else "表格"
        cells.append(_cell(width, paragraph(style, text, kept=kept), span))
        column += span
    least = f'<w:trHeight w:val="{round(height * MM)}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}</w:trPr>{''.join(cells)}</w:tr>"


def _spans(columns: int, texts: int) -> list[int]:
    """Columns that each text takes: the last one takes what is left."""
    return [1] * (texts - 1) + [columns - texts + 1]


def _cell(width: int, paragraphs: str, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{round(width * MM)}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'


def _steering_row(columns: int, words: str) -> str:
    cells = "".join(f"<w:tc><w:tcPr/>{tag(words if not column else '')}</w:tc>" for column in range(columns))
    return f"<w:tr>{cells}</w:tr>"


def _section() -> str:
    margins = " ".join(
        f'w:{name}="{round(mm * MM)}"'
        for name, mm in (
            ("top", TOP),
            ("right", RIGHT),
            ("bottom", BOTTOM),
            ("left", LEFT),
            ("header", 15),
            ("footer", FOOTER),
        )
    )
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/><w:pgMar {margins} w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )


def _footer(style: str) -> str:
    number = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    pieces = f"{_run('— ')}{number}{_run(' —')}"
    return f'<w:ftr {OPENED}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{pieces}</w:p></w:ftr>'


def _settings() -> str:
    # Chinese punctuation may hang over the margin and never starts a line, as the standard's samples have it.
    return (
        f'<w:settings {OPENED}><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="{LINE}"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>'
        "<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "footer1": "footer",
        "footer2": "footer",
    }
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{word}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    """Relations in the given order, `rId1` first; what follows a slash in a kind only tells two of one kind apart."""
    kinds = {"core": f"{PACKAGE}/relationships/metadata/core-properties"}
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kinds.get(kind) or RELATIONS + "/" + kind.partition("/")[0]}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _properties(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )
