"""Mails in words (邮件正文): plain text and HTML from templates; what was crawled is shown, never obeyed."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.wording.plaintext import plain, web_address
from service.database.tables import Office

LONGEST = 300  # characters of a crawled text


def _environment(*, html: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("templates", "mail"),
        autoescape=html,  # noqa: S701 - plain text has no markup
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = lambda words: plain(str(words), LONGEST)
    return environment


TEXT, HTML = _environment(html=False), _environment(html=True)


def rendered(template: str, office: Office | None, **context: Any) -> tuple[str, str]:
    """Plain text and HTML of a mail. Templates know `office`, the name, and `base`, the console's address or nothing where none is set."""
    known = {"office": plain(office.name, 60) if office and office.name else "政务公开检查", "base": base_of(office)}
    return tuple(  # type: ignore[return-value]
        environment.get_template(f"{template}.{suffix}.j2").render(known | context)
        for environment, suffix in ((TEXT, "txt"), (HTML, "html"))
    )


def base_of(office: Office | None) -> str:
    """The console's address as set by the office; empty for none, or none that could stand in a link."""
    address = (office.address if office else "").rstrip("/")
    return address if web_address(address) else ""
