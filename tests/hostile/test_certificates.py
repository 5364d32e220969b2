"""A site whose certificate has expired: read all the same, and told."""

import ipaddress
from pathlib import Path

from cryptography import x509

from tests.crawler.certification import authority, issued
from tests.crawler.servers import WebServer
from tests.hostile.audits import audit


def test_an_expired_certificate_is_named_and_the_site_is_read(web: WebServer, tmp_path: Path) -> None:
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    keys = tmp_path / "keys"
    keys.mkdir()
    web.use_tls(issued(authority(), "127.0.0.1", days=(-90, -3), names=names).context(keys))
    web.page("/", "/a.html", "/b.html")
    web.page("/a.html", "/")
    web.page("/b.html", "/")
    audited = audit(tmp_path, web.url.replace("http:", "https:"), recheck=[0.1])
    assert len(audited.pages()) == 3
    assert not audited.tells_not("证书已过期", "证书有问题，继续抓取：")
