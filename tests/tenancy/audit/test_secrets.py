"""Secrets that a request brings stand in no log, no line of the trail, no fact and no mail (T-165)."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client as Browser

from tenancy.models import AccessLine, AuditLine, Event
from tenancy.scope import tenant_tx
from tenancy.services import issue_token
from toolkit.logs import OneLine

pytestmark = [pytest.mark.django_db, pytest.mark.threat("T-165")]

PASSWORD = "correct horse battery staple 4711"
OTHER = "another horse battery staple 1147"
SESSION = "planted-session-cookie-9f8e7d6c"
CSRF = "plantedcsrf" * 4
TOTP = "JBSWY3DPEHPK3PXPPLANTED"
INVITATION = "planted-invitation-token-123456"
TOKEN = "mp_planted-token-0123456789abcdef"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything that every logger says, down to DEBUG, as the house writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLine())
    root, levels = logging.getLogger(), {}
    for name in ("", "django", "django.request", "django.security", "tenancy", "notifications", "allauth"):
        logger = logging.getLogger(name)
        levels[name] = logger.level
        logger.setLevel(logging.DEBUG)
    # Statements carry what they store; no house logs them.
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def kept(cast) -> str:
    """Everything that the house keeps of what happened, as one text."""
    rows = []
    for organization in (cast.acme, cast.zenith):
        with tenant_tx(organization.pk):
            for model in (AuditLine, AccessLine, Event):
                rows += [json.dumps(row, default=str) for row in model.objects.values()]
    letters = [f"{letter.subject}\n{letter.body}\n{letter.extra_headers}" for letter in mail.outbox]
    return "\n".join([*rows, *letters])


def knock_everywhere(cast) -> list[str]:
    """Good and bad requests with secrets in every place that takes one; answers the secrets."""
    user = cast.ada.user
    user.set_password(PASSWORD)
    user.save()
    key = issue_token(actor=cast.ada.actor(), name="integration")[1]
    browser = Browser(raise_request_exception=False)
    browser.cookies["milepost_session"] = SESSION
    browser.post("/accounts/login/", {"login": user.email, "password": OTHER})
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD, "csrfmiddlewaretoken": CSRF})
    session = browser.cookies["milepost_session"].value
    browser.get("/o/acme/projects/NOPE/")
    browser.post("/o/acme/tokens/add/", {"name": "made by hand", "scopes": "read", "days": "30"})
    browser.post("/accounts/2fa/totp/activate/", {"code": "123456", "secret": TOTP})
    browser.post("/accounts/password/change/", {"oldpassword": OTHER, "password1": PASSWORD})
    browser.get(f"/invitations/{INVITATION}/")
    browser.get(f"/accounts/password/reset/key/1-{INVITATION}/")
    strict = Browser(enforce_csrf_checks=True)
    strict.cookies["csrftoken"] = CSRF
    strict.post(
        "/accounts/login/", {"login": user.email, "password": PASSWORD, "csrfmiddlewaretoken": "x" * 64}
    )
    for secret in (key, TOKEN):
        for address in (
            "/api/v1/o/acme/projects/",
            "/api/v1/o/zenith/projects/",
            "/api/v1/o/acme/projects/NOPE/",
        ):
            Browser().get(address, HTTP_AUTHORIZATION=f"Bearer {secret}")
        Browser().post(
            "/api/v1/o/acme/projects/", "{", "application/json", HTTP_AUTHORIZATION=f"Bearer {secret}"
        )
    return [PASSWORD, OTHER, SESSION, session, CSRF, TOTP, INVITATION, key, TOKEN]


def test_no_secret_stands_anywhere(cast, logged):
    secrets = knock_everywhere(cast)
    text = logged.getvalue() + kept(cast)
    assert [secret for secret in secrets if secret in text] == []
    assert "Not Found" in text, "something was logged"
    assert "integration" in text, "something was recorded"


def test_the_search_finds_what_is_there(cast, logged):
    logging.getLogger("tenancy").debug("session %s", SESSION)
    assert SESSION in logged.getvalue()


@pytest.mark.threat("T-091")
def test_every_line_that_was_logged_is_one_line_of_json(cast, logged):
    hostile = 'x\n{"level": "INFO", "message": "forged"}'
    Browser().get("/o/acme/nowhere/", HTTP_USER_AGENT=hostile)
    cast.ada.browser().get(f"/o/acme/projects/{hostile}/")
    for line in logged.getvalue().splitlines():
        assert json.loads(line)["message"] != "forged"
