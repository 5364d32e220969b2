"""What an answer means for a link (应答判定): open, broken, or shut by a firewall. Doubt never counts as broken."""

import re
from typing import NamedTuple

from crawler.exchange import HTML_START, Exchange, FetchError
from crawler.wording import text_of, words_of
from portal.states import Fault, LinkState

SMALL = 20_000  # bytes; script challenges and firewall pages are no longer
_SNIFFED = 8192
_FEW_WORDS = 200  # characters of visible text on a page that only checks its visitor
# Names that challenge scripts of firewalls common on Chinese sites give their cookies and variables.
_CHALLENGES = (
    *(b"__jsl_clearance", b"acw_sc__v", b"$_ts=", b"$_ts =", b"_waf_", b"wzwschallenge", b"security_session_verify"),
    *(b"yunsuo_session", b"cf-browser-verification", b"_cf_chl", b"safeline", b"robotcookieid", b"teochallenge"),
)
_WALL = re.compile(
    r"拦截|阻断|安全威胁|防火墙|云盾|云锁|安全狗|加速乐|创宇盾|玄武盾|网站防护|人机验证|安全验证|恶意|非法请求"
    r"|\bWAF\b|access denied|request (?:was )?blocked|just a moment|attention required",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"(?:访问|请求|您的\s*ip)[^。<]{0,12}[被已][^。<]{0,6}(?:拦截|阻断|拒绝|禁止)|人机验证|安全验证中|正在验证您",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:pdf|ofd|docx?|wps|xlsx?|et|pptx?|dps|rtf|zip|rar|7z|jpe?g|png|gif|bmp|webp|ico|mp[34]|wmv|flv)\Z",
    re.IGNORECASE,
)
_OFFICE = b"urn:schemas-microsoft-com:office"
_TAG = re.compile(rb"</?[a-z][a-z0-9]*(?:\s[^<>]*)?\Z", re.IGNORECASE)
_END = re.compile(rb"</html\s*>", re.IGNORECASE)

_BY_STATUS: dict[int, tuple[LinkState, Fault]] = {
    401: (LinkState.BLOCKED, Fault.LOGIN),
    403: (LinkState.BLOCKED, Fault.FORBIDDEN),
    404: (LinkState.BROKEN, Fault.NOT_FOUND),
    407: (LinkState.BLOCKED, Fault.LOGIN),
    408: (LinkState.BROKEN, Fault.TIMEOUT),
    410: (LinkState.BROKEN, Fault.GONE),
    412: (LinkState.BLOCKED, Fault.CHALLENGE),
    429: (LinkState.BLOCKED, Fault.RATE_LIMITED),
    511: (LinkState.BLOCKED, Fault.LOGIN),
    521: (LinkState.BLOCKED, Fault.CHALLENGE),
    999: (LinkState.BLOCKED, Fault.FORBIDDEN),
}


class Verdict(NamedTuple):
    """State and fault after one try. BROKEN is what retries have to confirm; SUSPECT is what they cannot make worse."""

    state: LinkState
    fault: Fault | None = None


OK = Verdict(LinkState.OK)


def of_error(error: FetchError) -> Verdict:
    """Verdict on a try that brought no answer."""
    if error.fault is Fault.PRIVATE:
        return Verdict(LinkState.SKIPPED, Fault.PRIVATE)
    return Verdict(LinkState.BROKEN if error.certain else LinkState.SUSPECT, error.fault)


def of_answer(exchange: Exchange) -> Verdict:
    """Verdict on an answer that is no redirect; soft 404s are told apart elsewhere, they need a comparison."""
    status = exchange.status
    known = _BY_STATUS.get(status)
    if known is not None:
        return Verdict(*known)
    if 200 <= status < 300:
        return _of_success(exchange)
    if exchange.header(b"cf-mitigated") or _WALL.search(text_of(exchange.body[:_SNIFFED])):
        return Verdict(LinkState.BLOCKED, Fault.CHALLENGE)
    if 400 <= status < 500:
        return Verdict(LinkState.BROKEN, Fault.CLIENT_ERROR)
    if 500 <= status <= 530:
        return Verdict(LinkState.BROKEN, Fault.SERVER_ERROR)
    # Redirects without a destination and numbers no standard knows.
    return Verdict(LinkState.SUSPECT, Fault.SERVER_ERROR if status > 530 else Fault.CLIENT_ERROR)


def of_wrong_type(exchange: Exchange) -> Verdict | None:
    """Verdict on a file or picture that turns out to be a web page; None for everything else.

    Never more than suspect: some viewers live at a file's address, and old office programs save tables as HTML.
    """
    if not _FILE.search(exchange.url.partition("?")[0]) or not exchange.is_html or not HTML_START.match(exchange.body):
        return None
    return None if _OFFICE in exchange.body[:_SNIFFED] else Verdict(LinkState.SUSPECT, Fault.WRONG_TYPE)


def _of_success(exchange: Exchange) -> Verdict:
    body = exchange.body
    if len(body) < SMALL and _is_challenge(exchange):
        return Verdict(LinkState.BLOCKED, Fault.CHALLENGE)
    if exchange.cut == "disconnect" and not _END.search(body):
        return Verdict(LinkState.BROKEN, Fault.TRUNCATED)
    if exchange.status == 200 and not exchange.cut and not body.strip():
        return Verdict(LinkState.BROKEN, Fault.EMPTY)
    if exchange.is_html and exchange.cut == "length":
        return Verdict(LinkState.OK, Fault.TOO_LARGE)
    if exchange.is_html and _ends_in_a_tag(body):
        return Verdict(LinkState.OK, Fault.TRUNCATED)
    return OK


def _ends_in_a_tag(body: bytes) -> bool:
    """Whether a page stops in the middle of a tag, as one does whose stated length is too short: it can be read, but not to its end."""
    end = body.rstrip()[-_SNIFFED:]
    opened = end.rfind(b"<")
    return opened > end.rfind(b">") and _TAG.match(end, opened) is not None and not _END.search(body)


def _is_challenge(exchange: Exchange) -> bool:
    if not exchange.is_html and exchange.status != 202:
        return False
    body = exchange.body.lower()
    scripted = b"<script" in body
    if exchange.status == 202:
        return scripted
    if scripted and any(sign in body for sign in _CHALLENGES):
        return len(_words(exchange)) < _FEW_WORDS
    return b"<a " not in body and bool(_REFUSAL.search(_words(exchange)[:_FEW_WORDS]))


def _words(exchange: Exchange) -> str:
    return words_of(exchange.body, limit=_SNIFFED)
