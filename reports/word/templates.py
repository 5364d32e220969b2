"""Templates of the Word documents (公文模板): those of the project, or those an office put into a folder of its own."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from importlib import resources
from pathlib import Path
from typing import IO

from reports.word.filling import WordTemplateError, fill

FOLDER = "word"
NAMES = ("notice.docx", "bulletin.docx", "objection.docx")
Source = tuple[Path | IO[bytes], str]  # the template, and what it is called in messages
Templates = Callable[[str], AbstractContextManager[Source]]  # by the name of the document


@contextmanager
def builtin(name: str) -> Iterator[Source]:
    """The project's own template of a document."""
    with resources.files("templates").joinpath(FOLDER, name).open("rb") as file:
        yield file, f"templates/{FOLDER}/{name}"


def own(folder: Path) -> Templates:
    """The templates in an office's folder, named like the documents; the project's where it has none. Raises WordTemplateError where it has not one."""
    try:
        there = {path.name for path in folder.iterdir()} & {*NAMES}
    except OSError as fault:
        raise WordTemplateError(f"{folder}: 打不开模板文件夹（{fault.strerror}）") from fault
    if not there:
        raise WordTemplateError(f"{folder}: 里面没有模板，模板应叫作 {'、'.join(NAMES)}")

    @contextmanager
    def choose(name: str) -> Iterator[Source]:
        if name in there:
            yield folder / name, str(folder / name)
            return
        with builtin(name) as source:
            yield source

    return choose


def write_document(name: str, values: Mapping[str, object], folder: Path, templates: Templates) -> Path:
    """Write the document called `name` into `folder` from its template, and return its path. Raises WordTemplateError, OSError."""
    with templates(name) as (template, told):
        return fill(template, values, folder / name, name=told)
