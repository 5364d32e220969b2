"""A certification authority of our own, and certificates good and bad for the names of the tests."""

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ALWAYS = (-400, 400)  # days from today a certificate is good for
_Extension = x509.BasicConstraints | x509.SubjectAlternativeName


@dataclass(frozen=True)
class Holder:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        """The certificate alone."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def context(self, folder: Path, *chain: "Holder") -> ssl.SSLContext:
        """TLS of a server that shows this certificate and those of `chain`."""
        private = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file = folder / f"server{len(list(folder.iterdir()))}.pem"
        file.write_bytes(private + self.pem + b"".join(each.pem for each in chain))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def authority(name: str = "Test Root", days: tuple[float, float] = ALWAYS, above: Holder | None = None) -> Holder:
    """An authority, its own root unless one is `above` it."""
    return _signed(name, days, x509.BasicConstraints(ca=True, path_length=None), above)


def issued(
    by: Holder | None,
    *hosts: str,
    days: tuple[float, float] = (-1, 90),
    names: x509.SubjectAlternativeName | None = None,
) -> Holder:
    """A server's certificate for hosts and addresses, or other `names`; signed by itself without an authority."""
    return _signed(hosts[0], days, names or x509.SubjectAlternativeName([_general(host) for host in hosts]), by)


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _signed(name: str, days: tuple[float, float], extension: _Extension, by: Holder | None) -> Holder:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer = by or None
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
    )
    signer = issuer.key if issuer else key
    authority_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    own_id = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    builder = builder.add_extension(own_id, critical=False).add_extension(authority_id, critical=False)
    return Holder(builder.sign(signer, hashes.SHA256()), key)
