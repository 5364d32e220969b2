"""Health and metrics."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import Engine

from service.database.sessions import Sessions, engine_of
from service.settings import Settings
from service.web.app import create_app
from tests.service.conftest import make_site
from tests.service.postgres_server import free_port


def test_health_tells_database_store_and_worker_apart(service: FastAPI, engine: Engine) -> None:
    browser = TestClient(service)
    without_worker = browser.get("/health")
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    with_worker = browser.get("/health")
    assert (without_worker.status_code, without_worker.json()["status"]) == (200, "degraded")
    assert (with_worker.status_code, with_worker.json()["status"]) == (200, "ok")


def test_health_and_pages_without_a_database_or_a_store_say_so(tmp_path: Path, engine: Engine) -> None:
    nowhere = engine_of(f"postgresql://postgres@127.0.0.1:{free_port()}/gongkai")
    without_database = TestClient(create_app(Settings(data_dir=tmp_path), nowhere))
    assert without_database.get("/health").json()["status"] == "down"
    assert without_database.get("/api/v1/me", headers={"Authorization": "Bearer gk_x"}).status_code == 503
    assert "暂时连不上" in without_database.get("/login").text
    away = Settings(
        data_dir=tmp_path, store_url="s3://nowhere", store_options={"endpoint_url": f"http://127.0.0.1:{free_port()}"}
    )
    without_store = TestClient(create_app(away, engine)).get("/health")
    assert (without_store.status_code, without_store.json()["store"]) == (503, False)


def test_metrics_count_what_is_in_the_database_and_answers_by_route(service: FastAPI, sessions: Sessions) -> None:
    make_site(sessions, "http://a.example.cn/")
    here = TestClient(service, client=("127.0.0.1", 50000))
    here.get("/sites/00000000-0000-0000-0000-000000000007")
    text = here.get("/metrics").text
    assert "\ngongkai_sites 1.0\n" in text
    assert '\ngongkai_requests_total{method="GET",route="/sites/{site_id}",status="303"} 1.0\n' in text


def test_metrics_are_for_this_machine_or_a_token(service: FastAPI, settings: Settings, engine: Engine) -> None:
    elsewhere = ("203.0.113.9", 50000)
    here = TestClient(service, client=("127.0.0.1", 50000))
    assert TestClient(service, client=elsewhere).get("/metrics").status_code == 403
    assert here.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 403
    with_token = create_app(settings.model_copy(update={"metrics_token": SecretStr("s3cret")}), engine)
    browser = TestClient(with_token, client=elsewhere)
    assert browser.get("/metrics", headers={"Authorization": "Bearer s3cret"}).status_code == 200
    assert browser.get("/metrics", headers={"Authorization": "Bearer guess"}).status_code == 403
