"""Pictures in the card (截图): small screenshots of the home page and of faults, as addresses that stand in the card itself.

They come from the snapshot's folder, or from the copies that lie beside a card whose snapshot lies elsewhere.
"""

import base64
import shutil
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from portal.storage.manifest import Manifest

SHOTS_FOLDER = "shots"
MAX_SIZE = 1_000_000  # bytes; the card is sent by mail
MAX_TOTAL = 2_500_000  # of all pictures of a card
PORTRAIT = f"{SHOTS_FOLDER}/home.png"
_JPEG = b"\xff\xd8\xff"


def portrait_of(folder: Path) -> str:
    """`data:` address of the home page's small screenshot below a folder (see `pictures_of`); empty without a usable one."""
    return pictures_of(folder).get(PORTRAIT, "")


def pictures_of(folder: Path) -> dict[str, str]:
    """`data:` addresses of the small screenshots in a snapshot's folder, or of copies of them, by the file of the large one."""
    found: dict[str, str] = {}
    total = 0
    for large, small in _pairs(folder).items():
        data = _read(folder / SHOTS_FOLDER / small)
        total += len(data)
        if data and total <= MAX_TOTAL:
            found[large] = f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
    return found


def keep_pictures(snapshot: Path, folder: Path) -> None:
    """Copy a snapshot's small screenshots beside a card, so that its report can be written again without the snapshot."""
    for small in _pairs(snapshot).values():
        if _read(snapshot / SHOTS_FOLDER / small):
            (folder / SHOTS_FOLDER).mkdir(exist_ok=True)
            shutil.copyfile(snapshot / SHOTS_FOLDER / small, folder / SHOTS_FOLDER / small)


def _pairs(folder: Path) -> dict[str, str]:
    """Names of the small pictures, by the file of the large ones: as the manifest says, else as they lie there."""
    try:
        shots = Manifest.read(folder).shots
    except FileNotFoundError:
        names = sorted(path.name for path in (folder / SHOTS_FOLDER).glob("*.jpg"))
        return {f"{SHOTS_FOLDER}/{Path(name).stem}.png": name for name in names}
    except (OSError, ValidationError):
        return {}
    return {shot.file: PurePosixPath(shot.small).name for shot in shots if shot.small}


def _read(path: Path) -> bytes:
    """A small JPEG; empty for anything else."""
    try:
        data = path.read_bytes()
    except OSError:
        return b""
    return data if data.startswith(_JPEG) and len(data) <= MAX_SIZE else b""
