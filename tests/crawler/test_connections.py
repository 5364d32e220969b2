"""What lies between the crawler and a page: slowness, certificates, proxies, and being stopped in the middle."""

import datetime
import ipaddress
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.job import run
from tests.crawler.crawling import Crawled, crawl, job_for
from tests.crawler.servers import Reply, WebServer
from tests.crawler.test_bounds import Interrupting


def test_a_page_that_never_ends_is_a_timeout(web: WebServer, tmp_path: Path) -> None:
    release = threading.Event()

    def hang(_: int) -> Reply:
        release.wait(20)
        return Reply(b"late")

    web.page("/", "/slow.html", "/quick.html")
    web.routes["/slow.html"] = hang
    web.page("/quick.html")
    crawled = crawl(tmp_path, web.url, timeout=0.5)
    release.set()
    assert crawled.verdict(web.url + "slow.html") == ("broken", "timeout")
    assert crawled.verdict(web.url + "quick.html") == ("ok", None)


def test_a_home_page_that_hangs_does_not_hold_up_an_interruption(web: WebServer, tmp_path: Path) -> None:
    release = threading.Event()

    def hang(_: int) -> Reply:
        release.wait(20)
        return Reply(b"late")

    web.routes["/"] = hang
    crawled = crawl(tmp_path, web.url, timeout=15, seen=Interrupting(0))
    release.set()
    assert crawled.manifest.run.stopped_by == "interrupted"
    assert crawled.manifest.health.reason_code == "interrupted"


def test_a_wait_for_the_home_page_can_be_interrupted(web: WebServer, tmp_path: Path) -> None:
    web.reply("/", Reply(b"", 502))
    crawled = crawl(tmp_path, web.url, home_waits=[50], seen=Interrupting(0))
    assert crawled.manifest.health.reason_code == "interrupted"


def test_a_silent_ipv6_address_costs_one_timeout(web: WebServer, tmp_path: Path) -> None:
    release = threading.Event()

    def hang(_: int) -> Reply:
        release.wait(20)
        return Reply(b"late")

    hosts = tmp_path / "hosts"
    web.page("/", "/a.html")
    with WebServer("::1") as six:
        six.routes["/"] = hang
        hosts.write_text(f"127.0.0.1:{web.port} w.cn\n[::1]:{six.port} w.cn\n", encoding="utf-8")
        crawled = crawl(tmp_path, "http://w.cn/", hosts_file=hosts, ipv6_tries=20, timeout=1)
        release.set()
    assert [connection.error for connection in crawled.snapshot.connections(6)] == ["timeout"] * 20


def test_a_crawl_that_only_tries_connections_can_be_interrupted(web: WebServer, tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    web.page("/")
    with WebServer("::1") as six:
        six.page("/")
        hosts.write_text(f"127.0.0.1:{web.port} w.cn\n[::1]:{six.port} w.cn\n", encoding="utf-8")
        crawled = crawl(
            tmp_path, "http://w.cn/", hosts_file=hosts, ipv6_tries=3, ipv6_interval=40, seen=Interrupting(1)
        )
    assert crawled.manifest.run.stopped_by is None
    assert len(crawled.snapshot.connections(6)) == 1


def test_a_time_budget_without_a_home_page(web: WebServer, tmp_path: Path) -> None:
    web.reply("/", Reply(b"", 502))
    crawled = crawl(tmp_path, web.url, home_waits=[50], max_time=1)
    assert (crawled.manifest.run.stopped_by, crawled.manifest.health.reason_code) == ("time", "budget")


def test_requests_keep_to_the_rate(web: WebServer, tmp_path: Path) -> None:
    times: list[float] = []

    def note(_: int) -> Reply:
        times.append(time.monotonic())
        return Reply(b"<p>page</p>")

    web.page("/", *(f"/{number}.html" for number in range(8)))
    for number in range(8):
        web.routes[f"/{number}.html"] = note
    crawl(tmp_path, web.url, rate=10, concurrency=4)
    assert len(times) == 8
    # Seven spaces of a tenth of a second; a busy machine can only make them longer.
    assert times[-1] - times[0] >= 0.65


def test_a_certificate_nobody_trusts_is_noted_and_the_site_read(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/a.html")
    web.page("/a.html")
    web.use_tls(self_signed(tmp_path))
    crawled = crawl(tmp_path, f"https://127.0.0.1:{web.port}/")
    assert crawled.manifest.run.pages == 2
    assert crawled.manifest.health.ok
    [note] = crawled.notes("certificate")
    assert "self" in note


def test_a_proxy_is_asked_for_everything_but_listed_names(web: WebServer, elsewhere: WebServer, tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(f"127.0.0.1:{elsewhere.port} listed.example\n", encoding="utf-8")
    web.page("http://www.yunhexia.example/", "/a.html", "http://listed.example/x", "http://10.0.0.1/")
    web.page("http://www.yunhexia.example/a.html")
    elsewhere.page("/x")
    crawled = crawl(tmp_path, "http://www.yunhexia.example/", proxy=web.url, hosts_file=hosts)
    assert crawled.verdict("http://www.yunhexia.example/a.html") == ("ok", None)
    assert crawled.verdict("http://listed.example/x") == ("ok", None)
    assert elsewhere.hits["/x"] == 1


def test_nothing_is_printed(web: WebServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    web.page("/", "/a.html")
    crawl(tmp_path, web.url)
    assert tuple(capfd.readouterr()) == ("", "")


def test_the_log_is_for_trouble_and_the_journal_for_events(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/busy.html")
    web.reply("/busy.html", Reply(b"", 429, {"Retry-After": "0"}), Reply(b"<p>page</p>"))
    log, folder = tmp_path / "gongkai.log", tmp_path / "snapshot"
    run(job_for(web.url, folder).model_copy(update={"log": log}), lambda _: None)
    assert log.read_text(encoding="utf-8") == ""
    crawled = Crawled(folder)
    assert [len(crawled.notes(kind)) for kind in ("started", "paused", "finished", "internal_error")] == [1, 1, 1, 0]


def test_it_is_a_scrapy_project() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], capture_output=True, text=True, cwd=root, timeout=60
    )
    assert done.stdout.split() == ["portal"]


def self_signed(folder: Path) -> ssl.SSLContext:
    """TLS with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
