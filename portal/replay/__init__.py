"""Archived copies shown as they were (存档回放): the archive out of which they come, their addresses rewritten, and a server on loopback."""
