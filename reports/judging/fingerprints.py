"""Stable ids of findings (问题指纹): the same defect in the same place has the same id next month."""

import hashlib
import json

ID_LENGTH = 16


def fingerprint(host: str, check: str, kind: str, subject: str, element: str) -> str:
    """Id of a finding: a hash of site, check, kind of defect, normalised target or column, and element; no date, ruleset or archive."""
    text = json.dumps([host, check, kind, subject, element], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]
