"""The worker that `gongkai serve` starts beside itself (随附的检查程序): as `gongkai worker`, but it ends when its parent closes the pipe or dies."""

import logging
import os
import signal
import sys
import threading

from auditing.exits import BadInputError, Exit
from service.settings import read_settings
from service.worker import run_worker


def main() -> int:
    """Work until standard input ends."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    ending = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    signal.signal(signal.SIGTERM, lambda *_: ending.set())
    threading.Thread(target=_watch, args=(ending,), name="parent", daemon=True).start()
    try:
        run_worker(read_settings(), ending)
    except BadInputError as fault:
        print(fault, file=sys.stderr)
        return Exit.BAD_INPUT
    return Exit.OK


def _watch(ending: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 64):
        pass
    ending.set()


if __name__ == "__main__":
    sys.exit(main())
