"""Links between interpretations and documents (解读关联)."""

from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding
from checks.citing import address_of, cite_page_of, shorten
from checks.contract import Kind, Parameters, Texts, check
from checks.interpretation.pairing_doubts import guessed_pairs
from checks.outcomes import Outcome, Reason, Severity
from checks.places import CLICKABLE
from portal.facts import Interpretation, Pairing
from portal.storage.snapshot import Snapshot


class LinksParameters(Parameters):
    """How many of the links must exist."""

    min_rate: float = Field(
        default=1.0,
        ge=0,
        le=1,
        title="最低比例",
        description="share of links, both directions counted, that must exist",
    )
    sample: int | None = Field(
        default=None, ge=1, title="抽查数量", description="at most this many interpretations, the newest"
    )


@check(
    "interpretation.links",
    parameters=LinksParameters,
    worst=Severity.MINOR,
    kinds={
        "no_policy_link": Kind("解读没有链接到文件", Severity.MINOR),
        "no_return_link": Kind("文件没有链接到解读", Severity.MINOR),
        "unpaired": Kind("解读没有找到对应的文件", Severity.INFO),
    },
    texts=Texts(
        title="解读与文件相互链接",
        required="解读材料链接到被解读的文件，文件也链接到解读材料。",
        method="对每篇与本网站文件对应得上的解读，检查解读页上有没有到文件的链接、文件页上有没有到解读的链接。",
        basis="国办秘函〔2019〕19号 扣分指标“解读关联”",
        remedy="在解读页和文件页分别加上指向对方的链接。",
        effort="小",
    ),
)
def links(snapshot: Snapshot, parameters: LinksParameters, context: Context) -> Assessment:
    """Links between interpretations and documents, both ways.

    Inputs: the site's interpretations, their pairings with its documents, and the links on both pages, wherever they stand. Every
    pairing owes two links. Fails below `min_rate`. Review: what is missing belongs to pairings that only a number in the text or part of
    a name suggests; interpretations whose document was not found on the site; none to judge at all. Serves 国办秘函〔2019〕19号 解读关联.
    """
    pairings, unpaired = _sampled(snapshot, parameters.sample)
    owed = 2 * len(pairings)
    guessed = snapshot.once(guessed_pairs)
    findings_of = {key: _missing_links(snapshot, pairing, guessed=key in guessed) for pairing, key in _keyed(pairings)}
    missing = [finding for found in findings_of.values() for finding in found]
    sure = sum(len(found) for key, found in findings_of.items() if key not in guessed)
    measured = {
        "pairings": len(pairings),
        "links_owed": owed,
        "links_found": owed - len(missing),
        "rate": round((owed - len(missing)) / owed, 4) if owed else 0.0,
        "min_rate": parameters.min_rate,
        "unpaired": len(unpaired),
    }
    findings = (*missing, *(_unpaired(snapshot, item) for item in unpaired))
    words = f"{len(pairings)} 对解读和文件应有 {owed} 个相互链接，缺 {len(missing)} 个"
    if owed and (owed - sure) / owed < parameters.min_rate:
        return Assessment(Outcome.FAIL, f"{words}。", measured, findings)
    if owed and (owed - len(missing)) / owed < parameters.min_rate:
        return Assessment(Outcome.REVIEW, f"{words}，但解读与文件的对应只是推测，需人工核实。", measured, findings)
    if unpaired:
        words = f"{len(unpaired)} 篇解读没有在本网站找到对应的文件，需人工核实。"
        return Assessment(Outcome.REVIEW, words, measured, findings)
    if not owed:
        words = "没有找到与文件对应的解读，需人工核实。"
        return Assessment(Outcome.REVIEW, words, measured, findings, Reason.NOTHING_IN_SCOPE)
    kept = "，未低于要求的比例" if missing else ""
    return Assessment(Outcome.PASS, f"{words}{kept}。", measured, findings)


def _keyed(pairings: list[Pairing]) -> list[tuple[Pairing, tuple[int, int]]]:
    return [(pairing, (pairing.interpretation_id, pairing.document_id)) for pairing in pairings]


def _sampled(snapshot: Snapshot, size: int | None) -> tuple[list[Pairing], list[Interpretation]]:
    """Pairings of the newest interpretations, and those among them that have none; equal days by address, so that a sample is stable."""
    pairings = list(snapshot.pairings())
    paired = {pairing.interpretation_id for pairing in pairings}
    own = [item for item in snapshot.interpretations() if item.own or item.page_id in paired]
    if size is not None:
        pages = {item.page_id: snapshot.page_by_id(item.page_id) for item in own}
        own.sort(key=lambda item: page.url if (page := pages[item.page_id]) else "")
        own.sort(
            key=lambda item: (page.published_on if (page := pages[item.page_id]) else None) or date.min, reverse=True
        )
        own = own[:size]
    chosen = {item.page_id for item in own}
    unpaired = [item for item in own if item.page_id not in paired]
    return [pairing for pairing in pairings if pairing.interpretation_id in chosen], unpaired


def _leads_to(snapshot: Snapshot, page_id: int, url: str) -> bool:
    """Whether a page links to an address anywhere: blocks of related texts often stand outside the main region."""
    for link in snapshot.links(page_id):
        if link.element in CLICKABLE and link.url:
            if link.url == url:
                return True
            target = snapshot.target_by_id(link.target_id)
            if target and target.final_url == url:
                return True
    return False


def _missing_links(snapshot: Snapshot, pairing: Pairing, *, guessed: bool) -> list[Finding]:
    interpretation, document = (
        address_of(snapshot, pairing.interpretation_id),
        address_of(snapshot, pairing.document_id),
    )
    findings = []
    if not (pairing.links_to_document or _leads_to(snapshot, pairing.interpretation_id, document)):
        words = f"解读没有链接到文件：解读{_named(snapshot, pairing.interpretation_id)}，文件{_named(snapshot, pairing.document_id)}。"
        evidence = cite_page_of(snapshot, pairing.interpretation_id, "", target=document)
        findings.append(_missing("no_policy_link", words, interpretation, "", evidence, guessed=guessed))
    if not (pairing.links_back or _leads_to(snapshot, pairing.document_id, interpretation)):
        words = f"文件没有链接到解读：文件{_named(snapshot, pairing.document_id)}，解读{_named(snapshot, pairing.interpretation_id)}。"
        evidence = cite_page_of(snapshot, pairing.document_id, "", target=interpretation)
        findings.append(_missing("no_return_link", words, document, interpretation, evidence, guessed=guessed))
    return findings


def _named(snapshot: Snapshot, page_id: int) -> str:
    """A page by its title, as a person knows it."""
    page = snapshot.page_by_id(page_id)
    title = (page.heading or page.title) if page else ""
    return f"“{shorten(title)}”" if title else address_of(snapshot, page_id)


def _missing(
    kind: str, words: str, subject: str, element: str, evidence: tuple[Evidence, ...], *, guessed: bool
) -> Finding:
    severity = Severity.INFO if guessed else Severity.MINOR
    return Finding(kind, words, severity, subject=subject, element=element, evidence=evidence)


def _unpaired(snapshot: Snapshot, item: Interpretation) -> Finding:
    named = f"《{item.subject}》" if item.subject else "被解读的文件"
    return Finding(
        "unpaired",
        f"没有在本网站找到{named}：{item.title}",
        Severity.INFO,
        subject=address_of(snapshot, item.page_id),
        evidence=cite_page_of(snapshot, item.page_id, item.title),
    )
