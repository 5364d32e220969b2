"""Samples (抽样): the same pages next month, whatever pages came and went meanwhile."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from checks.sampling import sample
from portal.facts import Page

SEEN = datetime(2026, 3, 1, tzinfo=UTC)
NUMBERS = st.sets(st.integers(0, 10_000), max_size=60)
SIZES = st.integers(0, 12)


def pages(numbers: set[int]) -> list[Page]:
    return [
        Page(url=f"http://www.qinghexia.gov.cn/yw/{number}.html", status=200, fetched_at=SEEN) for number in numbers
    ]


def chosen(numbers: set[int], size: int) -> set[str]:
    return {page.url for page in sample(pages(numbers), size)}


@given(NUMBERS, SIZES)
def test_a_sample_has_the_size_asked_for_or_all_there_is(numbers: set[int], size: int) -> None:
    assert len(chosen(numbers, size)) == min(size, len(numbers))


@given(NUMBERS, NUMBERS, SIZES)
def test_pages_that_vanish_outside_the_sample_change_nothing(numbers: set[int], gone: set[int], size: int) -> None:
    before = chosen(numbers, size)
    kept = {number for number in numbers if number not in gone or pages({number})[0].url in before}
    assert chosen(kept, size) == before


@given(NUMBERS, NUMBERS, SIZES)
def test_new_pages_only_push_old_ones_out(numbers: set[int], new: set[int], size: int) -> None:
    before, after = chosen(numbers, size), chosen(numbers | new, size)
    fresh = {page.url for page in pages(new - numbers)}
    assert after - before <= fresh
    assert len(before - after) <= len(after & fresh)


@given(NUMBERS, SIZES, st.randoms(use_true_random=False))
def test_the_order_of_fetching_does_not_matter(numbers: set[int], size: int, random: object) -> None:
    shuffled = pages(numbers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {page.url for page in sample(shuffled, size)} == chosen(numbers, size)
