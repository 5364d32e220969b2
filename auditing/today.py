"""Today where the portals are (检查日)."""

from datetime import date, datetime

from crawler.off_peak import ZONE


def today() -> date:
    """Today in Asia/Shanghai, the day a check is made by unless another is given."""
    return datetime.now(ZONE).date()
