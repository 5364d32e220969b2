"""bulletin.docx (通报): how the sites of a run did as a whole, what was done well, what fails where, the ranking, and what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.outcomes import Outcome
from reports.index import ranked
from reports.page.card import site_name
from reports.page.overview import is_failing, is_rated, is_veto
from reports.scorecard import RulesetCard, Scorecard
from reports.word.bulletin_practice import Practice, good_practice
from reports.word.bulletin_problems import KindOfProblem, kinds_of_problems
from reports.word.changes import sum_words, summed
from reports.word.problems import false_alarms, problem_results
from reports.word.templates import Templates, builtin, write_document
from reports.word.wording import chinese_day, document_words, documents_words, second_level
from reports.wording.plaintext import plain
from reports.wording.words import number as figure

FILE_NAME = "bulletin.docx"
FEWEST_SITES = 2  # a bulletin compares


@dataclass(frozen=True)
class DocumentFacts:
    """How the sites did under one document."""

    number: str
    title: str
    version: str
    sites: int
    rated: int
    average: str
    highest: str
    lowest: str
    grades: str


@dataclass(frozen=True)
class Standing:
    """A line of the ranking. `rank` is empty for a site that could not be ranked."""

    rank: str
    name: str
    host: str
    scores: tuple[str, ...]
    vetoes: int
    problems: int
    change: str
    remark: str


@dataclass(frozen=True)
class Bulletin:
    """Everything a template of the bulletin may use (docs/word.md)."""

    period: str
    as_of: str
    documents: str
    sites: int
    pages: str
    vetoed: int
    unjudged: tuple[str, ...]
    failures: int
    problems: int
    sites_with_problems: int
    document_facts: tuple[DocumentFacts, ...]
    comparison: str
    practice: Practice
    kinds: tuple[KindOfProblem, ...]
    standings: tuple[Standing, ...]


def write_bulletin(
    cards: Sequence[Scorecard], failures: Sequence[str], folder: Path, templates: Templates = builtin
) -> Path | None:
    """Write bulletin.docx into a run's folder and return its path; None, and nothing written, for fewer than two sites.

    `failures`: a sentence for each target without a card. Raises WordTemplateError, OSError.
    """
    if len(cards) < FEWEST_SITES:
        return None
    whole = [card.model_copy(update={"unit": None}) for card in cards]  # a bulletin tells of all units
    return write_document(FILE_NAME, vars(bulletin_view(whole, failures)), folder, templates)


def bulletin_view(cards: Sequence[Scorecard], failures: Sequence[str]) -> Bulletin:
    """Words for the bulletin."""
    days = sorted({card.as_of for card in cards})
    problems = {id(card): len(list(problem_results(card))) for card in cards}
    documents = {ruleset.id: ruleset for card in cards for ruleset in card.rulesets if _applies(ruleset)}
    return Bulletin(
        period=f"{days[-1].year}年{days[-1].month}月",
        as_of="至".join(chinese_day(day) for day in dict.fromkeys((days[0], days[-1]))),
        documents=documents_words(list(documents.values())),
        sites=len(cards),
        pages=f"{sum(card.run.pages for card in cards):,}",
        vetoed=sum(_vetoes(card) > 0 for card in cards),
        unjudged=tuple(site_name(card) for card in cards if card.site.outcome is not None),
        failures=len(failures),
        problems=sum(problems.values()),
        sites_with_problems=sum(count > 0 for count in problems.values()),
        document_facts=tuple(_document(n, ruleset, cards) for n, ruleset in enumerate(documents.values(), 1)),
        comparison=_comparison(cards),
        practice=good_practice(cards),
        kinds=kinds_of_problems(cards),
        standings=tuple(_standing(card, rank, problems[id(card)]) for card, rank in ranked(cards)),
    )


def _applies(ruleset: RulesetCard) -> bool:
    return any(result.outcome is not Outcome.NOT_APPLICABLE for result in ruleset.results)


def _vetoes(card: Scorecard) -> int:
    return sum(is_veto(result) for _, result in problem_results(card))


def _document(number: int, document: RulesetCard, cards: Sequence[Scorecard]) -> DocumentFacts:
    """Points are averaged over the sites whose points say something; vetoed and little judged ones have none."""
    judged = [
        r for card in cards if card.site.outcome is None for r in card.rulesets if r.id == document.id and _applies(r)
    ]
    values = [r.score.value for r in judged if r.score.value is not None and is_rated(r.score)]
    grades: dict[str, int] = {}
    for one in judged:
        grades[plain(one.score.grade, 40)] = grades.get(plain(one.score.grade, 40), 0) + 1
    return DocumentFacts(
        number=second_level(number),
        title=document_words(document),
        version=plain(document.version, 40),
        sites=len(judged),
        rated=len(values),
        average=figure(sum(values) / len(values)) if values else "",
        highest=figure(max(values)) if values else "",
        lowest=figure(min(values)) if values else "",
        grades="、".join(
            f"“{grade}”{count} 个" for grade, count in sorted(grades.items(), key=lambda g: -g[1]) if grade
        ),
    )


def _comparison(cards: Sequence[Scorecard]) -> str:
    """What changed since the previous runs, over the sites that have one; empty where none has."""
    compared = [card.comparison for card in cards if card.comparison is not None]
    if not compared:
        return ""
    days = sorted({one.as_of for one in compared})
    when = "至".join(chinese_day(day) for day in dict.fromkeys((days[0], days[-1])))
    return f"{len(compared)} 个网站有上次检查（{when}）可比，{sum_words(summed(compared))}。{_averages(cards)}"


def _averages(cards: Sequence[Scorecard]) -> str:
    """Mean points then and now, only where both rest on the same rules."""
    pairs = [
        (before.value, now.score.value)
        for card in cards
        if card.comparison is not None
        for before in card.comparison.rulesets
        for now in card.rulesets
        if now.id == before.id and before.comparable and before.value is not None and is_rated(now.score)
    ]
    known = [(then, now) for then, now in pairs if now is not None]
    if not known:
        return ""
    then, now = (figure(sum(values) / len(known)) for values in zip(*known, strict=True))
    change = f"平均由 {then} 分变为 {now} 分" if then != now else f"平均仍为 {now} 分"
    return f"规则相同、两次都有得分的 {len(known)} 项得分，{change}。"


def _standing(card: Scorecard, rank: str, problems: int) -> Standing:
    counts = sum_words(card.comparison.counts) if card.comparison is not None else ""
    alarms = len(false_alarms(card))
    remarks = (
        plain(card.site.reason or "整体无法检查", 60) if card.site.outcome is not None else "",
        "快速检查，不排名" if card.run.quick else "",
        f"其中 {alarms} 项属于误报，等级和得分没有扣除" if alarms else "",
    )
    return Standing(
        rank=rank,
        name=site_name(card),
        host=plain(card.site.host, 120),
        scores=_scores(card),
        vetoes=_vetoes(card),
        problems=problems,
        change=counts.removeprefix("问题"),
        remark="；".join(filter(None, remarks)),
    )


def _scores(card: Scorecard) -> tuple[str, ...]:
    """Grades and points that say something; of the other documents how many there are."""
    applied = [ruleset for ruleset in card.rulesets if _applies(ruleset)]
    said = [ruleset for ruleset in applied if is_rated(ruleset.score) or is_failing(ruleset.score)]
    rest = len(applied) - len(said)
    unrated = (f"{'其余 ' if said else ''}{rest} 份文件不评级",) if rest and card.site.outcome is None else ()
    return (*map(_score, said), *unrated)


def _score(ruleset: RulesetCard) -> str:
    score = ruleset.score
    points = f" {figure(score.value)} 分" if score.value is not None and is_rated(score) else ""
    return f"{plain(ruleset.title, 40)}：{plain(score.grade, 40)}{points}"
