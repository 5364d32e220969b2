"""The kinds of defect that can be planted: check and kind, with the severity and outcome they lead to.

The names are those of the checks' catalogue; ``COVERED`` are the checks that the demo's rulesets call and that must find what is planted.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What a finding of this kind weighs: ``severity`` veto, major, minor or info; ``outcome`` fail or review."""

    severity: str
    outcome: str


FAIL_MAJOR, FAIL_MINOR = Kind("major", "fail"), Kind("minor", "fail")
REVIEW = Kind("info", "review")

_VETO = "site.availability unavailable"
_MAJOR = """
disclosure.statutory item_missing
links.external parked
links.wrong internal_address
columns.required missing
interaction.channel missing
"""
_MINOR = """
site.response_time slow
site.domain off_domain
site.name misnamed
site.search fails
site.https mixed_content
site.popups floating
site.newmedia account_unlinked
ipv6.consistency content
ipv6.links no_ipv6
accessibility.entry missing
accessibility.axe violation
links.attachments wrong_type
freshness.columns stale
freshness.dated future
freshness.reposts missing
disclosure.guide element_missing
disclosure.system news_among
disclosure.annual_reports unbalanced
disclosure.application field_missing
disclosure.catalogue field_uncovered
disclosure.hygiene misplaced
disclosure.units unit_missing
fiscal.coverage unit_missing
enterprises.platforms channel_missing
commitments.progress part_missing
documents.timeliness late
documents.validity expired_as_valid
documents.library incomplete
documents.required missing
documents.cleanup void_unmarked
documents.regulations outdated
documents.sync not_above
gazette.functions no_file
gazette.freshness stale
gazette.coverage not_printed
policy.platforms not_shared
services.guides element_missing
interpretation.diversity text_only
interpretation.forms too_few
interpretation.substance copied
interpretation.phone missing
interpretation.leaders missing
consultation.materials missing
decisions.catalogue stage_missing
decisions.attendance too_few
decisions.evaluation missing
interaction.faq stale
interaction.open_day missing
"""
_REVIEW = """
site.integration separate_search
documents.marking contradicted
interpretation.timeliness late
interpretation.followup missing
interpretation.feedback_entry missing
consultation.methods too_few
consultation.interpretation missing
decisions.recruitment missing
content.wording wrong_word
content.fake_dates contradicted
evidence.search none_found
"""

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
    ("disclosure.system", "rule_missing"): FAIL_MINOR,
    ("content.privacy", "identity_number"): REVIEW,
    **{
        (check, kind): weight
        for weight, rows in (
            (Kind("veto", "fail"), _VETO),
            (FAIL_MAJOR, _MAJOR),
            (FAIL_MINOR, _MINOR),
            (REVIEW, _REVIEW),
        )
        for check, kind in (row.split() for row in rows.strip().splitlines())
    },
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
        "site.availability",
        "site.response_time",
        "site.https",
        "ipv6.consistency",
        "interaction.messages",
        "interaction.replies",
        "content.privacy",
        "freshness.columns",
        "disclosure.statutory",
        "disclosure.system",
    }
)
