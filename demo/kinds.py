"""The kinds of defect that can be planted: check and kind, with the severity and outcome they lead to.

The names are those of the checks' catalogue; ``COVERED`` are the checks that exist and must find what is planted.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What a finding of this kind weighs: ``severity`` veto, major, minor or info; ``outcome`` fail or review."""

    severity: str
    outcome: str


FAIL_MAJOR, FAIL_MINOR = Kind("major", "fail"), Kind("minor", "fail")
REVIEW = Kind("info", "review")

KINDS: dict[tuple[str, str], Kind] = {
    ("disclosure.entry", "misnamed"): FAIL_MAJOR,
    ("disclosure.entry", "missing"): FAIL_MAJOR,
    ("disclosure.entry", "dead"): FAIL_MAJOR,
    ("disclosure.entry", "off_platform"): FAIL_MAJOR,
    ("disclosure.sections", "part_missing"): FAIL_MAJOR,
    ("disclosure.sections", "part_misnamed"): FAIL_MAJOR,
    ("disclosure.sections", "part_dead"): FAIL_MAJOR,
    ("disclosure.sections", "part_empty"): FAIL_MAJOR,
    ("links.homepage", "dead"): FAIL_MINOR,
    ("links.site", "dead"): FAIL_MINOR,
    ("ipv6.dns", "no_aaaa"): FAIL_MINOR,
    ("ipv6.reachable", "unreachable"): FAIL_MINOR,
    ("interpretation.coverage", "uninterpreted"): FAIL_MINOR,
    ("interpretation.links", "no_policy_link"): FAIL_MINOR,
    ("interpretation.links", "no_return_link"): FAIL_MINOR,
    ("freshness.homepage", "stale"): Kind("veto", "fail"),
    ("freshness.blank", "blank"): FAIL_MAJOR,
    ("site.identity", "mark_missing"): FAIL_MINOR,
    ("site.identity", "mark_malformed"): FAIL_MINOR,
    ("site.identity", "mark_foreign"): REVIEW,
    ("site.meta_tags", "tag_missing"): FAIL_MINOR,
    ("site.meta_tags", "tag_empty"): FAIL_MINOR,
    ("site.meta_tags", "tag_malformed"): FAIL_MINOR,
    ("site.meta_tags", "tag_untrue"): FAIL_MINOR,
    ("documents.number", "malformed"): FAIL_MINOR,
    ("documents.elements", "element_missing"): FAIL_MINOR,
    ("consultation.period", "too_short"): FAIL_MINOR,
    ("consultation.feedback", "no_result"): FAIL_MINOR,
    ("interaction.messages", "field_missing"): FAIL_MINOR,
    ("interaction.replies", "overdue"): Kind("veto", "fail"),
    ("site.annual_statement", "missing"): FAIL_MINOR,
    ("site.find_errors", "missing"): FAIL_MINOR,
    ("content.privacy", "identity_number"): REVIEW,
}

COVERED = frozenset(
    {
        "disclosure.entry",
        "disclosure.sections",
        "links.homepage",
        "links.site",
        "ipv6.dns",
        "ipv6.reachable",
        "interpretation.coverage",
        "interpretation.links",
        "freshness.homepage",
        "freshness.blank",
        "site.identity",
        "site.meta_tags",
    }
)
