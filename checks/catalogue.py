"""The catalogue of checks (检查项目录): every check of design.md section 4 that this version can run, by id."""

from checks.availability import availability
from checks.blank_columns import blank
from checks.contract import Check
from checks.disclosure_entry import entry
from checks.disclosure_sections import sections
from checks.freshness import homepage as fresh_homepage
from checks.https import https
from checks.identity import identity
from checks.interpretation_coverage import coverage
from checks.interpretation_links import links as interpretation_links
from checks.ipv6 import dns, reachable
from checks.ipv6_consistency import consistency
from checks.links import homepage as homepage_links
from checks.links import site as site_links
from checks.meta_tags import meta_tags
from checks.response_time import response_time

CATALOGUE: dict[str, Check] = {
    check.id: check
    for check in (
        entry,
        sections,
        homepage_links,
        site_links,
        dns,
        reachable,
        consistency,
        coverage,
        interpretation_links,
        fresh_homepage,
        blank,
        identity,
        meta_tags,
        https,
        availability,
        response_time,
    )
}
