"""Files that come and go with the follow-up (台账和佐证材料的上传下载): what console and API answer and take."""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from fastapi import Response, UploadFile
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from auditing.today import today
from reports.ledgers.reply_intake import Intake
from service.accounts.actor import Actor
from service.database.tables import Office
from service.followup.ledger import LedgerFilter
from service.followup.proofs import proof_for
from service.followup.workbook import write_workbook
from service.followup.workbook_intake import import_workbook
from service.mail.rendering import base_of
from service.results.files import SHEET, attachment, stored_blocks
from service.store.store import Store
from service.uploads import Kind, read_upload

SANDBOX = "sandbox; default-src 'none'"


def workbook_answer(session: Session, actor: Actor, wanted: LedgerFilter) -> Response:
    """The ledger as a workbook."""
    with TemporaryDirectory() as folder:
        path = write_workbook(session, actor, wanted, base_of(session.get(Office, 1)), Path(folder) / "ledger.xlsx")
        body = path.read_bytes()
    name = f"整改台账-{today():%Y%m%d}.xlsx"
    return Response(body, media_type=SHEET, headers={"Content-Disposition": attachment(name)})


def filled_upload(session: Session, actor: Actor, file: UploadFile, limit: int) -> Intake:
    """Take in a workbook that was uploaded; raises RefusalError (403, 413, 422)."""
    upload = read_upload(file, kinds={Kind.XLSX}, limit=limit)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "filled.xlsx"
        path.write_bytes(upload.content)
        return import_workbook(session, actor, path, upload.name)


def proof_answer(session: Session, store: Store, actor: Actor, proof_id: UUID) -> Response:
    """A proof file as a download, which no browser shows by itself; raises RefusalError (404), StoreError."""
    proof = proof_for(session, actor, proof_id)
    headers = {
        "Content-Disposition": attachment(proof.name),
        "Content-Length": str(proof.size),
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
    }
    blocks = stored_blocks(store, proof.store_key, "这个文件不在存储里了")
    return StreamingResponse(blocks, media_type=proof.media_type, headers=headers)
