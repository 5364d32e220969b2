"""What a page offers to narrow its sites by (网站筛选)."""

from typing import Any

from sqlalchemy.orm import Session

from reports.wording.words import KINDS, LEVELS
from service.accounts.actor import Actor
from service.results.choosing import SiteChoice, tags_of, units_of


def site_filter(session: Session, actor: Actor, choice: SiteChoice) -> dict[str, Any]:
    """For the macro `site_filter` of results_parts: the choice, and pairs of value and words for each of its fields."""
    offer = {
        "tags": [(tag, tag) for tag in tags_of(session, actor)],
        "levels": list(LEVELS.items()),
        "kinds": list(KINDS.items()),
        "units": [(unit.id, unit.name) for unit in units_of(session, actor)],
    }
    return {"choice": choice, "offer": offer}
