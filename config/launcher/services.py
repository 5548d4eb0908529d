"""PostgreSQL and Valkey for one run, where the environment does not name real ones."""

import os
from collections.abc import Mapping

from .accounts import Account
from .places import Places
from .postgres import Postgres
from .session import Session
from .sockets import socket_folder
from .valkey import Valkey
from .vault import read_secrets, write_env

DATABASE = "milepost"
OWNER_KEY = "DATABASE_OWNER_URL"
NAMES = ("DATABASE_URL", OWNER_KEY, "REDIS_URL", "SECRET_KEY")


class Services:
    """What a run stands on. `env` is the environment of everything that may change the schema."""

    def __init__(self, session: Session, *, durable: bool = True) -> None:
        self._places = session.places
        self.secrets = read_secrets(session.places.secrets)
        given = os.environ
        self.postgres = None if given.get("DATABASE_URL") else self._postgres(session, durable)
        self._valkey = None if given.get("REDIS_URL") else self._store(session, durable)

    def _postgres(self, session: Session, durable: bool) -> Postgres:
        return Postgres(session, password=self.secrets["postgres"], durable=durable)

    def _store(self, session: Session, durable: bool) -> Valkey:
        own = self.postgres.sockets if self.postgres else socket_folder(session.places.state, Account())
        return Valkey(session, sockets=own, durable=durable)

    def start(self) -> None:
        """Bring up what is ours, and write down where it is."""
        if self.postgres:
            self.postgres.start()
        if self._valkey:
            self._valkey.start()
        self._write_addresses()

    def revive(self) -> list[str]:
        """Start again what has died; returns the names."""
        mine: dict[str, Postgres | Valkey | None] = {"PostgreSQL": self.postgres, "Valkey": self._valkey}
        dead = {name: service for name, service in mine.items() if service and service.died()}
        for service in dead.values():
            service.start()
        return list(dead)

    def _write_addresses(self) -> None:
        own = self._addresses()
        write_env(self._places.app_env, {key: own[key] for key in own if key != OWNER_KEY})
        write_env(self._places.owner_env, {key: own[key] for key in own if key == OWNER_KEY})

    def _addresses(self) -> dict[str, str]:
        """DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL and SECRET_KEY of this run."""
        found = {key: os.environ[key] for key in NAMES if os.environ.get(key)}
        found.setdefault("SECRET_KEY", self.secrets["secret_key"])
        if self.postgres:
            found["DATABASE_URL"] = self.role_url(self.postgres, "app")
            found[OWNER_KEY] = self.role_url(self.postgres, "migrate")
        if self._valkey:
            found["REDIS_URL"] = self._valkey.url()
        return found

    def role_url(self, postgres: Postgres, role: str) -> str:
        """Address of the database for milepost_<role>."""
        return postgres.url(user=f"milepost_{role}", password=self.secrets[role], database=DATABASE)

    @property
    def env(self) -> dict[str, str]:
        """Environment for commands that may migrate."""
        return environment(self._places, self._addresses())

    @property
    def workshop_env(self) -> dict[str, str]:
        """Environment for tests and tools, which may plant faults in roles of the embedded server."""
        admin = {"DATABASE_ADMIN_URL": self.postgres.admin_url()} if self.postgres else {}
        return {**self.env, **admin}

    @property
    def app_env(self) -> dict[str, str]:
        """Environment for web, worker and beat: without the owner's address."""
        return {key: value for key, value in self.env.items() if key != OWNER_KEY}


def environment(places: Places, addresses: Mapping[str, str]) -> dict[str, str]:
    """Our environment with the addresses of a run, in demo mode unless another is named."""
    first = {"MILEPOST_MODE": "demo", "PYTHONUNBUFFERED": "1"}
    return {**first, **os.environ, "MILEPOST_STATE": str(places.state), **addresses}
