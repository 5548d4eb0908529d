"""What the tests of people share: an invitation with its link, and two who do the same at once."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connections
from django.utils import translation

from tenancy import services
from tenancy.models import Invitation, Membership
from tenancy.scope import tenant_tx
from tenancy.selectors import invitation_token
from tests.cast import Cast, add_member

PASSWORD = "seven wet stones in a row"


@dataclass
class Invited:
    """An invitation as its administrator and its addressee know it."""

    row: Invitation
    token: str

    @property
    def path(self) -> str:
        return f"/invitations/{self.token}/"


def now() -> datetime:
    """Links are opened by the wall clock: their invitations are sent by it, too."""
    return datetime.now(UTC)


def invited(cast: Cast, *, at: datetime | None = None, **more: Any) -> Invited:
    """Olga invites Nina, unless it is said otherwise."""
    about = {"email": "nina@new.test", "name": "Nina Nowak", "role": "TL", **more}
    row = services.invite(actor=cast.olga.actor(at or now()), **about)
    return Invited(row, invitation_token(invitation_id=row.pk, nonce=row.nonce))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A page in another language leaves it active behind the test client."""
    with translation.override("en"):
        yield


@pytest.fixture
def nina(cast: Cast) -> Invited:
    return invited(cast)


def role_of(cast: Cast, member: Any) -> Membership:
    """The one role that somebody of the cast holds."""
    with tenant_tx(cast.acme.pk):
        return Membership.objects.select_related("person").get(person=member.person, ended_at__isnull=True)


def second_administrator(cast: Cast, **more: Any) -> Any:
    with tenant_tx(cast.acme.pk):
        return add_member(cast.acme, "Otto", "TA", **more)


def at_once(*works: Callable[[], Any]) -> list[str]:
    """Run the works in threads that begin together; answers "done" or the name of the refusal of each."""
    gate, ends = threading.Barrier(len(works)), [""] * len(works)

    def run(number: int) -> None:
        gate.wait()
        try:
            works[number]()
            ends[number] = "done"
        except Exception as error:
            ends[number] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)
