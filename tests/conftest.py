"""Settings of all tests."""

import os

from hypothesis import settings

# No deadline: a test must not fail because the machine is busy. The same examples every time where a red build must mean a change.
settings.register_profile("gongkai", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("gongkai")
