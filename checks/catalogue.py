"""The catalogue of checks (检查项目录): every check of design.md section 4 that this version can run, by id."""

from checks.blank_columns import blank
from checks.contract import Check
from checks.disclosure_entry import entry
from checks.disclosure_sections import sections
from checks.freshness import homepage as fresh_homepage
from checks.identity import identity
from checks.interpretation_coverage import coverage
from checks.interpretation_links import links as interpretation_links
from checks.ipv6 import dns, reachable
from checks.links import homepage as homepage_links
from checks.links import site as site_links
from checks.meta_tags import meta_tags

CATALOGUE: dict[str, Check] = {
    check.id: check
    for check in (
        entry,
        sections,
        homepage_links,
        site_links,
        dns,
        reachable,
        coverage,
        interpretation_links,
        fresh_homepage,
        blank,
        identity,
        meta_tags,
    )
}
