"""Bundled sample portals of invented places, the keys to their defects, and the small server that plays them."""

from demo.keys import Key, load_key
from demo.model import AS_OF, Portal, Response
from demo.portals import PORTALS
from demo.server import Playing, serve

__all__ = ["AS_OF", "PORTALS", "Key", "Playing", "Portal", "Response", "load_key", "serve"]
