"""The demo's mail server shows each Message-ID once."""

from typing import Any

import pytest
from django.core.mail import BadHeaderError, EmailMultiAlternatives, send_mail

from notifications.models import DemoMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.EMAIL_BACKEND = "notifications.demo_mail.DemoMailBackend"


def post(message_id: str = "<a@localhost>", subject: str = "水开了") -> None:
    mail = EmailMultiAlternatives(subject, "Text", to=["ada@acme.test"], headers={"Message-ID": message_id})
    mail.attach_alternative("<p>Text</p>", "text/html")
    mail.send()


def test_a_mail_is_kept_with_both_parts() -> None:
    post()
    stored = DemoMail.objects.get()
    assert (stored.message_id, stored.to, stored.subject) == ("<a@localhost>", "ada@acme.test", "水开了")
    assert (stored.text.strip(), stored.html.strip(), stored.copies) == ("Text", "<p>Text</p>", 1)


def test_a_second_arrival_is_counted() -> None:
    post()
    post()
    post("<b@localhost>")
    assert sorted(DemoMail.objects.values_list("message_id", "copies")) == [
        ("<a@localhost>", 2),
        ("<b@localhost>", 1),
    ]


def test_mail_without_an_id_gets_one() -> None:
    assert send_mail("Hello", "Text", None, ["ada@acme.test"]) == 1
    assert DemoMail.objects.get().message_id.startswith("<")


def test_headers_of_two_lines_are_refused_as_by_a_real_server() -> None:
    with pytest.raises(BadHeaderError):
        post(subject="Hello\nBcc: evil@evil.test")
    assert not DemoMail.objects.exists()
