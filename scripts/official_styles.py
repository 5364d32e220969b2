"""Styles of official documents (公文字体字号), GB/T 9704-2012: names as an office knows them, fonts by the names that Word and WPS look for."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

MM = 1440 / 25.4  # twips
WIDTH = round(156 * MM)  # of the type area (版心), twips
LINE = 579  # twips: 225 mm in 22 lines
TIGHTER = -5  # twips between characters of 三号, which is what puts 28 of them into 156 mm
CHARACTER = WIDTH // 28
SIZE = {"二号": 44, "三号": 32, "四号": 28, "小四": 24, "五号": 21}  # half points
LATIN = "Times New Roman"
SONG, FANGSONG, KAI, HEI, BIAOSONG = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
# Font, another name under which it may be installed, panose, family, pitch: what Word and WPS go by when the font itself is missing.
FONTS = (
    (BIAOSONG, "方正小标宋_GBK", "02000000000000000000", "auto", "variable"),
    (FANGSONG, "仿宋", "02010609030101010101", "modern", "fixed"),
    (KAI, "楷体", "02010609030101010101", "modern", "fixed"),
    (HEI, "SimHei", "02010609060101010101", "modern", "fixed"),
    (SONG, "SimSun", "02010600030101010101", "auto", "variable"),
)
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPENED = f'xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}"'


def font_table() -> str:
    """word/fontTable.xml."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/><w:panose1 w:val={quoteattr(panose)}/>"
        f'<w:charset w:val="86"/><w:family w:val={quoteattr(family)}/><w:pitch w:val={quoteattr(pitch)}/></w:font>'
        for name, other, panose, family, pitch in FONTS
    )
    return f"<w:fonts {OPENED}>{fonts}</w:fonts>"


def styles() -> str:
    """word/styles.xml."""
    base = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANGSONG)}<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>'
    )
    body = f'<w:wordWrap w:val="0"/><w:spacing w:line="{LINE}" w:lineRule="exact"/><w:jc w:val="both"/>'
    return (
        f"<w:styles {OPENED}>{base}"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/>{body}</w:pPr><w:rPr><w:spacing w:val="{TIGHTER}"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f"{''.join(_paragraph_styles())}{''.join(_character_styles())}</w:styles>"
    )


def _paragraph_styles() -> Iterable[str]:
    two = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'  # 左空二字
    small = '<w:snapToGrid w:val="0"/><w:spacing w:line="300" w:lineRule="exact"/>'
    yield _style(
        "公文标题",
        BIAOSONG,
        "二号",
        '<w:keepNext/><w:spacing w:line="660" w:lineRule="exact" w:after="579"/><w:jc w:val="center"/>',
    )
    yield _style("主送机关", FANGSONG, "三号", '<w:jc w:val="left"/>')
    yield _style("正文公文", FANGSONG, "三号", two)
    yield _style("举例", FANGSONG, "三号", f'{two}<w:jc w:val="left"/>')  # addresses in it leave lines short
    yield _style("一级标题", HEI, "三号", f'<w:keepNext/>{two}<w:outlineLvl w:val="0"/>')
    yield _style("二级标题", KAI, "三号", f'<w:keepNext/>{two}<w:jc w:val="left"/><w:outlineLvl w:val="1"/>')
    yield _style("三级标题", FANGSONG, "三号", f'<w:keepNext/>{two}<w:outlineLvl w:val="2"/>', "<w:b/>")
    # 附件说明: two characters in, further lines under the first letter after “附件：”
    hanging = f'<w:keepNext/><w:ind w:left="{7 * CHARACTER}" w:hanging="{5 * CHARACTER}"/><w:jc w:val="left"/>'
    yield _style("附件说明", FANGSONG, "三号", hanging)
    yield _style(
        "附件说明续",
        FANGSONG,
        "三号",
        f'<w:keepNext/><w:ind w:left="{7 * CHARACTER}" w:hanging="{2 * CHARACTER}"/><w:jc w:val="left"/>',
    )
    # 署名 stands centred over the date, which leaves about four characters free on the right (加盖印章的公文)
    signed = f'<w:keepNext/><w:ind w:left="{14 * CHARACTER}" w:right="{3 * CHARACTER}"/><w:jc w:val="center"/>'
    yield _style(
        "署名", FANGSONG, "三号", f'<w:spacing w:before="{2 * LINE}" w:line="{LINE}" w:lineRule="exact"/>{signed}'
    )
    yield _style("成文日期", FANGSONG, "三号", signed)
    yield _style("附注", FANGSONG, "三号", two)
    yield _style("附件标记", HEI, "三号", '<w:pageBreakBefore/><w:jc w:val="left"/>')
    yield _style(
        "附件标题",
        BIAOSONG,
        "二号",
        f'<w:keepNext/><w:spacing w:before="{LINE}" w:line="660" w:lineRule="exact" w:after="{LINE // 2}"/><w:jc w:val="center"/>',
    )
    yield _style("表头", HEI, "五号", f'{small}<w:jc w:val="center"/>')
    yield _style("表格", FANGSONG, "五号", f'{small}<w:jc w:val="left"/>')
    yield _style(
        "表格标题",
        HEI,
        "小四",
        '<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:line="360" w:lineRule="exact"/><w:jc w:val="left"/>',
    )
    yield _style(
        "表注",
        FANGSONG,
        "小四",
        '<w:snapToGrid w:val="0"/><w:spacing w:before="120" w:line="400" w:lineRule="exact"/><w:jc w:val="left"/>',
    )
    yield _style(
        "页码单",
        SONG,
        "四号",
        f'<w:snapToGrid w:val="0"/><w:ind w:right="{CHARACTER}"/><w:jc w:val="right"/>',
        latin=SONG,
    )
    yield _style(
        "页码双",
        SONG,
        "四号",
        f'<w:snapToGrid w:val="0"/><w:ind w:left="{CHARACTER}"/><w:jc w:val="left"/>',
        latin=SONG,
    )


def _character_styles() -> Iterable[str]:
    for name, font in (("楷体", KAI), ("黑体", HEI)):
        yield f'<w:style w:type="character" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/><w:rPr>{_fonts(font)}</w:rPr></w:style>'
    yield '<w:style w:type="character" w:customStyle="1" w:styleId="待填"><w:name w:val="待填"/><w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFF2A8"/></w:rPr></w:style>'


def _style(name: str, font: str, size: str, layout: str, letters: str = "", *, latin: str = LATIN) -> str:
    points = SIZE[size]
    tighter = "" if size == "三号" else '<w:spacing w:val="0"/>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{_ordered(layout)}</w:pPr><w:rPr>{_fonts(font, latin)}{letters}{tighter}<w:sz w:val="{points}"/><w:szCs w:val="{points}"/></w:rPr></w:style>'
    )


def _ordered(layout: str) -> str:
    """Paragraph properties in the order the schema asks for; Word refuses a file with another."""
    order = ("keepNext", "pageBreakBefore", "snapToGrid", "spacing", "ind", "jc", "outlineLvl")
    parts = [part for part in layout.replace("/>", "/>\n").split("\n") if part]
    return "".join(sorted(parts, key=lambda part: order.index(part[3:].split(" ")[0].rstrip("/>"))))


def _fonts(font: str, latin: str = LATIN) -> str:
    return f"<w:rFonts w:ascii={quoteattr(latin)} w:hAnsi={quoteattr(latin)} w:eastAsia={quoteattr(font)} w:cs={quoteattr(latin)}/>"
