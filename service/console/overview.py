"""The first page (概览)."""

from fastapi import APIRouter, Response

from service.accounts.actor import Right
from service.console.ledger_words import COLOURS
from service.followup.ledger import waiting_for_answer
from service.results.overview import live, overview
from service.web.dependencies import Db, Page, Who
from service.words import PURPOSES

router = APIRouter(include_in_schema=False)
TO_ANSWER = 10  # shown to the unit that is to answer


@router.get("/")
def first_page(page: Page, session: Db, actor: Who) -> Response:
    """How the sites stand, what goes on, what is due."""
    waiting, count = waiting_for_answer(session, actor, TO_ANSWER)
    return page.render(
        "overview.html.j2",
        told=overview(session, actor),
        waiting=waiting,
        waiting_count=count,
        colours=COLOURS,
        purposes=PURPOSES,
        starts=actor.may(Right.START_RUNS),
        supervises=actor.may(Right.SUPERVISE),
    )


@router.get("/overview/live")
def live_part(page: Page, session: Db, actor: Who) -> Response:
    """What goes on, for the page that refreshes it."""
    return page.render("overview_live.html.j2", told=live(session, actor), purposes=PURPOSES)
