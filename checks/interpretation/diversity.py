"""Diverse interpretation (多元化解读): interpreted policies with a form beyond text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checks.assessment import Assessment, Context, Evidence, Finding
from checks.citing import address_of, cite_page_of
from checks.completeness import Gap
from checks.contract import Kind, Parameters, Texts, check
from checks.interpretation.form_names import in_words
from checks.interpretation.interpreted import Interpreted, interpreted_documents, more_than_text, unpaired_policies
from checks.interpretation.own_interpretations import column_address, interpretation_gap, unread
from checks.options import FigureRate, InPeriod, PerUnit, Scope
from checks.outcomes import Outcome, Reason, Severity
from checks.periods import THIS_YEAR
from checks.scopes import EVERYTHING
from checks.shares import Share
from portal.storage.snapshot import Snapshot

NAMED = 5  # policies named in a message
CITED = 10  # pages cited as evidence


class DiversityParameters(Parameters):
    """Which interpretations, and what share of the policies must have more than text."""

    min_rate: FigureRate = None
    period: InPeriod = THIS_YEAR
    scope: Scope = EVERYTHING
    per_unit: PerUnit = False


@check(
    "interpretation.diversity",
    parameters=DiversityParameters,
    worst=Severity.MINOR,
    kinds={
        "text_only": Kind("多元化解读的比例不够", Severity.MINOR),
        "undecided": Kind("不能确定有没有文字以外的解读", Severity.INFO),
    },
    texts=Texts(
        title="多元化解读比例达标",
        required="有解读的政策文件中，用图解、音视频、动漫、新闻发布会等文字以外形式解读的达到规定比例。",
        method="辨认每份文件全部解读的形式，计算时段内有文字以外形式的文件占有解读文件的比例；负责人解读、媒体解读和带图片、播放器的文字解读请人工确认。",
        basis="年度工作要点对多元化解读率的要求",
        remedy="为只有文字解读的文件补充图解、视频等形式。",
        effort="中",
    ),
)
def diversity(snapshot: Snapshot, parameters: DiversityParameters, context: Context) -> Assessment:
    """Share of the interpreted policies in the period that have a form beyond text (chart, audio, film, animation, conference, questions…).

    Inputs: documents of the scope and period, their interpretations with the forms read, media beside a text, rows and links of interpretations
    that were not read. Fails below `min_rate`; with `per_unit` each issuer's share is judged by itself. Review: forms that cannot be told
    (embedded players, pictures in a text, an official's or a paper's article), interpretations without a paired document, issuers not stated
    where units are judged, no figure given (measured only), nothing in scope. Unknown: the interpretation columns were not read. Serves
    yearly documents (多元化解读率).
    """
    missed = interpretation_gap(snapshot)
    unseen = unread(snapshot, missed)
    if unseen:
        return unseen
    asked = (snapshot, parameters.scope, parameters.period, context)
    policies = [*interpreted_documents(*asked), *unpaired_policies(*asked)]
    groups = [_Group.of(name, each) for name, each in _by_unit(policies, per_unit=parameters.per_unit)]
    answers = [(group, *group.verdict(parameters, missed)) for group in groups]
    outcome = Outcome.worst(answer[1] for answer in answers)
    first = next(answer for answer in answers if answer[1] is outcome)
    findings = [_below(snapshot, group, parameters.min_rate) for group, found, *_ in answers if found is Outcome.FAIL]
    findings += [
        _undecided(snapshot, policy) for group in groups for policy in group.doubtful if outcome is not Outcome.PASS
    ]
    whole = _Group.of("", policies).share
    measured: dict[str, Any] = {
        "policies": whole.total,
        "diverse": whole.good,
        "rate": whole.rate,
        "min_rate": parameters.min_rate,
        "undecided": whole.doubtful + whole.aside + whole.fine,
    }
    if parameters.per_unit:
        measured["units"] = {group.name: group.share.rate for group in groups if group.name}
    failed = [group.name for group, found, *_ in answers if found is Outcome.FAIL]
    reason = f"{'、'.join(failed)}的多元化解读比例不够。" if any(failed) else first[2]
    return Assessment(outcome, reason, measured, tuple(findings), first[3])


@dataclass(frozen=True)
class _Group:
    """Policies judged together: of one issuer, or all (no name)."""

    name: str
    diverse: list[Interpreted]
    text_only: list[Interpreted]
    doubtful: list[Interpreted]
    share: Share

    @classmethod
    def of(cls, name: str, policies: list[Interpreted]) -> "_Group":
        sure = [policy for policy in policies if not policy.aside]
        rest = [policy for policy in policies if policy.aside]
        diverse = [policy for policy in sure if more_than_text(policy)]
        text_only = [policy for policy in sure if more_than_text(policy) is False]
        fine = [policy for policy in rest if more_than_text(policy)]
        unsure = [policy for policy in sure if more_than_text(policy) is None]
        aside = [policy for policy in rest if policy not in fine]
        share = Share(len(diverse), len(text_only), len(unsure), len(aside), len(fine))
        return cls(name, diverse, text_only, [*unsure, *aside], share)

    def verdict(self, parameters: DiversityParameters, missed: Gap | None) -> tuple[Outcome, str, Reason | None]:
        """Outcome, sentence and reason code; policies of nobody cannot fail where units are judged."""
        whose = f"{self.name}：" if self.name else ""
        total, good = self.share.total, self.share.good
        words = f"{whose}{total} 份有解读的政策文件，{good} 份有文字以外的解读（{self.share.rate:.0%}）"
        outcome, reason, code = self.share.verdict(words, parameters.min_rate, missed)
        if outcome is Outcome.FAIL and parameters.per_unit and not self.name:
            return Outcome.REVIEW, f"{words}；页面上读不到发文机关，需人工核实。", None
        return outcome, reason, code


def _by_unit(policies: list[Interpreted], *, per_unit: bool) -> Iterator[tuple[str, list[Interpreted]]]:
    names = sorted({policy.document.issuer for policy in policies}) if per_unit else []
    if not names:
        yield "", policies
    for name in names:
        yield name, [policy for policy in policies if policy.document.issuer == name]


def _below(snapshot: Snapshot, group: _Group, min_rate: float | None) -> Finding:
    names = "、".join(f"《{policy.document.title}》" for policy in group.text_only[:NAMED])
    more = f"等 {len(group.text_only)} 份文件" if len(group.text_only) > NAMED else ""
    return Finding(
        "text_only",
        f"多元化解读比例 {group.share.rate:.0%}，低于规定的 {min_rate or 0:.0%}；只有文字解读的是{names}{more}。",
        Severity.MINOR,
        subject=column_address(snapshot),
        element=group.name,
        evidence=tuple(_cited(snapshot, group.text_only)),
    )


def _cited(snapshot: Snapshot, policies: list[Interpreted]) -> Iterator[Evidence]:
    for policy in policies[:CITED]:
        for item in policy.interpretations[:1]:
            yield from cite_page_of(snapshot, item.page_id, f"{item.title}（{in_words(policy.forms)}）")


def _undecided(snapshot: Snapshot, policy: Interpreted) -> Finding:
    doubt = policy.doubt or policy.aside or f"只有{in_words(policy.forms)}"
    return Finding(
        "undecided",
        f"{doubt}，需人工确认有没有文字以外的解读：{policy.document.title}",
        Severity.INFO,
        subject=address_of(snapshot, policy.document.page_id),
        evidence=cite_page_of(snapshot, policy.interpretations[0].page_id, policy.interpretations[0].title),
    )
