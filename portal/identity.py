"""Identity elements of a page (网站标识要素): numbers and names in the footer, the two official badges, ways to reach the office.

Text counts in the footer or, on pages without a recognisable one, in the last fifth. A badge counts wherever its link, image or script
stands. What is written only inside a comment is recorded as such: copied templates carry other sites' numbers there.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.facts import IdentityMark
from portal.markup.outline import BLOCK, BREAK, Node, fold, squeeze
from portal.markup.sheet import Sheet
from portal.states import FOOTER, Mark, Via

_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕秦甘陇青宁新港澳台"
_SITE_CODE = re.compile(r"标识码(?:为|是)?[:：]?[（(【\[〔]?((?:bm)?[0-9A-Za-z]{0,20})", re.IGNORECASE)
_ICP = re.compile(
    rf"([{_PROVINCES}])?ICP[备证](?:案)?(?:编号|号)?[:：]?([{_PROVINCES}]ICP备)?([A-Za-z]?\d[\d-]*(?:号(?:-\d{{1,3}}(?!\d))?)?)?",
    re.IGNORECASE,
)
_POLICE_NUMBER = rf"([{_PROVINCES}])?公网安备(?:案)?(?:编号|号)?[:：]?(\d*)号?"
_POLICE_RECORD = (
    r"公安(?:部|厅|局)?(?:机关)?(?:联网|网站)?备案(?!.{0,8}公网安备)(?:信息)?(?:标识|编号|序号|号)?[:：]?[（(]?(\d*)"
)
_POLICE = re.compile(f"{_POLICE_NUMBER}|{_POLICE_RECORD}")
_POLICE_LINK = re.compile(
    r"//(?:www\.)?beian\.(?:gov|mps\.gov)\.cn/.{0,80}code=(\d{11,14})(?!\d)", re.IGNORECASE
)  # the register's own page of the record
_SPONSOR = re.compile(r"(?:主\s*办\s*(?:单\s*位|方)?|主\s*管\s*主\s*办)\s*[:：]\s*([^\s:：|，。；]{3,60})")
_SPONSOR_AFTER = re.compile(r"([^\s:：|，。；]{4,60}?)\s*主办(?![单位方:：])")
_OWNER = re.compile(r"版\s*权\s*所\s*有\s*[:：]?\s*([^\s:：|，。；©]{4,60})")
_NEXT_LABEL = re.compile(
    r"(?:承办|协办|维护|技术支持|联系|地址|电话|网站标识码|备案|ICP|[京-龥]公网安备|版权|Copyright|邮编).*$",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:电\s*话|热\s*线|Tel|联系方式|传真)[^\d]{0,12}(\(?（?0?\d{2,4}\)?）?[-—\s]?\d{5,8}(?:-\d+)?|[19]\d{4}(?!\d))"
    r"|(?<!\d)([19]\d{4})\s?(?:政务服务|便民|市民|公共|服务|县长|市长|政府|投诉|举报)*(?:热\s*线|电\s*话|平台)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{2,40}@[\w-]{1,40}(?:\.[\w-]{1,40}){1,5}")
_ADDRESS = re.compile(r"(?:地\s*址)\s*[:：]\s*(\S{5,60})")
_CONTACT_LABELS = ("联系我们", "联系方式", "联系本站")
_COMMENT_HINTS = ("标识码", "ICP备", "公网安备", "conac", "jiucuo", "主办")
_CONAC = re.compile(r"conac\.cn|_ideconac", re.IGNORECASE)
_CONAC_IMAGE = re.compile(r"dzjg|conac|red\.png$|blue\.png$|党政机关|事业单位标识", re.IGNORECASE)
_FIND_ERRORS = re.compile(r"jiucuo|errorinfo|pucha\.kaipuyun", re.IGNORECASE)
_CODE_PARAMETER = re.compile(r"site_?code[\"'\s:=]{1,4}([0-9A-Za-z]{8,32})", re.IGNORECASE)
_FIND_ERRORS_SCRIPT = re.compile(r"_jiucuo_|jiucuo\.(?:js|html)|pucha\.kaipuyun", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d{6,}")
_MARKUP = re.compile(r"<[^>]{0,500}>")
_BADGE_SCRIPTS = (
    (Mark.CONAC, _CONAC, ("conac",)),
    (Mark.FIND_ERRORS, _FIND_ERRORS_SCRIPT, ("jiucuo", "kaipuyun")),
)
_PLACEHOLDER_WORDS = ("data-setting", "jiucuo", "_ideConac", "_ideconac")
_FIND_ERRORS_WORDS = "政府网站找错"

_NUMBERED = re.compile(r"(?:ICP备|公网安备|公安备案|标识码)\D{0,4}\d{6}", re.IGNORECASE)
_FOOTER_WORDS = re.compile(r"ICP备|公网安备|公安备案|网站标识码|主办单位|主办[:：]|版权所有|承办")
_FOOTER_ALONE = 1_000  # characters a page that is nothing but a footer may have
_FOOTER_LEAD = 60  # characters that may stand before its first element
_LONGEST_FOOTER = 20_000  # characters read of it
_LONGEST_COMMENT = 20_000
_ORDER = {kind: rank for rank, kind in enumerate(Mark)}
_Said = tuple[Mark, str, str]  # kind, normalised value, words


def identity_marks(sheet: Sheet) -> list[IdentityMark]:
    """Every identity element of the page, with what it says and how it was read."""
    begin = _footer_start(sheet)
    marks = [
        *_text_marks(sheet, begin),
        *_contact_links(sheet),
        *_image_marks(sheet, begin),
        *_badges(sheet),
        *_comment_marks(sheet.source),
    ]
    unique = {(mark.kind, mark.value, mark.via): mark for mark in reversed(marks)}
    written = {mark.value for mark in marks if mark.kind is Mark.POLICE and mark.via is Via.TEXT}
    kept = (mark for mark in unique.values() if not _repeats(mark, written))
    return sorted(kept, key=lambda mark: _ORDER[mark.kind])


def _repeats(mark: IdentityMark, written: set[str]) -> bool:
    """Whether a police record's link or picture says no more than the words beside it."""
    if mark.kind is not Mark.POLICE or mark.via not in (Via.LINK, Via.IMAGE):
        return False
    number = _LONG_NUMBER.search(mark.value)
    return number is not None and any(number.group() in value for value in written)


def _text_marks(sheet: Sheet, begin: int) -> Iterator[IdentityMark]:
    for kind, value, text in _said("".join(sheet.outline.pieces[begin:])[-_LONGEST_FOOTER:]):
        node = _holder(sheet, begin, value or text)
        region = node.region if node is not None else FOOTER
        yield IdentityMark(0, kind, value, text, Via.TEXT, region, sheet.selectors.of(node) if node is not None else "")


@lru_cache(maxsize=256)
def _said(raw: str) -> tuple[_Said, ...]:
    """What a footer's text says; a portal's pages share theirs."""
    return (*_numbers(squeeze(raw)), *_names(raw))


def _footer_start(sheet: Sheet) -> int:
    """Piece at which the footer begins, or the last fifth of the text."""
    outline = sheet.outline
    if outline.offsets[-1] <= _FOOTER_ALONE and _is_footer(squeeze("".join(outline.pieces))):
        return 0
    if outline.footer is not None:
        return outline.footer.start
    limit = outline.offsets[-1] * 0.8
    return next((index for index, offset in enumerate(outline.offsets) if offset >= limit), len(outline.pieces))


def _is_footer(text: str) -> bool:
    """Whether a short page is nothing but a footer, for others to show in a frame."""
    words = {found.group(): found.start() for found in reversed([*_FOOTER_WORDS.finditer(text)])}
    return len(words) > 2 and min(words.values()) < _FOOTER_LEAD


def _numbers(text: str) -> Iterator[tuple[Mark, str, str]]:
    """Site code, ICP and police numbers in a text without white space: kind, normalised value, words."""
    for found in _SITE_CODE.finditer(text):
        value = re.match(r"bm\d+|\d+|\w*", found.group(1), re.IGNORECASE)
        yield Mark.SITE_CODE, value.group() if value else "", found.group()
    for found in _ICP.finditer(text):
        number = found.group(3) or ""
        province = found.group(1) or (found.group(2) or "")[:1]
        if number or province:
            yield Mark.ICP, f"{province}ICP备{number}", found.group()
    for found in _POLICE.finditer(text):
        province, number = found.group(1) or "", found.group(2) or found.group(3) or ""
        yield Mark.POLICE, f"{province}公网安备{number}号" if province else number, found.group()


def _names(raw: str) -> Iterator[tuple[Mark, str, str]]:
    """Sponsor and contact in a text with its white space."""
    lines = [fold(line) for line in re.split(f"[{BLOCK}{BREAK}]", raw)]
    text = "\n".join(line for line in lines if line)
    for pattern in (_SPONSOR, _SPONSOR_AFTER, _OWNER):
        found = pattern.search(text)
        name = _NEXT_LABEL.sub("", found.group(1)).strip("()（） ") if found else ""
        if found and len(name) >= 3:
            yield Mark.SPONSOR, name, fold(found.group())
            break
    for pattern in (_PHONE, _EMAIL, _ADDRESS):
        found = pattern.search(text)
        if found:
            value = next(filter(None, found.groups()), found.group())
            yield Mark.CONTACT, fold(value), fold(found.group())


def _holder(sheet: Sheet, begin: int, value: str) -> Node | None:
    """Innermost element whose text holds the value, or its digits."""
    outline = sheet.outline
    digits = _LONG_NUMBER.search(value)
    key = digits.group() if digits else squeeze(value)[:6]
    for index in range(begin, len(outline.pieces)):
        piece = outline.pieces[index]
        if key in piece or (key[:1] in piece and key in squeeze(piece)):
            return outline.holder(index)
    return None


def _contact_links(sheet: Sheet) -> Iterator[IdentityMark]:
    for link in sheet.links:
        if link.region is FOOTER and link.label in _CONTACT_LABELS:
            yield IdentityMark(0, Mark.CONTACT, link.url, link.text or link.alt, Via.LINK, link.region, link.selector)


def _image_marks(sheet: Sheet, begin: int) -> Iterator[IdentityMark]:
    """Numbers that stand in the words of a footer's picture."""
    for link, node in zip(sheet.links, sheet.link_nodes, strict=True):
        if link.element == "img" and _NUMBERED.search(link.alt) and node.start >= begin:
            for kind, value, words in _numbers(squeeze(link.alt)):
                yield IdentityMark(0, kind, value, words, Via.IMAGE, link.region, link.selector)


def _badges(sheet: Sheet) -> Iterator[IdentityMark]:
    """The 党政机关 badge and the 找错 badge, by link, image or script."""
    for link in sheet.links:
        kind, via = _badge_of_link(link.element, link.url or link.raw, link.alt)
        record = _POLICE_LINK.search(link.raw) if "beian." in link.raw else None
        if record is not None:
            yield IdentityMark(0, Mark.POLICE, record.group(1), link.label, Via.LINK, link.region, link.selector)
        if kind is None and _FIND_ERRORS_WORDS in link.text:
            kind, via = Mark.FIND_ERRORS, Via.TEXT
        if kind is not None:
            value = _code_in(link.raw) if kind is Mark.FIND_ERRORS else link.url
            yield IdentityMark(0, kind, value or link.url, link.label, via, link.region, link.selector)
    yield from _scripted_badges(sheet)
    yield from _placeholder_badges(sheet)


@lru_cache(maxsize=4096)
def _badge_of_link(element: str, address: str, alt: str) -> tuple[Mark | None, Via]:
    via = {"script": Via.SCRIPT, "img": Via.IMAGE}.get(element, Via.LINK)
    if element in ("css", "link"):
        return None, via
    if _CONAC.search(address) or (element == "img" and _CONAC_IMAGE.search(f"{address.rpartition('/')[2]} {alt}")):
        return Mark.CONAC, via
    return (Mark.FIND_ERRORS if _FIND_ERRORS.search(address) else None), via


def _scripted_badges(sheet: Sheet) -> Iterator[IdentityMark]:
    """Badges written by a script of the page. A script that only styles one names it too, so the file or the fixed id is asked for."""
    for node, script in sheet.outline.scripts:
        written = f"{node.attrs.get('id', '')} {node.attrs.get('src', '')} {script}".lower()
        for kind, pattern, hints in _BADGE_SCRIPTS:
            found = pattern.search(written) if any(hint in written for hint in hints) else None
            if found:
                stated = f"site_code={node.attrs.get('sitecode', '')} {script[:2000]}"
                code = _code_in(stated) if kind is Mark.FIND_ERRORS else ""
                value = code or node.attrs.get("src", "")
                yield IdentityMark(0, kind, value, found.group(), Via.SCRIPT, node.region, sheet.selectors.of(node))


def _placeholder_badges(sheet: Sheet) -> Iterator[IdentityMark]:
    """Elements that a platform's script turns into a badge (`data-setting`, `#_ideConac`)."""
    if not any(word in sheet.source for word in _PLACEHOLDER_WORDS):
        return
    for node in sheet.outline.nodes:
        attrs = node.attrs
        if not attrs or node.tag in ("a", "script", "img"):
            continue
        setting = attrs.get("data-setting", "")
        kind = _placeholder(attrs.get("class", ""), attrs.get("id", ""), bool(setting))
        if kind is not None:
            words = setting or node.names.strip()
            yield IdentityMark(0, kind, _code_in(setting), words, Via.SCRIPT, node.region, sheet.selectors.of(node))


@lru_cache(maxsize=4096)
def _placeholder(class_: str, id_: str, has_setting: bool) -> Mark | None:
    names = f"{class_} {id_}".lower()
    if "jiucuo" in names:
        return Mark.FIND_ERRORS
    return Mark.CONAC if "_ideconac" in names or ("dzjg" in names and has_setting) else None


def _code_in(text: str) -> str:
    found = _CODE_PARAMETER.search(text)
    return found.group(1) if found else ""


def _comment_marks(source: str) -> Iterator[IdentityMark]:
    for content in _comments(source):
        if any(hint in content for hint in _COMMENT_HINTS):
            for kind, value, words in _said_in_comment(content):
                yield IdentityMark(0, kind, value, words[:200], Via.COMMENT, FOOTER)


def _comments(source: str) -> Iterator[str]:
    begin = source.find("<!--")
    while begin >= 0:
        end = source.find("-->", begin + 4)
        yield source[begin + 4 : min(end, begin + _LONGEST_COMMENT) if end >= 0 else begin + _LONGEST_COMMENT]
        begin = source.find("<!--", end) if end >= 0 else -1


@lru_cache(maxsize=256)
def _said_in_comment(content: str) -> tuple[_Said, ...]:
    text = squeeze(_MARKUP.sub(" ", content))
    found = [*_numbers(text), *(said for said in _names(content) if said[0] is Mark.SPONSOR)]
    found += [(Mark.CONAC, "", "conac")] if _CONAC.search(content) else []
    found += [(Mark.FIND_ERRORS, _code_in(content), "jiucuo")] if _FIND_ERRORS.search(content) else []
    return tuple(found)
