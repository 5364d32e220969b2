"""Page of the office's own settings (本单位)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ValidationError
from starlette.datastructures import FormData

from service.accounts.actor import Right
from service.office import OfficeFields, change_office, fields_of, office_of
from service.refusals import RefusalError
from service.sites.crawl_settings import CRAWL_SETTINGS
from service.web.dependencies import Db, Page, Who, flash, needs
from service.web.pages import Paper
from service.web.state import service_of
from service.web.validation import sentence

router = APIRouter(prefix="/office", include_in_schema=False, dependencies=[needs(Right.MANAGE_OFFICE)])
CRAWL = "crawl."


async def form_of(request: Request) -> FormData:
    """The fields that were sent."""
    return await request.form()


@router.get("")
def office_page(request: Request, page: Page, session: Db) -> Response:
    """The form."""
    return _render(request, page, fields_of(office_of(session)))


@router.post("")
def save(
    request: Request, page: Page, session: Db, actor: Who, form: Annotated[FormData, Depends(form_of)]
) -> Response:
    """Set them; what was typed stays in the form when it cannot be used."""
    typed = {name: value for name, value in form.items() if isinstance(value, str)}
    fields = {name: typed[name] for name in OfficeFields.model_fields if name in typed}
    crawl = {name.removeprefix(CRAWL): value.strip() for name, value in typed.items() if name.startswith(CRAWL)}
    fields["crawl"] = {name: value for name, value in crawl.items() if value}  # type: ignore[assignment]
    try:
        change_office(session, actor, OfficeFields.model_validate(fields))
    except (RefusalError, ValidationError) as fault:
        session.rollback()
        words = fault.words if isinstance(fault, RefusalError) else sentence(fault.errors()[0], skip=0)
        return _render(request, page, OfficeFields.model_construct(**fields), words)  # type: ignore[arg-type]
    flash(request, "已保存")
    return page.go("/office")


def _render(request: Request, page: Paper, fields: OfficeFields, words: str = "") -> Response:
    settings = service_of(request).settings
    return page.render(
        "office.html.j2",
        status=422 if words else 200,
        fields=fields,
        words=words,
        crawl_settings=[each for each in CRAWL_SETTINGS if not each.window],
        store=settings.store_url or "数据文件夹",
        mails=bool(settings.smtp_url),
    )
