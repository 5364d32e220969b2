"""Files handed to a browser (下载)."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi.responses import FileResponse, StreamingResponse
from starlette.background import BackgroundTask

from service.results.files import attachment

CARD_POLICY = (
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads; default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
CSV = "text/csv; charset=utf-8"


def sandboxed(page: StreamingResponse) -> StreamingResponse:
    """A page of ours full of crawled texts: no origin of its own, so that nothing in it could act for the reader. Its scripts are named by their hash within it."""
    page.headers["Content-Security-Policy"] = CARD_POLICY
    return page


def made_file(name: str, media_type: str, write: Callable[[Path], object]) -> FileResponse:
    """A file that is written for this one answer and then forgotten."""
    folder = TemporaryDirectory()
    try:
        path = Path(folder.name) / f"made.{name.rpartition('.')[2]}"
        write(path)
    except BaseException:
        folder.cleanup()
        raise
    headers = {"Content-Disposition": attachment(name)}
    return FileResponse(path, media_type=media_type, headers=headers, background=BackgroundTask(folder.cleanup))
