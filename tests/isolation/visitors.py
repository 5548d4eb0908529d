"""Everybody who may knock: one person for each role, and those who are none of Acme's."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client as Browser

from tenancy.models import Membership, User
from tenancy.scope import tenant_tx
from tests.cast import NOW, Member, add_member
from tests.factories.projects import MemberFactory
from tests.isolation.parties import House, add_token

TODAY = NOW.date()
ON_PROJECTS = ("PM", "TL", "AG", "QA", "WF")
EVERYWHERE = ("TA", "DH", "FI", "AU")
CLIENTS = ("CS", "CV")


@dataclass
class Visitor:
    """Who knocks, and what the matrix has to know of him.

    `standing`: "member", "stranger" (signed in, but none of Acme's) or "nobody" (not signed in).
    `on_project`: the roles held on the projects that the addresses name. `scopes`: None for people.
    `owns`: the records that the addresses name; `has_own`: some like them, which no address names.
    """

    name: str
    standing: str
    user: User | None = None
    roles: frozenset[str] = frozenset()
    on_project: frozenset[str] = frozenset()
    scopes: frozenset[str] | None = None
    token: str = ""
    owns: bool = False
    has_own: bool = False
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.token:
            self.headers = {"HTTP_AUTHORIZATION": f"Bearer {self.token}"}

    def browser(self) -> Browser:
        browser = Browser(raise_request_exception=False, **self.headers)
        if self.user is not None:
            browser.force_login(self.user)
        return browser


NAMES = (
    *EVERYWHERE,
    *ON_PROJECTS,
    *CLIENTS,
    "Ada",
    "PM of another project",
    "PM whose part has ended",
    "other client",
    "token that reads",
    "token that writes",
    "token of an ended member",
    "rival PM",
    "rival administrator",
    "rival client",
    "rival token",
    "platform staff",
    "ended member",
    "member from tomorrow",
    "blocked login",
    "nobody",
)


def make_visitors(house: House) -> dict[str, Visitor]:
    """All of `NAMES`."""
    with tenant_tx(house.cast.acme.pk):
        found = [*_by_role(house), *_tokens(house), *_former(house)]
    found += _strangers(house)
    assert {one.name for one in found} == set(NAMES)
    return {one.name: one for one in found}


def _by_role(house: House) -> list[Visitor]:
    cast, nora, found = house.cast, house.second.cast.ada, []
    for role in (*EVERYWHERE, *ON_PROJECTS, *CLIENTS):
        client = cast.skyharp if role in CLIENTS else None
        member = add_member(cast.acme, f"Only{role}", role, client=client)
        held = frozenset({role}) if role in ON_PROJECTS else frozenset()
        if held:
            _join(house, member, role)
        found.append(Visitor(role, "member", member.user, frozenset({role}), held))
    return [
        *found,
        Visitor("Ada", "member", cast.ada.user, frozenset({"PM"}), frozenset({"PM"}), owns=True),
        Visitor("PM of another project", "member", nora.user, frozenset({"PM"}), has_own=True),
        Visitor("other client", "member", cast.carl.user, frozenset({"CS"})),
    ]


def _join(house: House, member: Member, role: str, **days: Any) -> None:
    for project in (house.own.project, house.own.draft):
        MemberFactory(project=project, person=member.person, role=role, **days)


def _tokens(house: House) -> list[Visitor]:
    member = add_member(house.cast.acme, "Machine", "PM")
    ended = add_member(house.cast.acme, "Machine2", "PM")
    _join(house, member, "PM")
    Membership.objects.filter(user=ended.user).update(ends_on=TODAY - timedelta(days=1))
    held = {"roles": frozenset({"PM"}), "on_project": frozenset({"PM"})}
    reads, writes = add_token(member, "mp_reads", "read"), add_token(member, "mp_writes")
    return [
        Visitor("token that reads", "member", token=reads, scopes=frozenset({"read"}), **held),
        Visitor("token that writes", "member", token=writes, scopes=frozenset({"read", "write"}), **held),
        Visitor("token of an ended member", "nobody", token=add_token(ended, "mp_ended")),
    ]


def _former(house: House) -> list[Visitor]:
    acme = house.cast.acme
    ended, coming, blocked, left = (add_member(acme, name, "PM") for name in ("Eve", "Tom", "Bea", "Lea"))
    for member in (ended, coming, blocked):
        _join(house, member, "PM")
    _join(house, left, "PM", ends_on=TODAY - timedelta(days=1))
    Membership.objects.filter(user=ended.user).update(ends_on=TODAY - timedelta(days=1))
    Membership.objects.filter(user=coming.user).update(starts_on=TODAY + timedelta(days=30))
    User.objects.filter(pk=blocked.user.pk).update(is_active=False)
    return [
        Visitor("ended member", "stranger", ended.user),
        Visitor("member from tomorrow", "stranger", coming.user),
        Visitor("blocked login", "nobody", blocked.user),
        Visitor("PM whose part has ended", "member", left.user, frozenset({"PM"})),
    ]


def _strangers(house: House) -> list[Visitor]:
    rival = house.rival.cast
    return [
        Visitor("rival PM", "stranger", rival.ada.user),
        Visitor("rival administrator", "stranger", rival.olga.user),
        Visitor("rival client", "stranger", rival.cleo.user),
        Visitor("rival token", "stranger", token=rival.token),
        Visitor("platform staff", "stranger", house.cast.root),
        Visitor("nobody", "nobody"),
    ]
