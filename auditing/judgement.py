"""From a snapshot folder to a written scorecard: what `audit`, `judge` and `report` share."""

from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from auditing.exits import BadInputError, Exit
from auditing.ruleset_pool import RulesetPool
from auditing.ruleset_pool import load_rulesets as load_rulesets
from auditing.runs import CARD_NAME, snapshot_folder
from checks.content.word_lists import WordListError, read_word_list
from portal.site import Level, SiteKind
from portal.storage.snapshot import Snapshot, SnapshotError
from reports.judging.identification import identify
from reports.judging.judge import NOTHING_SAID, Told, judge
from reports.judging.verdict import failed
from reports.people.statements import Statements
from reports.scorecard import SCHEMA, Scorecard, Tool
from reports.wording.plaintext import plain
from rulesets.selection import default_rulesets
from rulesets.years import in_year


def tool() -> Tool:
    """This program, as the card names it."""
    try:
        return Tool(name="gongkai", version=version("gongkai"))
    except PackageNotFoundError:  # run from a checkout that was never installed
        return Tool(name="gongkai", version="0")


def open_snapshot(folder: Path) -> Snapshot:
    """The snapshot in a folder; raises BadInputError."""
    try:
        return Snapshot.open(folder)
    except SnapshotError as fault:
        raise BadInputError(str(fault)) from fault


def judge_snapshot(
    snapshot: Snapshot,
    names: list[str],
    *,
    as_of: date | None,
    level: Level | None,
    kind: SiteKind | None,
    year: int | None = None,
    wordlist: Path | None = None,
    unit: str | None = None,
    others: Sequence[Path] = (),
    own_rulesets: Sequence[Path] = (),
    told: Told | None = None,
    said: Statements = NOTHING_SAID,
) -> Scorecard:
    """The card of a snapshot under the named rulesets, else under those that fit the site by level, kind and region.

    `year` moves yearly ones; `wordlist` is a file of wrong words; the ledger is narrowed to `unit`; `others` are
    snapshots of other sites; `own_rulesets` of an office stand beside the built-in ones; `told` hears how far it is; `said` are
    waivers and attestations. Raises BadInputError.
    """
    if names:
        rulesets = RulesetPool(own_rulesets).named(names)
    else:
        identity = identify(snapshot, level=level, kind=kind)
        known = {"level": identity.level, "kind": identity.kind, "code": identity.code}
        rulesets = list(default_rulesets(RulesetPool(own_rulesets).all, snapshot.site.model_copy(update=known)))
    dated = [in_year(ruleset, year) for ruleset in rulesets]
    words = wrong_words(wordlist)
    with ExitStack() as opened:
        beside = tuple(opened.enter_context(closing(open_snapshot(folder))) for folder in others)
        card = judge(
            snapshot,
            dated,
            tool=tool(),
            as_of=as_of,
            level=level,
            kind=kind,
            words=words,
            others=beside,
            told=told,
            said=said,
        )
    card.unit = unit
    return card


def other_snapshots(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Snapshot folders meant by folders of checks of other sites; raises BadInputError before anything is fetched."""
    for folder in folders:
        open_snapshot(snapshot_folder(folder)).close()
    return tuple(snapshot_folder(folder).resolve() for folder in folders)


def wrong_words(wordlist: Path | None) -> tuple[tuple[str, str], ...]:
    """The words of the user's own list; raises BadInputError."""
    try:
        return tuple((word.wrong, word.right) for word in read_word_list(wordlist)) if wordlist else ()
    except WordListError as fault:
        raise BadInputError(str(fault)) from fault


def write_card(card: Scorecard, folder: Path, snapshot: Path | None = None) -> Exit:
    """Write scorecard.json, scorecard.html, ledger.xlsx and, where there are problems, notice.docx and objection.docx into a site's folder.

    Returns the site's exit code. `snapshot` is the folder of the judged snapshot where that does not lie beside the card.
    """
    from auditing.word_documents import write_site_documents  # what writes is loaded when there is something to write
    from reports.ledgers.ledger_xlsx import write_ledger
    from reports.page.html import write_page, write_scorecard
    from reports.page.portrait import keep_pictures

    folder.mkdir(parents=True, exist_ok=True)
    write_page(card.to_json(), folder / CARD_NAME)
    if snapshot is not None and snapshot.parent.resolve() != folder.resolve():
        keep_pictures(snapshot, folder)
    write_scorecard(card, folder, snapshot)
    write_ledger(card, folder)
    write_site_documents(card, folder)
    return exit_of(card)


class _Stated(BaseModel):
    """What a card says of its own schema, whatever else is in it."""

    schema_: str = Field(SCHEMA, alias="schema")


def read_card(folder: Path) -> Scorecard:
    """The card in a site's folder; raises BadInputError when it is missing, broken or of another schema."""
    path = folder / CARD_NAME
    try:
        body = path.read_bytes()
        stated = _Stated.model_validate_json(body).schema_
        if stated != SCHEMA:
            raise BadInputError(f"{path}: 格式是 {plain(stated, 60)}，本版本只能读取 {SCHEMA}，请重新评判快照")
        return Scorecard.model_validate_json(body)
    except OSError as fault:
        raise BadInputError(f"{path}: 打不开（{fault.strerror}）") from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(map(str, first["loc"])) or "整个文件"
        raise BadInputError(f"{path}: 不是本版本能读取的检查结果（{place} 有误），请重新评判快照") from fault


def exit_of(card: Scorecard) -> Exit:
    """What a card means for the exit code."""
    if card.site.outcome is not None:
        return Exit.NOT_AUDITED
    return Exit.FAILED if failed(card) else Exit.OK
