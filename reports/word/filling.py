"""Filling in Word templates (套用模板): with docxtpl, whose tags are Jinja's.

Everything placed is text: values are escaped, no value is ever read as a template, and a template may reach nothing but what it is given. A template of an
office's own that cannot be filled in is told as such, never half a document.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

# What a damaged file, wrong syntax, an unknown variable or an expression that cannot be worked out raises.
FAULTS = (
    TemplateError,
    etree.XMLSyntaxError,
    PackageNotFoundError,
    BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    OSError,
)


class WordTemplateError(Exception):
    """A template cannot be filled in; one line says which and why."""


class StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """A template that is refused where its tags leave damaged XML, which docxtpl would mend by leaving words out."""

    def fix_tables(self, xml: str) -> Any:
        """Raises etree.XMLSyntaxError."""
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
        return super().fix_tables(xml)


def fill(template: Path | IO[bytes], values: Mapping[str, object], path: Path, *, name: str = "") -> Path:
    """Write the document that a template gives with these values, whole or not at all, and return its path.

    `name` is what the template is called in messages, by default its path. Raises WordTemplateError for the template, OSError for `path`.
    """
    document = _filled(template, values, name or str(template))
    document.docx.core_properties.identifier = _mark(document.docx)
    draft = path.with_name(path.name + ".new")
    document.save(draft)
    return draft.replace(path)


def is_untouched(path: Path) -> bool:
    """Whether a document is still as `fill` wrote it: nobody wrote into it, so it may be written again."""
    try:
        document = Document(str(path))
        return bool(document.core_properties.identifier == _mark(document))
    except FAULTS:
        return False


def _mark(document: WordDocument) -> str:
    """What tells a document's words from any others; a program that saves it changes them or drops the mark."""
    return f"gongkai:{hashlib.sha256(document.part.blob).hexdigest()}"


def _filled(template: Path | IO[bytes], values: Mapping[str, object], name: str) -> StrictTemplate:
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = StrictTemplate(template)
        document.render(dict(values), environment)
    except FAULTS as fault:
        raise WordTemplateError(f"{name}: 不能用作模板（{_why(fault)}）") from fault
    return document


def _why(fault: Exception) -> str:
    """The fault in one line."""
    if isinstance(fault, PackageNotFoundError | BadZipFile | KeyError):
        return "不是正确的 DOCX 文件"
    if isinstance(fault, etree.XMLSyntaxError):
        return "标记放错了位置，套用后不是完整的文档"
    words = " ".join(str(fault).split())[:200]
    line = getattr(fault, "lineno", None)
    return f"{words}，约第 {line} 段" if line else words or type(fault).__name__
