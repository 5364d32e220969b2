"""Wrong words (错别字、不当表述), from lists that people keep."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page_of
from checks.completeness import gap
from checks.content.word_lists import WordListError, WrongWord, built_in, read_word_list
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.storage.snapshot import Snapshot

KINDS = {"wrong_word": Kind("疑似错别字或不当表述", Severity.INFO)}
AROUND = 20  # characters quoted before and after a word
# A word in quotation marks beside these is spoken about, not used.
_SPOKEN_OF = re.compile(
    r"写成|误作|误写|错写|错误|应为|应当?写|而不是|不应|不得|不能|纠正|更正|错别字|规范表述|说成|读作"
)
_NEAR = 16  # characters around a quoted word in which they stand
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "《": "》"}


class WordingParameters(Parameters):
    """Which lists are used."""

    lists: tuple[str, ...] = Field(
        default=(), title="另用的词表", description="files of wrong words with what is right, beside the built-in list"
    )
    own: bool = Field(default=True, title="使用内置词表", description="the list that comes with the tool is used")


@check(
    "content.wording",
    parameters=WordingParameters,
    worst=Severity.INFO,
    kinds=KINDS,
    texts=Texts(
        title="没有错别字和不当表述",
        required="页面文字没有错别字和不规范、不当的表述。",
        method="用维护的词表和本单位的词表（--wordlist）查找页面和附件的标题、文字，列出上下文和建议写法，由人确认；引文、人名、地名可能误报；首页和列表只重复标题，不单独查。",
        basis="国办秘函〔2019〕19号 单项否决指标“安全、泄密事故等严重问题”（严重表述错误）",
        remedy="逐条核对，改正后查同稿件的其他发布处。",
        effort="小",
    ),
)
def wording(snapshot: Snapshot, parameters: WordingParameters, context: Context) -> Assessment:
    """Words that stand on a list of wrong ones.

    Inputs: titles and text of pages and attached files (the home page and lists repeat them and are left out), the built-in list with `own`,
    the office's own `lists`, and the words given for the whole run. Never fails by itself: every hit is review with its context and what
    the list proposes, since quotations and names may be right; a quoted word that is named as an error is none. Passes when all text was read and
    nothing found. Unknown where there is no list or one cannot be read, or pages were not. Serves 国办秘函〔2019〕19号 严重表述错误 in part.
    """
    if next(snapshot.pages(), None) is None:
        return unknown(Reason.NOT_FETCHED)
    try:
        words = _words(parameters, context)
    except WordListError as fault:
        return unknown(Reason.NOT_MEASURED, str(fault))
    if not words:
        return unknown(Reason.NOT_MEASURED, "没有可用的词表")
    findings = tuple(_findings(snapshot, words))
    measured = {"list_words": len(words), "hits": len(findings)}
    if findings:
        reason = f"有 {len(findings)} 处疑似错别字或不当表述，需人工确认。"
        return Assessment(Outcome.REVIEW, reason, measured, findings)
    missed = gap(snapshot)
    if missed:
        return unknown(missed.reason, f"{missed.words}；读到的部分没有查到词表里的错词", **measured)
    return Assessment(Outcome.PASS, f"按 {len(words)} 个词的词表没有查到错词。", measured)


def _words(parameters: WordingParameters, context: Context) -> dict[str, WrongWord]:
    """All words to look for; what the office says of a word goes before the tool's own list."""
    given = [WrongWord(wrong, right) for wrong, right in context.words]
    listed = [word for name in parameters.lists for word in read_word_list(Path(name))]
    own = built_in() if parameters.own else ()
    return {word.wrong: word for word in (*own, *listed, *given)}


def _findings(snapshot: Snapshot, words: dict[str, WrongWord]) -> Iterator[Finding]:
    """One finding for each word in each text."""
    for page_id, attachment, text in snapshot.texts_holding(words):
        for word in words.values():
            at = next(_places(text, word), None) if word.wrong in text else None
            if at is not None:
                yield _finding(snapshot, page_id, attachment, text, word, at)


def _places(text: str, word: WrongWord) -> Iterator[int]:
    """Where a word stands as itself: not within a longer one that is right, and not named as an error."""
    for found in re.finditer(re.escape(word.wrong), text):
        start, end = found.span()
        if not _within(text, start, word.unless, word.wrong) and not _is_spoken_of(text, start, end):
            yield start


def _within(text: str, start: int, longer: Iterable[str], wrong: str) -> bool:
    return any(
        text.startswith(each, start - place)
        for each in longer
        for place in range(len(each))
        if each.startswith(wrong, place) and start >= place
    )


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    quoted = start > 0 and end < len(text) and _QUOTES.get(text[start - 1]) == text[end]
    return quoted and _SPOKEN_OF.search(text[max(0, start - _NEAR) : end + _NEAR]) is not None


def _finding(snapshot: Snapshot, page_id: int, attachment: str, text: str, word: WrongWord, at: int) -> Finding:
    around = text[max(0, at - AROUND) : at + len(word.wrong) + AROUND]
    evidence = cite_page_of(snapshot, page_id, around, target=attachment or None)
    proposal = f"，建议“{word.right}”" if word.right else ""
    where = "附件" if attachment else "页面"
    message = f"{where}里有“{word.wrong}”{proposal}，需人工确认：…{' '.join(around.split())}…"
    subject = attachment or (evidence[0].url if evidence else "")
    return Finding("wrong_word", message, Severity.INFO, subject=subject, element=word.wrong, evidence=evidence)
