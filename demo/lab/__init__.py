"""The lab (实验室): portals made from a dialect, a size, a seed and defects, with what must be found on every page."""

from demo.lab.expected import Expected, ExpectedColumn
from demo.lab.making import Lab, make

__all__ = ["Expected", "ExpectedColumn", "Lab", "make"]
