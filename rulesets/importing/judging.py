"""How a clause is judged (评判方式), as proposed: by checks its words point to, by pages that show the work, or by a person with proof."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rulesets.importing.characters import even
from rulesets.importing.proposals import SURE, Proposal, evidence, proposals
from rulesets.importing.strength import Passage
from rulesets.importing.terms import Offline, Topic, offline
from rulesets.importing.titles import search_words

USED = 0.55  # a proposal below it is named, never used
_MOST_SEARCHES = 3
_MOST_QUOTED = 3
_LEAST_SENTENCE = 14
_DEMANDS = re.compile(
    r"公开|公布|发布|推进|加强|做好|建立|完善|开展|落实|编制|制定|设置|规范|强化|组织|提供|更新|优化|提升|明确|回应|解读"
)
_TAIL = re.compile(r"(?:进展及落实情况|进展、执行情况|落实情况|执行情况|公开)+$")


@dataclass(frozen=True, slots=True)
class Judgement:
    """`assess` and `proof` as a ruleset writes them, comment lines on what they rest on, and what is doubtful; words in Chinese."""

    assess: list[dict[str, Any]] | str
    proof: str = ""
    comments: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def without(self, others: "Sequence[Judgement]") -> "Judgement | None":
        """This one without the calls that others make as well; None when nothing is left."""
        made = [call for other in others if isinstance(other.assess, list) for call in other.assess]
        left = [call for call in self.assess if call not in made] if isinstance(self.assess, list) else []
        return replace(self, assess=left) if left else None


def by_checks(passages: Sequence[Passage], clause: str, title: str) -> Judgement | None:
    """Judged by checks of the catalogue; None when no term points to one."""
    found = proposals(passages, clause, _own_words(title))
    used = [proposal for proposal in found if proposal.confidence >= USED]
    if not used:
        return None
    doubts = [proposal.doubt for proposal in found if proposal.doubt]
    unsure = [proposal.check for proposal in used if proposal.confidence < SURE]
    if unsure:
        doubts.append(f"{'、'.join(unsure)} 是否合适")
    rest = _uncovered(passages, used)
    if rest:
        doubts.append(f"没有对应检查的内容：{'、'.join(map(quoted, rest))}")
    return Judgement([_call(proposal) for proposal in used], comments=list(map(_comment, used)), doubts=doubts)


def _own_words(title: str) -> str:
    """What the clause is about, for checks that look for a thing by its name."""
    return _TAIL.sub("", even(title)).strip("“” ") or title


def _call(proposal: Proposal) -> dict[str, Any]:
    parameters = {"with": proposal.parameters} if proposal.parameters else {}
    return {"check": proposal.check, **parameters}


def _comment(proposal: Proposal) -> str:
    return f"{proposal.check}：把握 {proposal.confidence:.2f}，依据“{proposal.words[:24]}”"


def _uncovered(passages: Sequence[Passage], used: list[Proposal]) -> list[str]:
    """Sentences that demand something and that no check rests on."""
    starts = {start for proposal in used for start in proposal.starts}
    left = [each.text for each in passages if each.start not in starts and _DEMANDS.search(each.text)]
    return [words for words in left if len(words) > _LEAST_SENTENCE][:_MOST_QUOTED]


def by_traces(passages: Sequence[Passage], clause: str, title: str, heading: str) -> Judgement:
    """Judged by a person: with proof where the work is offline, else with the pages that words of its topics, or its own, find."""
    found = evidence(passages)
    asked = _offline(even(title)) or (None if found else _offline(even(clause)))
    if asked and not any(topic.count for topic, _ in found):
        return Judgement("manual", asked.proof, [f"人工核实：依据“{asked.when.pattern[:24]}”一类的词"])
    if found:
        kept = found[:_MOST_SEARCHES]
        names = "、".join(topic.name for topic, _ in kept)
        return Judgement(
            [_search(topic, times) for topic, times in kept], comments=[f"evidence.search：按主题“{names}”查找"]
        )
    return _by_own_words(title, heading)


def _offline(words: str) -> Offline | None:
    return next((each for each in offline() if each.when.search(words)), None)


def _search(topic: Topic, times: int | None) -> dict[str, Any]:
    count = {"min_count": times} if times else {}
    proof = f"本年{topic.name}方面已公开的网页地址和日期。"
    return {
        "check": "evidence.search",
        "with": {"any_of": [list(topic.any_of)], "period": "this_year", **count, "proof": proof},
    }


def _by_own_words(title: str, heading: str) -> Judgement:
    own = search_words(title) or search_words(heading)
    if not own:
        return Judgement("manual", f"能说明“{title}”的材料，注明日期和出处。", doubts=["没有读出可检索的词"])
    proof = f"能说明“{title}”的网页地址和日期。"
    call = {"check": "evidence.search", "with": {"any_of": [own], "period": "this_year", "proof": proof}}
    doubt = "检索词取自条款本身，请改成网页上会用的词"
    return Judgement([call], comments=["evidence.search：检索词取自条款本身，把握 0.30"], doubts=[doubt])


def quoted(text: str) -> str:
    """The first words of a sentence in quotation marks."""
    words = text.strip("，。；！？ \n")
    return f"“{words[:16]}{'…' if len(words) > 16 else ''}”"
