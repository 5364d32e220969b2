"""``python -m demo``: play the bundled portals until Ctrl-C; ``--write-keys`` writes their keys instead, ``lab`` makes a portal of the lab."""

import argparse
import sys
import threading

from demo.keys import FOLDER
from demo.lab.command import add_options, run
from demo.model import AS_OF
from demo.portals import PORTALS, key_of
from demo.server import Playing, serve


def write_keys() -> None:
    """Write the key of every bundled portal to its file."""
    FOLDER.mkdir(exist_ok=True)
    for portal in PORTALS:
        path = FOLDER / f"{portal}.yaml"
        path.write_text(key_of(portal).dump(), encoding="utf-8", newline="\n")
        print(f"已写入 {path.name}")


def announce(playing: Playing) -> None:
    """Print where the portals are and the host table that leads there."""
    print(f"演示门户已启动（检查日按 {AS_OF}）：")
    for name, url in playing.urls.items():
        print(f"  {name}  {url}")
    if playing.port6 is None:
        print("本机没有 IPv6 回环地址 ::1，只在 IPv4 上提供。")
    print("\n主机表（保存成文件，用 --hosts 指定）：")
    print("\n".join(playing.hosts_lines()))
    browser = f'--host-resolver-rules="MAP *.gov.cn 127.0.0.1:{playing.port4}"'
    print(f"\n用 Chromium 浏览时加上参数：{browser}\n按 Ctrl-C 结束。", flush=True)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="播放内置的演示门户")
    parser.add_argument("--write-keys", action="store_true", help="重写答案文件 demo/keys/*.yaml")
    commands = parser.add_subparsers(dest="command")
    add_options(commands.add_parser("lab", help="生成实验门户"))
    options = parser.parse_args()
    if options.command == "lab":
        sys.exit(run(options))
    if options.write_keys:
        write_keys()
        return
    with serve() as playing:
        announce(playing)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("已结束。")


if __name__ == "__main__":
    main()
