"""docker-compose.yml is the production shape: each service's own command comes up outside Docker."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.launcher.launched import ROOT, addresses, eventually, free_port, services

pytestmark = pytest.mark.launcher
SERVING = ("web", "worker", "beat")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
VALUES = {
    "DOMAIN": "milepost.example",
    "SECRET_KEY": "k" * 60,
    "POSTGRES_PASSWORD": "of-the-superuser",
    "MILEPOST_APP_PASSWORD": "of-the-app",
    "MILEPOST_MIGRATE_PASSWORD": "of-the-owner",
    "MILEPOST_BACKUP_PASSWORD": "of-the-backup",
    "EMAIL_HOST": "mail.example",
}


def filled(text: object) -> str:
    """Compose's own interpolation: ${NAME:?}, ${NAME:-default}, $$."""

    def value(found: re.Match[str]) -> str:
        name, default = found[1], found[2]
        if default is None:
            return VALUES[name]
        return VALUES.get(name, filled(default))

    pattern = r"\$\{(\w+)(?::\?|:-((?:[^{}]|\$\{[^}]*\})*))\}"
    return re.sub(pattern, value, str(text)).replace("$$", "$")


def declared(service: str) -> dict[str, str]:
    """The environment that compose gives a service."""
    return {key: filled(value) for key, value in COMPOSE["services"][service]["environment"].items()}


class Stage:
    """Embedded services in the place of the containers `postgres` and `redis`."""

    def __init__(self, state: Path) -> None:
        self.state, self.port = state, free_port()
        given = addresses(state)
        self._sockets = re.search(r"host=([^&]+)", given["DATABASE_URL"])
        self._redis = given["REDIS_URL"]

    def moved(self, text: str) -> str:
        """The same address or option, outside Docker."""
        assert self._sockets
        text = re.sub(r"@postgres:5432/(\w+)", rf"@/\1?host={self._sockets[1]}&port=5432", text)
        text = text.replace("redis://redis:6379/0", self._redis)
        text = text.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}")
        return text.replace("/tmp/beat-schedule", str(self.state / "beat" / "schedule"))

    def command(self, service: str) -> list[str]:
        words = [self.moved(filled(word)) for word in COMPOSE["services"][service]["command"]]
        assert words[0] == "python"
        return [sys.executable, *words[1:]]

    def environment(self, service: str) -> dict[str, str]:
        clean = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        moved = {key: self.moved(value) for key, value in declared(service).items()}
        return {**clean, "MILEPOST_STATE": str(self.state), **moved}

    def log(self, service: str) -> str:
        return (self.state / f"{service}.out").read_text(errors="replace")

    def start(self, service: str) -> subprocess.Popen[bytes]:
        with open(self.state / f"{service}.out", "wb") as out:
            return subprocess.Popen(
                self.command(service), cwd=ROOT, env=self.environment(service), stdout=out, stderr=out
            )

    def answers(self, path: str) -> int:
        headers = {"Host": VALUES["DOMAIN"], "X-Forwarded-Proto": "https"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                status: int = answer.status
                return status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0


@pytest.fixture
def stage(state: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Embedded services; compose is given the password of their superuser."""
    with services(state):
        known = json.loads((state / "secrets.json").read_text())
        monkeypatch.setitem(VALUES, "POSTGRES_PASSWORD", known["postgres"])
        yield Stage(state)


def test_each_service_comes_up_with_its_own_command(stage: Stage) -> None:
    for once in ("prepare", "migrate"):
        assert stage.start(once).wait(120) == 0, stage.log(once)
    running = {name: stage.start(name) for name in SERVING}
    try:
        assert eventually(lambda: stage.answers("/readyz") == 200), stage.log("web")
        assert stage.answers("/healthz") == 200
        assert eventually(lambda: "ready." in stage.log("worker")), stage.log("worker")
        assert eventually(lambda: "beat: Starting" in stage.log("beat")), stage.log("beat")
        assert all(process.poll() is None for process in running.values())
    finally:
        for process in running.values():
            process.send_signal(signal.SIGTERM)
        codes = {name: process.wait(60) for name, process in running.items()}
    assert codes == dict.fromkeys(SERVING, 0)


def test_the_owner_is_known_to_migrate_alone() -> None:
    for name, service in COMPOSE["services"].items():
        text = filled(yaml.safe_dump(service))
        assert (VALUES["MILEPOST_MIGRATE_PASSWORD"] in text) == (name in ("prepare", "migrate")), name
        assert ("DATABASE_OWNER_URL" in text) == (name == "migrate"), name


def test_each_serving_process_is_named_and_in_production() -> None:
    for name in SERVING:
        assert declared(name)["MILEPOST_PROCESS"] == name
        assert declared(name)["MILEPOST_MODE"] == "production"


def test_serving_waits_for_the_migration_and_healthy_services() -> None:
    wanted = {
        "migrate": {"condition": "service_completed_successfully"},
        "postgres": {"condition": "service_healthy"},
        "redis": {"condition": "service_healthy"},
    }
    for name in SERVING:
        assert COMPOSE["services"][name]["depends_on"] == wanted
    for name in ("web", "worker", "postgres", "redis"):
        assert "test" in COMPOSE["services"][name]["healthcheck"]


def test_redis_keeps_what_it_was_given() -> None:
    command = " ".join(COMPOSE["services"]["redis"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_the_web_server_of_the_image_is_the_one_of_compose() -> None:
    found = re.search(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.M)
    assert found
    in_image = yaml.safe_load(found[1])
    in_compose = [part for word in COMPOSE["services"]["web"]["command"] for part in word.split("=")]
    assert set(in_image) <= set(in_compose)
    assert re.search(r"^USER milepost$", (ROOT / "Dockerfile").read_text(), re.M)
