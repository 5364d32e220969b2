"""Rulesets to keep (下载规则集)."""

import re

from rulesets.faults import FaultyRulesetError
from rulesets.model import Ruleset
from rulesets.writing import ruleset_yaml
from service.refusals import RefusalError
from service.rulesets.known import KnownRuleset


def yaml_of(known: KnownRuleset) -> bytes:
    """The file: the office's own as it was saved, with its comments; a built-in one as it is written anew."""
    if known.own:
        return known.own.yaml.encode()
    return ruleset_yaml(known.ruleset).encode() if known.ruleset else b""


def workbook_of(ruleset: Ruleset) -> bytes:
    """The workbook; raises RefusalError (409) for a ruleset with a text no cell can hold."""
    from rulesets.spreadsheet.book import ruleset_book

    try:
        return ruleset_book(ruleset)
    except FaultyRulesetError as fault:
        raise RefusalError.conflict(str(fault)) from fault


def safe_name(name: str) -> str:
    """An id as part of a file's name."""
    return re.sub(r"[^a-z0-9-]", "", name) or "ruleset"
