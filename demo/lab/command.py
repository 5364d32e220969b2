"""``python -m demo lab``: make a portal of the lab, to be played or written to a folder."""

import argparse
import json
import threading
from pathlib import Path
from typing import TextIO

from demo.lab.defects import DEFECTS
from demo.lab.dialects import DIALECTS
from demo.lab.making import Lab, make
from demo.server import serve

LONGEST_NAME = 120  # characters a file name may have


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--dialect", choices=sorted(DIALECTS), default="trs", help="平台方言")
    parser.add_argument("--pages", type=int, default=300, help="页数，50 到 30000")
    parser.add_argument("--seed", type=int, default=7, help="种子，相同的种子生成相同的门户")
    parser.add_argument(
        "--defect", action="append", default=[], metavar="CHECK", help="埋设的问题（检查项编号），可重复；all 为全部"
    )
    end = parser.add_mutually_exclusive_group(required=True)
    end.add_argument("--serve", action="store_true", help="在本机播放")
    end.add_argument("--out", type=Path, metavar="FOLDER", help="写入文件夹")


def run(options: argparse.Namespace) -> int:
    """Make the portal and do with it what was asked; the exit code."""
    defects = list(DEFECTS) if options.defect == ["all"] else options.defect
    try:
        lab = make(options.dialect, options.pages, options.seed, defects)
    except ValueError as error:
        print(error)
        return 2
    if options.out:
        write(lab, options.out)
        print(f"已写入 {options.out}：{len(lab.expected)} 页，{len(lab.key.defects)} 个埋设的问题")
    else:
        _play(lab)
    return 0


def write(lab: Lab, folder: Path) -> None:
    """Write the portal's files to ``folder/site``, its key, its columns and the expected facts of every page beside them.

    A path with a query becomes a file name with ``@`` for ``?``; ``expected.jsonl`` tells each page's file.
    """
    site = folder / "site"
    with _opened(folder / "expected.jsonl") as lines:
        for path, expected in lab.expected.items():
            name = _save(site, path, lab.answer(path).body)
            lines.write(json.dumps({"file": name, **expected.plain()}, ensure_ascii=False) + "\n")
    for path, answer in lab.portal.pages.items():
        if path not in lab.expected:
            _save(site, path, answer.body)
    (folder / "key.yaml").write_text(lab.key.dump(), encoding="utf-8", newline="\n")
    with _opened(folder / "columns.jsonl") as lines:
        for column in lab.columns:
            row = {
                "names": column.names,
                "path": column.path,
                "items": column.items,
                "newest": column.newest,
                "fill": column.fill,
            }
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def _opened(path: Path) -> TextIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("w", encoding="utf-8", newline="\n")


def _save(site: Path, path: str, body: bytes) -> str:
    name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
    name = name.replace("?", "@").replace("&", ",")[:LONGEST_NAME]
    target = site / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
    return name


def _play(lab: Lab) -> None:
    with serve([lab.portal, *lab.neighbours]) as playing:
        print(f"{lab.portal.name}  {lab.portal.url()}（{len(lab.expected)} 页）")
        print("\n主机表（保存成文件，用 --hosts 指定）：")
        print("\n".join(playing.hosts_lines()))
        print("\n按 Ctrl-C 结束。", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("已结束。")
