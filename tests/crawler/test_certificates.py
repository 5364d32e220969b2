"""What is read from a certificate, and what a browser would say to it: every way it can be wrong, told apart."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from crawler.certificates import certificate_of
from crawler.hosts_table import Endpoint
from portal.network_facts import Certificate
from portal.states import CertificateFault
from tests.crawler.certification import Holder, authority, issued
from tests.crawler.crawling import crawl
from tests.crawler.servers import WebServer, closed_port

HOST = "www.qinghexia.example"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Holder:
    """An authority this process trusts."""
    holder = authority()
    file = tmp_path / "root.pem"
    file.write_bytes(holder.pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "nothing"))
    return holder


def shown(port: int, host: str = HOST) -> Certificate | None:
    async def bounded() -> Certificate | None:
        async with asyncio.timeout(20):
            return await certificate_of(host, Endpoint("127.0.0.1", port), 443, 5)

    return asyncio.run(bounded())


def fault_of(context: ssl.SSLContext, web: WebServer) -> CertificateFault | None:
    web.use_tls(context)
    row = shown(web.port)
    assert row is not None
    return row.fault


def test_a_good_certificate(web: WebServer, root: Holder, tmp_path: Path) -> None:
    web.use_tls(issued(root, HOST, "qinghexia.example", "127.0.0.1", days=(-1, 20)).context(tmp_path))
    row = shown(web.port)
    assert row is not None
    assert (row.fault, row.detail, row.protocol) == (None, "", "TLSv1.3")
    assert row.names == (HOST, "qinghexia.example", "127.0.0.1")
    assert (row.subject, row.issuer) == (f"CN={HOST}", "CN=Test Root")
    assert row.not_after is not None
    assert timedelta(days=19) < row.not_after - datetime.now(UTC) <= timedelta(days=20)


@pytest.mark.parametrize(
    ("names", "days", "fault"),
    [
        ((HOST,), (-30, -1), CertificateFault.EXPIRED),
        ((HOST,), (1, 30), CertificateFault.NOT_YET_VALID),
        (("www.elsewhere.example",), (-1, 30), CertificateFault.NAME_MISMATCH),
        (("127.0.0.1",), (-1, 30), CertificateFault.NAME_MISMATCH),
        (("*.qinghexia.example",), (-1, 30), None),
    ],
)
def test_dates_and_names(
    web: WebServer,
    root: Holder,
    tmp_path: Path,
    names: tuple[str, ...],
    days: tuple[float, float],
    fault: CertificateFault | None,
) -> None:
    assert fault_of(issued(root, *names, days=days).context(tmp_path), web) is fault


def test_a_certificate_signed_by_itself(web: WebServer, root: Holder, tmp_path: Path) -> None:
    assert fault_of(issued(None, HOST).context(tmp_path), web) is CertificateFault.SELF_SIGNED


def test_an_authority_nobody_knows(web: WebServer, root: Holder, tmp_path: Path) -> None:
    stranger = authority("Stranger")
    assert fault_of(issued(stranger, HOST).context(tmp_path), web) is CertificateFault.UNTRUSTED


def test_a_chain_without_its_middle_is_not_complete(web: WebServer, root: Holder, tmp_path: Path) -> None:
    middle = authority("Test Middle", above=root)
    assert fault_of(issued(middle, HOST).context(tmp_path), web) is CertificateFault.UNTRUSTED


def test_a_chain_with_its_middle_is_complete(web: WebServer, root: Holder, tmp_path: Path) -> None:
    middle = authority("Test Middle", above=root)
    assert fault_of(issued(middle, HOST).context(tmp_path, middle), web) is None


def test_a_middle_that_ran_out_is_a_fault_of_the_chain(web: WebServer, root: Holder, tmp_path: Path) -> None:
    middle = authority("Test Middle", days=(-400, -1), above=root)
    assert fault_of(issued(middle, HOST).context(tmp_path, middle), web) is CertificateFault.UNTRUSTED


def test_a_protocol_no_browser_speaks_any_more(web: WebServer, root: Holder, tmp_path: Path) -> None:
    context = issued(root, HOST).context(tmp_path)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    assert fault_of(context, web) is CertificateFault.HANDSHAKE


def test_a_port_that_speaks_no_tls(web: WebServer) -> None:
    row = shown(web.port)
    assert row is not None
    assert row.fault is CertificateFault.HANDSHAKE
    assert row.not_after is None


def test_a_closed_port_shows_nothing() -> None:
    assert shown(closed_port()) is None


def test_a_crawl_keeps_the_certificates_of_both_families(web: WebServer, root: Holder, tmp_path: Path) -> None:
    good, late = issued(root, HOST).context(tmp_path), issued(root, HOST, days=(-9, -1)).context(tmp_path)
    hosts = tmp_path / "hosts"
    with WebServer("::1") as six:
        for server, context in ((web, good), (six, late)):
            server.page("/", "/a.html")
            server.page("/a.html")
            server.use_tls(context)
        hosts.write_text(f"127.0.0.1:{web.port} {HOST}\n[::1]:{six.port} {HOST}\n", encoding="utf-8")
        crawled = crawl(tmp_path, f"https://{HOST}/", hosts_file=hosts)
    found = {(row.address, row.port): row.fault for row in crawled.snapshot.certificates()}
    assert found == {("127.0.0.1", web.port): None, ("::1", six.port): CertificateFault.EXPIRED}
    assert len(crawled.notes("certificate")) == 1


def test_names_that_are_no_hosts_are_left_out(web: WebServer, root: Holder, tmp_path: Path) -> None:
    odd = x509.SubjectAlternativeName([x509.RFC822Name("web@qinghexia.example"), x509.DNSName(HOST)])
    web.use_tls(issued(root, HOST, names=odd).context(tmp_path))
    row = shown(web.port)
    assert row is not None
    assert (row.fault, row.names) == (None, (HOST,))


def test_a_name_too_long_for_tls_shows_nothing(web: WebServer) -> None:
    assert shown(web.port, "a" * 70 + ".example") is None
