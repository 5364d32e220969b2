"""What pages are known to say: hand-made labels of saved pages, and what a lab portal was made to say."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from portal.states import PageKind

_KINDS = {kind.value: kind for kind in PageKind}
LABELS = Path(__file__).parent / "labels"


@dataclass(slots=True)
class Expected:
    """One page: `fields` maps a table of the snapshot to its columns (or to a list of such rows), a column to its value."""

    path: str
    kind: PageKind
    also: frozenset[PageKind] = frozenset()  # kinds it may be taken for without being wrong
    fields: dict[str, Any] = field(default_factory=dict)
    items: dict[str, Any] | None = None  # count, first_title, newest
    attachments: list[Any] | None = None
    figures: dict[str, Any] | None = None  # "1/row/column" to a number

    @property
    def kinds(self) -> frozenset[PageKind]:
        """Every kind that is right."""
        return self.also | {self.kind}


@dataclass(slots=True)
class ExpectedColumn:
    """One column of a portal's tree; `names` are what its menus call it."""

    url: str
    path: tuple[str, ...]
    names: frozenset[str]
    fill: str | None = None
    newest: str | None = None
    items: int | None = None  # over all its list pages


@dataclass(slots=True)
class Labels:
    """One file of labels: pages below `folder`, read as pages of `host` (None: the first part of the path is the host) on a day."""

    name: str
    folder: str
    host: str | None
    read_on: date
    pages: list[Expected]
    columns: list[ExpectedColumn]


def expected(entry: Mapping[str, Any]) -> Expected:
    """One entry of a file of labels."""
    return Expected(
        path=entry["path"],
        kind=_KINDS[entry["kind"]],
        also=frozenset(_KINDS[kind] for kind in entry.get("also", ())),
        fields=dict(entry.get("fields") or {}),
        items=entry.get("items"),
        attachments=entry.get("attachments"),
        figures=entry.get("figures"),
    )


def label_files() -> Iterator[Labels]:
    """The files of page labels, each with the column tree that belongs to it."""
    for path in sorted(LABELS.glob("*.yaml")):
        stated = _load(path)
        if "pages" in stated:
            tree = path.with_name(f"{path.stem}-columns.yaml")
            yield Labels(
                name=path.stem,
                folder=stated["folder"],
                host=stated.get("host"),
                read_on=date.fromisoformat(stated["read_on"]),
                pages=[expected(entry) for entry in stated["pages"]],
                columns=[_column(entry) for entry in _load(tree)["columns"]] if tree.exists() else [],
            )


def changed(labels: Labels, folder: Path) -> list[str]:
    """Paths whose file is not the one that was labelled; those are left out."""
    hashes = {entry["path"]: entry["sha256"] for entry in _load(LABELS / f"{labels.name}.yaml")["pages"]}
    return [path for path, stated in hashes.items() if _hash(folder / path) != stated]


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _column(entry: Mapping[str, Any]) -> ExpectedColumn:
    path = tuple(entry["path"])
    names = frozenset([path[-1], *entry.get("also_named", ())])
    return ExpectedColumn(entry["url"], path, names, entry.get("fill"), entry.get("newest"))
