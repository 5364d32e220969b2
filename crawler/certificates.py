"""Certificates (证书): what one address of the host shows over TLS, and what a browser would say to it."""

import asyncio
import ssl
from datetime import UTC, datetime

from cryptography import x509

from crawler.fetching import lenient_tls
from crawler.hosts_table import Endpoint
from portal.network_facts import Certificate
from portal.states import CertificateFault

# Numbers of OpenSSL's verification errors.
_FAULTS = {
    9: CertificateFault.NOT_YET_VALID,
    10: CertificateFault.EXPIRED,
    18: CertificateFault.SELF_SIGNED,
    **dict.fromkeys((2, 19, 20, 21, 27), CertificateFault.UNTRUSTED),
    **dict.fromkeys((62, 64), CertificateFault.NAME_MISMATCH),
}
_MOST_NAMES = 50
_UNREADABLE = (ValueError, x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType)


async def certificate_of(host: str, endpoint: Endpoint, port: int, timeout: float) -> Certificate | None:
    """The certificate at one address, asked for twice: as it comes, and as a browser insists. None when nothing speaks TLS there.

    `timeout` in seconds for each connection; `port` is used where the endpoint has none.
    """
    row = Certificate(host, endpoint.address, endpoint.port or port, datetime.now(UTC))
    try:
        row.protocol, shown = await _shown(row, lenient_tls(), timeout)
    except ssl.SSLError as fault:
        row.fault, row.detail = CertificateFault.HANDSHAKE, _words(fault)
        return row
    except (OSError, UnicodeError):  # names too long for TLS, too
        return None
    _describe(row, shown)
    try:
        row.protocol, _ = await _shown(row, ssl.create_default_context(), timeout)
    except ssl.SSLCertVerificationError as fault:
        row.fault, row.detail = _fault(row, fault.verify_code), _words(fault)
    except ssl.SSLError as fault:
        row.fault, row.detail = CertificateFault.HANDSHAKE, _words(fault)
    except OSError:
        return None  # it answered a moment ago: nothing was learnt about its certificate
    return row


async def _shown(row: Certificate, context: ssl.SSLContext, timeout: float) -> tuple[str, bytes]:
    """Protocol and certificate of one connection."""
    async with asyncio.timeout(timeout):
        _, writer = await asyncio.open_connection(row.address, row.port, ssl=context, server_hostname=row.host)
    try:
        connection: ssl.SSLObject = writer.get_extra_info("ssl_object")
        return connection.version() or "", connection.getpeercert(binary_form=True) or b""
    finally:
        writer.transport.abort()


def _describe(row: Certificate, shown: bytes) -> None:
    try:
        certificate = x509.load_der_x509_certificate(shown)
        row.subject = certificate.subject.rfc4514_string()
        row.issuer = certificate.issuer.rfc4514_string()
        row.not_before = certificate.not_valid_before_utc
        row.not_after = certificate.not_valid_after_utc
        row.names = _names(certificate)
    except _UNREADABLE as fault:
        row.detail = f"unreadable certificate: {fault}"[:200]


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    found = [
        *names.get_values_for_type(x509.DNSName),
        *(str(address) for address in names.get_values_for_type(x509.IPAddress)),
    ]
    return tuple(found[:_MOST_NAMES])


def _fault(row: Certificate, code: int) -> CertificateFault:
    """Fault of a verification error; what has run out above the certificate itself is a fault of the chain, which browsers may mend."""
    fault = _FAULTS.get(code, CertificateFault.OTHER)
    if fault is CertificateFault.EXPIRED and row.not_after and row.not_after > row.at:
        return CertificateFault.UNTRUSTED
    return fault


def _words(fault: ssl.SSLError) -> str:
    return str(getattr(fault, "verify_message", "") or fault.reason or fault)[:200]
