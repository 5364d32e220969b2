"""Tests of the bundled portals, their keys and the server that plays them."""
