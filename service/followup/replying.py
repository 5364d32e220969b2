"""A unit's reply with its proof (单位反馈和佐证材料)."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from reports.ledgers.followup import State
from service.accounts.actor import Actor
from service.database.tables import FollowupRow
from service.followup.proofs import Incoming, keep_proofs
from service.followup.steps import Said, take_step
from service.refusals import RefusalError
from service.store.store import Store

WITH_FILES_ONLY = "见佐证材料"


def reply(
    session: Session,
    store: Store,
    actor: Actor,
    site_id: UUID,
    requirement: str,
    said: Said,
    files: Sequence[Incoming],
    seen: int,
    limit: int,
) -> FollowupRow:
    """Say what was mended, with files; `limit` is the most bytes of one. Raises RefusalError (403, 404, 409, 413, 422), StoreError."""
    if said.state is not State.REPLIED:
        raise RefusalError.unusable("佐证材料只随反馈上传")
    if not said.text.strip() and not files:
        raise RefusalError.unusable("没有填整改情况，也没有佐证材料")
    text = said.text if said.text.strip() else WITH_FILES_ONLY
    step = take_step(
        session, actor, site_id, requirement, Said(State.REPLIED, text, said.note, said.by, None, said.finding), seen
    )
    keep_proofs(session, store, actor, step, files, limit)
    return step
