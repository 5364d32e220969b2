"""Runs a command and prints its peak memory in MB: `measured.py SECONDS COMMAND…`. Exit code 0 when it ended in time, having crawled or not.

A process of its own, since the memory of whoever starts a process counts as the process's own, and a test may hold a lot.
"""

import resource
import subprocess
import sys

_UNIT = 1 << 20 if sys.platform == "darwin" else 1 << 10
_ENDS = (0, 3)  # crawled; the site could not be audited


def main(seconds: str, *command: str) -> int:
    """Run it; the exit code says whether it ended as it should."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, timeout=float(seconds), check=False)
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _UNIT:.1f}")
    return 0 if done.returncode in _ENDS else done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
