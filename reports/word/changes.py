"""Changes in words (与上次相比): whether a problem is new, open since when, or has come back; what changed in sum."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reports.earlier_cards import Change, ComparisonCard, FindingChangeCard
from reports.scorecard import FindingCard
from reports.word.wording import chinese_day
from reports.wording.plaintext import plain

COUNTED = (
    Change.NEW,
    Change.OPEN,
    Change.RETURNED,
    Change.FIRST_LOOK,
)  # what may become of something that is there now
SUMMED = (Change.NEW, Change.RETURNED, Change.OPEN, Change.MENDED)  # what both runs looked at, in the same way


def change_words(change: FindingChangeCard | None) -> str:
    """What became of one finding; empty where nothing was compared."""
    if change is None:
        return ""
    since = f"（{chinese_day(change.since)}首次发现）" if change.state is Change.OPEN else ""
    return f"{change.state.words}{since}"


def changes_words(findings: Iterable[FindingCard]) -> str:
    """What became of the findings of one problem; empty where nothing was compared."""
    changes = [finding.change for finding in findings if finding.change is not None]
    counts = Counter(change.state for change in changes)
    if len(counts) == 1 and len({change.since for change in changes}) == 1:
        return change_words(changes[0])
    still = [change.since for change in changes if change.state is Change.OPEN]
    first = f"（最早{chinese_day(min(still))}发现）" if still else ""
    parts = (
        f"{state.words} {counts[state]} 个{first if state is Change.OPEN else ''}" for state in COUNTED if counts[state]
    )
    return "，".join(parts)


def comparison_words(comparison: ComparisonCard | None) -> str:
    """What changed on a site since its previous run, in one or two sentences; empty where there was none."""
    if comparison is None:
        return ""
    told = sum_words(comparison.counts)
    notes = "".join(f"{plain(note).rstrip('。')}。" for note in comparison.notes)
    return f"与{chinese_day(comparison.as_of)}的检查相比，{told}。{notes}"


def sum_words(counts: dict[Change, int]) -> str:
    """Sums over what both runs looked at."""
    parts = [f"{state.words} {counts[state]} 个" for state in SUMMED if counts.get(state)]
    if not parts:
        return "没有可比的变化" if any(counts.values()) else "没有变化"
    return f"问题{'，'.join(parts)}"


def summed(comparisons: Sequence[ComparisonCard]) -> dict[Change, int]:
    """The sums of several sites."""
    return {state: sum(one.counts.get(state, 0) for one in comparisons) for state in SUMMED}
