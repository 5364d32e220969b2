"""Word documents of a site and of a run (公文): written, and never over one that somebody has worked on."""

from collections.abc import Callable, Sequence
from pathlib import Path

from auditing.exits import BadInputError
from reports.scorecard import Scorecard
from reports.word import bulletin, notice, objection
from reports.word.filling import WordTemplateError, is_untouched
from reports.word.templates import Templates, builtin, own

NOTHING = "没有需要整改的问题，没有生成"


def templates_in(folder: Path | None) -> Templates:
    """The templates to use; raises BadInputError."""
    try:
        return own(folder) if folder else builtin
    except WordTemplateError as fault:
        raise BadInputError(str(fault)) from fault


def write_site_documents(card: Scorecard, folder: Path, templates: Templates = builtin) -> list[str]:
    """Write notice.docx and objection.docx into a site's folder; returns a line on each. Raises BadInputError."""
    writers = {
        notice.FILE_NAME: ("整改通知书", notice.write_notice),
        objection.FILE_NAME: ("异议申诉表", objection.write_objection_form),
    }
    return [
        f"{words}：{_write(folder / name, lambda write=write: write(card, folder, templates))}"  # type: ignore[misc]
        for name, (words, write) in writers.items()
    ]


def write_run_documents(
    cards: Sequence[Scorecard], failures: Sequence[str], run: Path, templates: Templates = builtin
) -> list[str]:
    """Write bulletin.docx into the folder of a run of several sites; returns a line on it, none for one site. Raises BadInputError."""
    if len(cards) < bulletin.FEWEST_SITES:
        return []
    path = run / bulletin.FILE_NAME
    return [f"通报：{_write(path, lambda: bulletin.write_bulletin(cards, failures, run, templates))}"]


def _write(path: Path, write: Callable[[], Path | None]) -> str:
    if path.exists() and not is_untouched(path):
        return f"{path}（已有，有人改动过，没有改写；要重新生成请先移走）"
    before = path.exists()
    try:
        written = write()
    except WordTemplateError as fault:
        raise BadInputError(str(fault)) from fault
    except OSError as fault:
        raise BadInputError(f"{path}: 不能写入（{fault.strerror}），文件开着的请先关闭") from fault
    return str(written) if written else f"{NOTHING}；原有的 {path} 已经过时" if before else NOTHING
