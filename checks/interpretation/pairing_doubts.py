"""Which pairings of interpretations with documents are guesses (推测的对应关系): a checker must not accuse or acquit by them."""

from portal.interpretations.pairings import document_names, plain_name
from portal.storage.snapshot import Snapshot

BY_NUMBER = "number"  # Pairing.by: only a number in the text speaks for it, which may be the basis and not the subject
BY_TITLE = "title"


def guessed_pairs(snapshot: Snapshot) -> frozenset[tuple[int, int]]:
    """Interpretation and document (page ids) of pairings that no link and no full name supports.

    By title, a document is meant where the interpreted name is one of its names or part of one; where it is the other way round, the
    interpretation may be of another document (the rules for carrying it out, a later version).
    """
    subjects = {item.page_id: plain_name(item.subject) for item in snapshot.interpretations()}
    names = {document.page_id: tuple(document_names(document.title)) for document in snapshot.documents()}
    return frozenset(
        (pairing.interpretation_id, pairing.document_id)
        for pairing in snapshot.pairings()
        if pairing.by == BY_NUMBER
        or (
            pairing.by == BY_TITLE
            and not any(
                subjects.get(pairing.interpretation_id, "") in name for name in names.get(pairing.document_id, ())
            )
        )
    )
