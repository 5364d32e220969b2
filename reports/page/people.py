"""What people say, as the reader sees it (人的结论): waivers, verdicts of people, how far the mending got, entries without effect."""

from dataclasses import dataclass

from reports.ledgers.followup import State
from reports.page.places import AddressView, address, moment
from reports.people_cards import AttestationCard, FollowupCard, UnusedEntryCard, WaiverCard
from reports.wording.plaintext import plain
from reports.wording.words import OUTCOME_MARKS

NAME_LENGTH = 60
UNUSED_KINDS = {"waiver": "豁免", "attestation": "人工核实"}


@dataclass(frozen=True)
class AttestationView:
    """A person's verdict: key and words of it, who and when, what was looked at, what the machine had said."""

    key: str
    mark: str
    verdict: str
    who: str
    what: str
    machine: str
    proof: AddressView | None


@dataclass(frozen=True)
class FollowupView:
    """The last step of the mending."""

    key: str
    words: str
    text: str
    who: str


@dataclass(frozen=True)
class UnusedView:
    """A waiver or verdict without effect, and why."""

    kind: str
    place: str
    text: str
    why: str


def waiver_words(card: WaiverCard | None) -> str:
    """Until when, why and by whom a finding is waived; empty for none."""
    if card is None:
        return ""
    return f"已豁免至 {card.until.isoformat()}：{plain(card.reason)}（{plain(card.by, NAME_LENGTH)}）"


def attestation_view(card: AttestationCard | None) -> AttestationView | None:
    """A person's verdict in words; None for none."""
    if card is None:
        return None
    until = f"，{card.until.isoformat()} 前有效" if card.until else ""
    return AttestationView(
        key=card.verdict.value,
        mark=OUTCOME_MARKS[card.verdict],
        verdict={"pass": "符合", "fail": "不符合"}.get(card.verdict.value, card.verdict.words),
        who=f"{plain(card.by, NAME_LENGTH)}，{card.on.isoformat()}{until}",
        what=plain(card.what),
        machine=card.machine.words,
        proof=address(card.link) if card.link else None,
    )


def followup_view(card: FollowupCard | None) -> FollowupView | None:
    """The last step in words; None for none. A state this version does not know is shown as it is."""
    if card is None:
        return None
    known = {state.value: state.words for state in State}
    who = "，".join(part for part in (plain(card.by, NAME_LENGTH), moment(card.at)) if part)
    return FollowupView(plain(card.state, 20), known.get(card.state, plain(card.state, 20)), plain(card.text), who)


def unused_view(cards: list[UnusedEntryCard]) -> tuple[UnusedView, ...]:
    """Entries without effect, in words."""
    return tuple(
        UnusedView(UNUSED_KINDS[card.kind], plain(card.place), plain(card.text), plain(card.why)) for card in cards
    )
