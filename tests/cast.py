"""The people every test knows.

Ada manages projects at Acme, Ben is on the team, Olga administers Acme, Cleo is Acme's client (Skyharp),
Carl is Acme's other client (Tidewell), Ida is Acme's integration, Zoe manages at the rival Zenith, Root is
platform staff.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client as Browser

from tenancy.actors import Actor, OrganizationRef, System
from tenancy.models import ApiToken, Client, Membership, Organization, Person, TokenUse, User
from tenancy.scope import tenant_tx
from tenancy.selectors import digest, member_of_user

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TOKEN = "mp_test-token-of-ida"


@dataclass
class Member:
    """One of the cast: login, person and how she acts."""

    user: User
    person: Person
    organization: Organization

    def actor(self, now: datetime = NOW, via: str = "page") -> Actor:
        found = member_of_user(user_id=self.user.pk, slug=self.organization.slug, now=now)
        assert found is not None
        return found.actor(now=now, via=via)

    def browser(self) -> Browser:
        browser = Browser()
        browser.force_login(self.user)
        return browser


@dataclass
class Cast:
    """Everybody, and the two organizations."""

    acme: Organization
    zenith: Organization
    skyharp: Client
    tidewell: Client
    rival_client: Client
    people: dict[str, Member] = field(default_factory=dict)
    root: User | None = None
    token: str = TOKEN

    def __getattr__(self, name: str) -> Member:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def system(self, now: datetime = NOW, organization: Organization | None = None) -> Actor:
        return System("test", ref(organization or self.acme), now=now)

    def api(self) -> dict[str, Any]:
        """Headers of Ida's requests."""
        return {"HTTP_AUTHORIZATION": f"Bearer {self.token}", "HTTP_ACCEPT": "application/json"}


def ref(organization: Organization) -> OrganizationRef:
    o = organization
    return OrganizationRef(o.pk, o.slug, o.name, o.language, o.zone)


def add_member(
    organization: Organization, name: str, role: str, *, client: Client | None = None, **person: Any
) -> Member:
    """A login with a role. Call inside the organization's tenant_tx."""
    user = User.objects.create_user(f"{name.lower()}@{organization.slug}.test", name=name)
    someone = Person.objects.create(
        name=name, email=user.email, user=user, client=client, side="client" if client else "own", **person
    )
    ends_on = date(2100, 1, 1) if role == "AU" else None
    Membership.objects.create(person=someone, user=user, role=role, client=client, ends_on=ends_on)
    return Member(user, someone, organization)


def make_cast() -> Cast:
    acme = Organization.objects.create(slug="acme", name="Acme", zone="Europe/Warsaw")
    zenith = Organization.objects.create(slug="zenith", name="Zenith")
    with tenant_tx(zenith.pk):
        rival = Client.objects.create(code="RIV", name="Rival client")
        zoe = add_member(zenith, "Zoe", "PM")
    with tenant_tx(acme.pk):
        cast = Cast(
            acme,
            zenith,
            Client.objects.create(code="SKY", name="Skyharp Airlines", name_zh="天弦航空"),
            Client.objects.create(code="TDW", name="Tidewell Autonomy"),
            rival,
        )
        cast.people |= {
            "ada": add_member(acme, "Ada", "PM", zone="Europe/Warsaw"),
            "ben": add_member(acme, "Ben", "AG"),
            "olga": add_member(acme, "Olga", "TA"),
            "cleo": add_member(acme, "Cleo", "CS", client=cast.skyharp),
            "carl": add_member(acme, "Carl", "CS", client=cast.tidewell),
            "ida": add_member(acme, "Ida", "PM"),
            "zoe": zoe,
        }
        _token_of(cast.ida)
    cast.root = User.objects.create_user("root@milepost.test", name="Root", is_platform_staff=True)
    return cast


def _token_of(member: Member) -> ApiToken:
    token = ApiToken.objects.create(
        person=member.person,
        user=member.user,
        name="test",
        prefix=TOKEN[:8],
        digest=digest(TOKEN),
        scopes="read write",
        expires_at=datetime(2100, 1, 1, tzinfo=UTC),
        created_at=NOW,
    )
    # Its use counts as noted, so that a request costs the same the first time and the third.
    TokenUse.objects.create(token=token, used_at=datetime(2100, 1, 1, tzinfo=UTC))
    return token
