"""Proof files of replies (佐证材料): taken in by their content, kept in the store under a number of ours, given out as downloads only."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import IO
from uuid import UUID, uuid4

from fastapi import UploadFile
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import AttestationRow, FollowupRow, ProofFile, SiteRow
from service.followup.proof_kinds import NoProofError, ProofKind, kind_of
from service.journal import record
from service.refusals import RefusalError
from service.store.store import Store
from service.uploads import file_name

MOST_FILES = 10  # with one reply
MOST_A_DAY = 1_000_000_000  # bytes of one person, who could otherwise fill the store of all
BLOCK = 1 << 20  # bytes


@dataclass(frozen=True)
class Incoming:
    """A file somebody sends: what it is called, its bytes."""

    name: str
    file: IO[bytes]


def incoming(files: Sequence[UploadFile]) -> list[Incoming]:
    """The files of a form; a field that was left empty is none."""
    return [Incoming(file.filename, file.file) for file in files if file.filename]


@dataclass(frozen=True)
class _Looked:
    name: str
    kind: ProofKind
    size: int
    sha256: str
    file: IO[bytes]


def keep_proofs(
    session: Session,
    store: Store,
    actor: Actor,
    of: FollowupRow | AttestationRow,
    files: Sequence[Incoming],
    limit: int,
) -> list[ProofFile]:
    """Keep the files of a reply or verdict, all or none; `limit` is the most bytes of one. Raises RefusalError (413, 422), StoreError."""
    if len(files) > MOST_FILES:
        raise RefusalError.unusable(f"一次最多上传 {MOST_FILES} 个文件，请合并或分次上传")
    looked = [_look_at(each, limit) for each in files]
    _refuse_flood(session, actor, sum(each.size for each in looked))
    return [_keep(session, store, actor, of, each) for each in looked]


def _refuse_flood(session: Session, actor: Actor, more: int) -> None:
    since = datetime.now(UTC) - timedelta(days=1)
    sent = select(func.sum(ProofFile.size)).where(ProofFile.sent_by == actor.user_id, ProofFile.sent_at > since)
    if more and int(session.scalar(sent) or 0) + more > MOST_A_DAY:
        raise RefusalError.too_large(
            f"一天内上传的佐证材料超过 {MOST_A_DAY // 1_000_000} MB，请明天再传，或者压缩后再传"
        )


def _look_at(incoming: Incoming, limit: int) -> _Looked:
    name = file_name(incoming.name)
    size, digest = _measured(incoming.file)
    if size > limit:
        raise RefusalError.too_large(f"“{name}”有 {size / 1_000_000:.1f} MB，最多 {limit / 1_000_000:g} MB")
    if not size:
        raise RefusalError.unusable(f"“{name}”是空文件")
    try:
        return _Looked(name, kind_of(incoming.file, name), size, digest, incoming.file)
    except NoProofError as fault:
        raise RefusalError.unusable(f"“{name}”{fault}") from fault


def _measured(file: IO[bytes]) -> tuple[int, str]:
    file.seek(0)
    size, digest = 0, hashlib.sha256()
    while block := file.read(BLOCK):
        size += len(block)
        digest.update(block)
    return size, digest.hexdigest()


def _keep(session: Session, store: Store, actor: Actor, of: FollowupRow | AttestationRow, looked: _Looked) -> ProofFile:
    number = uuid4()
    proof = ProofFile(
        id=number,
        followup_id=of.id if isinstance(of, FollowupRow) else None,
        attestation_id=of.id if isinstance(of, AttestationRow) else None,
        name=looked.name,
        media_type=looked.kind.media_type,
        size=looked.size,
        sha256=looked.sha256,
        store_key=f"proofs/{of.site_id}/{number}",
        sent_by=actor.user_id,
    )
    looked.file.seek(0)
    store.put_file(proof.store_key, looked.file)
    session.add(proof)
    session.flush()
    record(session, actor, "followup.proof", looked.name, bytes=looked.size, sha256=looked.sha256)
    return proof


def proof_for(session: Session, actor: Actor, proof_id: UUID) -> ProofFile:
    """A file whose site the actor may see; raises RefusalError (404)."""
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    seen = or_(FollowupRow.site_id.in_(sites), AttestationRow.site_id.in_(sites))
    found = select(ProofFile).outerjoin(ProofFile.step).outerjoin(ProofFile.attestation)
    proof = session.scalar(found.where(ProofFile.id == proof_id, seen))
    if proof is None:
        raise RefusalError.not_found("没有这个文件")
    return proof
