"""The front door's fixtures: counters of one's own, people with passwords, letters that were posted."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from tenancy.signin.post import send_due

PASSWORD = "a long walk along the shore"
LOGIN, SECURITY = "/accounts/login/", "/accounts/security/"


@pytest.fixture(autouse=True)
def own_counters(settings: Any) -> None:
    """How often somebody tried is counted in Redis: each test counts for itself."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}}


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    """The same hash, with less work."""
    settings.PASSWORD_HASHERS = ["tests.tenancy.signin.quick.QuickArgon2"]


@pytest.fixture(autouse=True)
def post_office(settings: Any) -> None:
    """Letters land in `mail.outbox`, links name one host."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_ADDRESS = "https://milepost.test"


@pytest.fixture
def ada(cast: Any) -> Any:
    """Ada's login, with a password."""
    cast.ada.user.set_password(PASSWORD)
    cast.ada.user.save()
    return cast.ada.user


def sign_in(user: Any = None, password: str = PASSWORD, *, browser: Client | None = None, **more: Any) -> Any:
    """Send the sign-in form; answers the browser and what it was told."""
    browser = browser or Client()
    email = user if isinstance(user, str) else user.email
    return browser, browser.post(LOGIN, {"login": email, "password": password, **more})


def is_signed_in(browser: Client) -> bool:
    """Whether the browser has somebody's session."""
    return browser.get(SECURITY).status_code == 200


@pytest.fixture
def posted() -> Callable[[], list[Any]]:
    """`posted()`: sends what waits and answers every letter so far."""

    def send() -> list[Any]:
        send_due(now=datetime.now(UTC))
        return mail.outbox

    return send


@pytest.fixture
def confirmed(ada: Any) -> Client:
    """Ada, signed in, who has just confirmed that it is her."""
    browser, _answer = sign_in(ada)
    browser.post("/accounts/confirm/", {"password": PASSWORD})
    return browser
