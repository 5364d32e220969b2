"""Writes the Word templates: `python -m scripts.word_templates`. A test fails when a file differs from what this would write."""

from pathlib import Path

from scripts.official_document import document
from scripts.word_texts import bulletin, notice, objection

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "word"


def templates() -> dict[str, bytes]:
    """Every template by its file name."""
    return {
        "notice.docx": document(notice(), "整改通知书"),
        "bulletin.docx": document(bulletin(), "通报"),
        "objection.docx": document(objection(), "异议申诉表"),
    }


if __name__ == "__main__":
    for name, file in templates().items():
        (FOLDER / name).write_bytes(file)
