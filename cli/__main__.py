"""`python -m cli` is `gongkai`."""

from cli.main import run

run()
