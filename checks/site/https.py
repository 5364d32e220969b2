"""HTTPS (加密访问): certificates that a browser accepts and that last, and pages that load nothing in plain text."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, not_applicable, unknown
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from checks.site.mixed_content import Mixed, mixed_content
from portal.network_facts import Certificate
from portal.states import CertificateFault, Fault
from portal.storage.snapshot import Snapshot

PORT = 443
# Faults any browser stops at. A chain that is not complete here may be mended by a browser, and an authority unknown here known there.
CERTAIN = (
    CertificateFault.EXPIRED,
    CertificateFault.NOT_YET_VALID,
    CertificateFault.NAME_MISMATCH,
    CertificateFault.SELF_SIGNED,
)
KINDS = {
    **{fault.value: Kind(fault.words, Severity.MAJOR) for fault in CERTAIN},
    "untrusted": Kind("证书链或签发机构有疑问", Severity.INFO),
    "handshake": Kind("加密连接建立不了", Severity.INFO),
    "expiring": Kind("证书即将到期", Severity.MINOR),
    "mixed_content": Kind("加密页面引用了不加密的资源", Severity.MINOR),
    "no_https": Kind("网站没有提供加密访问", Severity.MINOR),
}


class HttpsParameters(Parameters):
    """How long a certificate must still last, and whether a site may do without."""

    min_days: int = Field(
        default=30,
        ge=0,
        title="证书至少剩余（天）",
        description="days a certificate must still be valid when the site was visited",
    )
    required: bool = Field(
        default=False, title="必须加密访问", description="whether a site that is not served over https fails"
    )


@check(
    "site.https",
    parameters=HttpsParameters,
    worst=Severity.MAJOR,
    kinds=KINDS,
    texts=Texts(
        title="加密访问正常",
        required="使用 https 的网站，证书有效、与域名相符、30 天内不到期，页面不引用不加密的资源。",
        method="连接网站的每个地址，按浏览器的规则校验证书；在抓取到的 https 页面中找以 http:// 引用的脚本、样式、框架和图片。检查用的机器不认识的签发机构、页面可能自动升级的引用只列为待核实。",
        basis="浏览器对加密网站的通行要求",
        remedy="更换或续期证书并补全证书链；把页面引用的资源改为 https 或相对地址。",
        effort="小",
    ),
)
def https(snapshot: Snapshot, parameters: HttpsParameters, context: Context) -> Assessment:
    """Certificates of the host's addresses, and mixed content of its pages.

    Inputs: certificates as the crawl saw them, days counted from that time; links of pages with an https address. Fails for a certificate
    that is expired, not yet valid, for another name, signed by itself, or ends within `min_days`; and for scripts, styles and frames the
    home page loads over http:// where it does not have browsers upgrade them. Review for chains and handshakes this machine could not
    verify, for images, and for mixed content of other pages. A site served over http is not applicable, unless `required`.
    Unknown when no certificate was seen, or the home page was not read. Serves what browsers require.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    if not any(url.startswith("https:") for url in (home.url, snapshot.site.url)):
        return _plain(snapshot, parameters)
    certificates = snapshot.certificates()
    if not certificates:
        return unknown(Reason.NOT_MEASURED, "没有看到网站的证书")
    mixed = mixed_content(snapshot, home)
    findings = (*_of_certificates(snapshot, certificates, parameters), *mixed.findings)
    measured = _measured(certificates, mixed)
    if any(finding.severity is not Severity.INFO for finding in findings):
        return Assessment(Outcome.FAIL, _reason(findings), measured, _accusing_first(findings), unlisted=mixed.unlisted)
    if findings:
        reason = f"{_reason(findings)}需人工核实。"
        return Assessment(Outcome.REVIEW, reason, measured, findings, unlisted=mixed.unlisted)
    return Assessment(Outcome.PASS, f"证书有效，{_last_day(certificates)}到期；没有引用不加密的资源。", measured)


def _plain(snapshot: Snapshot, parameters: HttpsParameters) -> Assessment:
    """A site whose home page is served over http."""
    if not parameters.required:
        return not_applicable("首页以 http 打开，没有要求加密访问。")
    tests = [test for test in snapshot.connections(4) if test.port == PORT]
    seen = "；".join(f"{test.address}:{test.port} {_answer(test.status, test.error)}" for test in tests) or "没有测试"
    refused = bool(tests) and all(test.error == Fault.REFUSED.value for test in tests)
    words = "网站不提供 https 访问" if refused else "首页以 http 打开，没有转到 https"
    severity = Severity.MINOR if refused else Severity.INFO
    evidence = (Evidence(url=snapshot.site.url, excerpt=f"443 端口：{seen}"),)
    finding = Finding("no_https", f"{words}。", severity, evidence=evidence)
    if refused:
        return Assessment(Outcome.FAIL, finding.message, {}, (finding,))
    return Assessment(Outcome.REVIEW, f"{words}，需人工核实。", {}, (finding,))


def _answer(status: int | None, error: str) -> str:
    known = {fault.value: fault.words for fault in Fault}
    return f"状态码 {status}" if status is not None else known.get(error, error)


def _of_certificates(
    snapshot: Snapshot, certificates: Sequence[Certificate], parameters: HttpsParameters
) -> Iterable[Finding]:
    """One finding a kind, with every address that shows it."""
    found: dict[str, list[Certificate]] = {}
    for row in certificates:
        kind = _kind(row, timedelta(days=parameters.min_days))
        if kind:
            found.setdefault(kind, []).append(row)
    for kind, rows in found.items():
        words = KINDS[kind].words + (f"（{_last_day(rows)}）" if kind in ("expired", "expiring") else "")
        evidence = tuple(_cite(snapshot, row) for row in rows)
        yield Finding(kind, f"{words}。", KINDS[kind].severity, evidence=evidence)


def _kind(row: Certificate, margin: timedelta) -> str:
    """Kind of the finding a certificate makes; empty when it is good."""
    if row.not_after and row.not_after < row.at:
        return CertificateFault.EXPIRED.value
    if row.fault in CERTAIN:
        return row.fault.value
    if row.fault is CertificateFault.HANDSHAKE:
        return "handshake"
    if row.fault is not None:
        return "untrusted"
    return "expiring" if row.not_after and row.not_after - row.at < margin else ""


def _cite(snapshot: Snapshot, row: Certificate) -> Evidence:
    until = f"，有效期至 {row.not_after:%Y-%m-%d}" if row.not_after else ""
    names = f"，域名 {'、'.join(row.names[:5])}" if row.names else ""
    why = f"，{row.fault.words}（{row.detail}）" if row.fault else ""
    excerpt = f"{row.address} 端口 {row.port}：签发者 {row.issuer or '不详'}{names}{until}{why}"
    return Evidence(url=snapshot.site.url, excerpt=excerpt, observed_at=row.at)


def _measured(certificates: Sequence[Certificate], mixed: Mixed) -> dict[str, Any]:
    days = [(row.not_after - row.at).days for row in certificates if row.not_after]
    return {
        "certificates": len(certificates),
        "days_left": min(days) if days else None,
        "mixed_active": mixed.active,
        "mixed_passive": mixed.passive,
    }


def _last_day(rows: Sequence[Certificate]) -> str:
    return min((f"{row.not_after:%Y-%m-%d} " for row in rows if row.not_after), default="日期不详")


def _accusing_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    order = list(Severity)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.severity)))


def _reason(findings: Sequence[Finding]) -> str:
    return "".join(dict.fromkeys(finding.message for finding in _accusing_first(findings)[:3]))
