"""The portrait of a site (首页截图): its home page's small screenshot, as an address that stands in the card itself."""

import base64
from pathlib import Path

from pydantic import ValidationError

from portal.manifest import Manifest

SHOTS_FOLDER = "shots"
MAX_SIZE = 1_000_000  # bytes; the card is sent by mail
_JPEG = b"\xff\xd8\xff"


def portrait_of(snapshot: Path) -> str:
    """`data:` address of the screenshot in a snapshot's folder; empty without a usable one, or without the snapshot."""
    try:
        names = [Path(shot.small).name for shot in Manifest.read(snapshot).shots if shot.small]
        data = (snapshot / SHOTS_FOLDER / names[0]).read_bytes() if names else b""
    except (OSError, ValidationError):
        return ""
    if not data.startswith(_JPEG) or len(data) > MAX_SIZE:
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
