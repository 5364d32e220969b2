"""Whether a crawl saw enough of its site to judge it (抓取是否可用)."""

from collections import Counter

from crawler.opening import Arrival
from crawler.visits import is_resource
from portal.states import Fault, LinkState, Scope
from portal.storage.manifest import Health
from portal.storage.recorder import Recorder

MIN_PAGES = 3
_UNSEEN = frozenset({LinkState.BLOCKED, LinkState.SKIPPED, LinkState.SUSPECT, LinkState.PENDING})


def health_of(
    arrival: Arrival | None, recorder: Recorder, pages: int, stopped_by: str | None, *, quick: bool = False
) -> Health:
    """Health of a finished crawl; `arrival` is how its home page was found, None when it was stopped before that.

    A `quick` one leaves most of the site alone on purpose.
    """
    if arrival is None:
        code = "budget" if stopped_by == "time" else "interrupted"
        return _ill(code, "首页尚未打开，检查就停止了")
    if arrival.facts is None:
        return _of_home(arrival)
    if pages < MIN_PAGES:
        return _of_few_pages(recorder, pages, stopped_by, quick=quick)
    return Health()


def _of_home(arrival: Arrival) -> Health:
    state, fault = arrival.verdict
    where = f"首页 {arrival.visit.url}"
    why = fault.words if fault else state.words
    status = f"（状态码 {arrival.exchange.status}）" if arrival.exchange else ""
    if fault is Fault.PRIVATE:
        return _ill("private_address", f"{where} {why}")
    if state is LinkState.BLOCKED:
        return _ill("blocked", f"{where} {why}{status}")
    if state is LinkState.REDIRECTED:
        return _ill("wrong_site", f"{where} 跳转到其他网站")
    if state is LinkState.OK:
        return _ill("unreachable", f"{where} 返回的不是网页")
    return _ill("unreachable", f"{where} 打不开：{why}{status}")


def _of_few_pages(recorder: Recorder, pages: int, stopped_by: str | None, *, quick: bool) -> Health:
    """Few pages are too few only where the home page promises more than was asked to be read."""
    if stopped_by in {"max_pages", "max_depth"}:
        return Health()
    missed = [(state, fault) for state, fault in _missed(recorder) if not (quick and fault == Fault.BUDGET)]
    if len(missed) < MIN_PAGES:
        return Health()
    [((state, fault), _)] = Counter(missed).most_common(1)
    why = next(known.words for known in (*Fault, *LinkState) if known == (fault or state))
    if stopped_by == "interrupted":
        return _ill("interrupted", f"只抓取到 {pages} 个页面，检查就被停止")
    code = "blocked" if state == LinkState.BLOCKED.value else "too_few_pages"
    return _ill(code, f"只抓取到 {pages} 个页面，另有 {len(missed)} 个站内地址没有读到（多为：{why}）")


def _missed(recorder: Recorder) -> list[tuple[str, str | None]]:
    """State and fault of the site's pages that could not be looked at. Broken ones were: they are what the site is to be told about."""
    query = "SELECT url, state, fault FROM target WHERE scope = ?"
    rows = recorder.database.execute(query, (Scope.INTERNAL.value,))
    return [(state, fault) for url, state, fault in rows if state in _UNSEEN and not is_resource(url, "a")]


def _ill(code: str, detail: str) -> Health:
    return Health(ok=False, reason_code=code, detail=detail)
