"""Set up this checkout (准备运行环境): virtual environment, pinned dependencies, a browser, Chinese fonts.

Run by the Makefile with the system's Python; needs the standard library only. What is there already is left alone, what cannot be
installed is said in one line. A browser and fonts are wanted, not needed: without them everything but rendering works.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
OLDEST = (3, 11)


def say(words: str) -> None:
    """One line for the person waiting."""
    print(f"[准备] {words}", flush=True)


def succeeds(*command: str) -> bool:
    """Whether a command exists and ends well; its output is kept back unless it fails."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


def apt_install(*packages: str) -> bool:
    """Install system packages where this user may; False where not."""
    if shutil.which("apt-get") is None:
        return False
    prefix = () if os.name != "nt" and os.geteuid() == 0 else ("sudo", "-n")
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y", "--no-install-recommends")
    if not succeeds(*prefix, *quiet, "install", *packages):
        return succeeds(*prefix, *quiet, "update") and succeeds(*prefix, *quiet, "install", *packages)
    return True


def make_environment() -> None:
    """Create the virtual environment; Debian keeps the module's other half in a package of its own."""
    if PYTHON.exists():
        return
    say("建立 Python 虚拟环境")
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, ImportError):
        if not apt_install(f"python3.{sys.version_info.minor}-venv") and not apt_install("python3-venv"):
            sys.exit("[准备] 不能建立虚拟环境：请先安装系统软件包 python3-venv，再重新运行")
        if not succeeds(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)):
            sys.exit("[准备] 不能建立虚拟环境：请检查 Python 的安装")


def install_dependencies() -> None:
    """Install exactly what the lock file names, then this project itself, once per state of the lock file."""
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = ENVIRONMENT / "installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("安装 Python 依赖（版本和校验值见 requirements.lock）")
    pip = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    subprocess.run((*pip, "--require-hashes", "-r", str(LOCK)), check=True)
    subprocess.run((*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)), check=True)
    stamp.write_text(wanted)


def find_or_install_browser() -> None:
    """A browser that is there, else Playwright's own download, else the system's package."""
    if any(map(shutil.which, BROWSERS)) or playwright_has_browser():
        return
    say("安装 Chromium 浏览器")
    if succeeds(str(PYTHON), "-m", "playwright", "install", "chromium") and playwright_has_browser():
        return
    if not apt_install("chromium"):
        say("没有浏览器，也装不上：不用浏览器继续，需要浏览器的检查会标为“无法检查”")


def playwright_has_browser() -> bool:
    """Whether Playwright has downloaded its Chromium."""
    code = "from playwright.sync_api import sync_playwright as p; s = p().start(); print(s.chromium.executable_path); s.stop()"
    found = subprocess.run((str(PYTHON), "-c", code), capture_output=True, text=True, check=False)
    return found.returncode == 0 and Path(found.stdout.strip()).exists()


def find_or_install_fonts() -> None:
    """Chinese fonts, without which a browser draws boxes."""
    if os.name == "nt" or sys.platform == "darwin":
        return
    lister = shutil.which("fc-list")
    if lister:
        listed = subprocess.run((lister, ":lang=zh", "family"), capture_output=True, text=True, check=False)
        if listed.stdout.strip():
            return
    say("安装中文字体")
    if not apt_install("fontconfig", "fonts-noto-cjk") and not apt_install("fontconfig", "fonts-wqy-zenhei"):
        say("没有中文字体，也装不上：截图和 PDF 中的汉字可能显示为方框")


def main() -> None:
    """Everything in order."""
    if sys.version_info < OLDEST:
        sys.exit(f"[准备] 需要 Python {OLDEST[0]}.{OLDEST[1]} 或更新的版本，现在是 {sys.version.split()[0]}")
    make_environment()
    install_dependencies()
    find_or_install_browser()
    find_or_install_fonts()


if __name__ == "__main__":
    main()
