"""Three worlds of one shape: Ada's project, one of Acme that she does not know, and the rival's."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from tenancy.models import ApiToken, Client, Organization, Person, User
from tenancy.scope import tenant_tx
from tenancy.selectors import digest
from tests.cast import NOW, Cast, Member, add_member, make_cast
from tests.house.world import Marks, World, make_world

SECOND, RIVAL = "TWO TWH TWT TWD", "RIV RIH RIT RID"


@dataclass
class House:
    """`own` is Ada's, `second` another manager's for another client, `rival` the other organization's."""

    own: World
    second: World
    rival: World

    @property
    def cast(self) -> Cast:
        return self.own.cast

    @cached_property
    def organizations(self) -> list[Any]:
        return [self.own.cast.acme.pk, self.rival.cast.acme.pk]

    @cached_property
    def foreign_marks(self) -> tuple[str, ...]:
        """What nobody at Acme may read."""
        marks = self.rival.marks
        return (marks.internal, marks.shared, marks.other)


def make_house() -> House:
    """Numbers of the other worlds begin where Acme's have not come to, so that a number tells whose it is."""
    cast = make_cast()
    own = make_world(cast)
    second = make_world(neighbours(cast), keys=SECOND, first=700)
    rival = make_world(rivals(cast), keys=RIVAL, first=800)
    name_rivals(rival)
    return House(own, second, rival)


def neighbours(cast: Cast) -> Cast:
    """Other people of Acme, who work for its other client."""
    with tenant_tx(cast.acme.pk):
        third = Client.objects.create(code="THI", name="Thirdwell Mining")
        people = {
            "ada": add_member(cast.acme, "Nora", "PM"),
            "ben": add_member(cast.acme, "Bob", "AG"),
            "olga": cast.olga,
            "cleo": cast.carl,
            "carl": add_member(cast.acme, "Thea", "CS", client=third),
            "ida": add_member(cast.acme, "Iris", "PM"),
            "zoe": cast.zoe,
            "head": cast.head,
        }
        key = add_token(people["ida"], "mp_iris")
    return replace(cast, skyharp=cast.tidewell, tidewell=third, people=people, token=key)


def rivals(cast: Cast) -> Cast:
    """Zenith's people, in the parts of Acme's."""
    with tenant_tx(cast.zenith.pk):
        other = Client.objects.create(code="OTH", name="Other rival client")
        people = {
            "ada": cast.zoe,
            "ben": add_member(cast.zenith, "Rob", "AG"),
            "olga": add_member(cast.zenith, "Rita", "TA"),
            "cleo": add_member(cast.zenith, "Cora", "CS", client=cast.rival_client),
            "carl": add_member(cast.zenith, "Otto", "CS", client=other),
            "ida": add_member(cast.zenith, "Rick", "PM"),
            "zoe": cast.ada,
        }
        key = add_token(people["ida"], "mp_rick")
    return Cast(
        acme=cast.zenith,
        zenith=cast.acme,
        skyharp=cast.rival_client,
        tidewell=other,
        rival_client=cast.skyharp,
        people=people,
        root=cast.root,
        token=key,
    )


def name_rivals(rival: World) -> None:
    """The mark stands in every name of the rival, also in those of the tables that have no walls.

    And somebody there was refused something, which leaves a line in the access log.
    """
    rival.cast.ada.browser().get(f"/o/{rival.cast.acme.slug}/projects/NOPE/")
    mark, organization = rival.marks.internal, rival.cast.acme
    Organization.objects.filter(pk=organization.pk).update(name=f"{mark} Zenith")
    with tenant_tx(organization.pk):
        for table in (Person, Client):
            for row in table.objects.all():
                table.objects.filter(pk=row.pk).update(name=f"{mark} {row.name}")
        logins = Person.objects.exclude(user=None).values_list("user_id", flat=True)
        for user in User.objects.filter(pk__in=list(logins)):
            User.objects.filter(pk=user.pk).update(name=f"{mark} {user.name}")


def add_token(member: Member, key: str, scopes: str = "read write") -> str:
    """A key of this member. Call inside the organization's tenant_tx."""
    ApiToken.objects.create(
        person=member.person,
        user=member.user,
        name=key,
        prefix=key[:8],
        digest=digest(key),
        scopes=scopes,
        expires_at=datetime(2100, 1, 1, tzinfo=UTC),
        created_at=NOW,
    )
    return key


__all__ = ["House", "Marks", "add_token", "make_house"]
