"""Makes the bundle for machines without internet (离线安装包): `python -m scripts.bundle` (make bundle).

`build/bundle/` gets the project's wheel, the wheels of everything it needs to run on this platform and this Python, a list of their hashes, and what stands
in `scripts/bundled/`: installers, service files, a guide. The same as one file lies beside it.
"""

import hashlib
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

from scripts.locked_packages import needed, pinned

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = Path(__file__).with_name("bundled")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
CHUNK = 1 << 20


def main() -> None:
    """Make both, anew."""
    folder = ROOT / "build" / "bundle"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    fetch_wheels(wheels)
    build_own_wheel(wheels)
    write_rest(folder)
    archive = packed(folder)
    print(f"{folder}\n{archive} ({archive.stat().st_size / 1e6:.0f} MB)")


def fetch_wheels(wheels: Path) -> None:
    """Wheels of what the project needs, as locked; one that is published as source only is built."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = pinned((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    wanted = wheels.parent / "wanted.txt"
    wanted.write_text("\n".join(locked[name] for name in needed(project["dependencies"], locked)), encoding="utf-8")
    subprocess.run(
        (*PIP, "wheel", "--quiet", "--no-deps", "--require-hashes", "-r", str(wanted), "-w", str(wheels)), check=True
    )
    wanted.unlink()


def build_own_wheel(wheels: Path) -> None:
    """The project's own; what an earlier build left would get into it."""
    for left in (ROOT / "build" / "lib", *(ROOT / "build").glob("bdist.*")):
        shutil.rmtree(left, ignore_errors=True)
    subprocess.run(
        (*PIP, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(wheels), str(ROOT)), check=True
    )


def write_rest(folder: Path) -> None:
    """Installers and guide, what pip is to install, and the hash of each file."""
    shutil.copytree(BUNDLED, folder, dirs_exist_ok=True)
    (folder / "python-version").write_text(f"{sys.version_info.major}.{sys.version_info.minor}\n", encoding="ascii")
    (folder / "requirements.txt").write_text(requirements(folder.glob("wheels/*.whl")), encoding="ascii")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = "".join(f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
    (folder / "SHA256SUMS").write_text(sums, encoding="ascii")


def requirements(wheels: Iterable[Path]) -> str:
    """Lines by which pip installs exactly these wheels, and nothing whose bytes are others."""
    parts = ([*path.name.split("-"), digest(path)] for path in sorted(wheels))
    return "".join(f"{name}=={version} --hash=sha256:{sha}\n" for name, version, *_, sha in parts)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def packed(folder: Path) -> Path:
    """The bundle as one file, named for version, platform and Python; owners of this machine are left out."""
    [own] = folder.glob("wheels/gongkai-*.whl")
    version = own.name.split("-")[1]
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    name = f"gongkai-{version}-py{sys.version_info.major}{sys.version_info.minor}-{platform}"
    path = folder.parent / f"{name}.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(folder, arcname=name, filter=_nobody)
    return path


def _nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


if __name__ == "__main__":
    main()
