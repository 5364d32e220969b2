"""Defects of the lab (埋设的问题): one for each check of the catalogue, each with a look-alike that is none."""

from demo.lab.defects import disclosure, documents, interpretations, links, participation, site
from demo.lab.defects.registry import DEFECTS, Defect

__all__ = ["DEFECTS", "Defect", "disclosure", "documents", "interpretations", "links", "participation", "site"]
