"""People, roles, clients and invitations by machine."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenancy import services
from tenancy.models import ApiToken, Client, Membership, Person
from tenancy.scope import tenant_tx
from tenancy.selectors import digest
from tests.cast import NOW
from tests.tenancy.people.conftest import invited, now

KEY = "mp_key-of-olga"
API = "/api/v1/o/acme/"
LISTS = {"people/": 4, "invitations/": 4, "clients/": 4}


@pytest.fixture
def olga(cast, client) -> Any:
    """Requests with a key of the administrator's: `olga("post", "people/", {...}, etag=1)`."""
    with tenant_tx(cast.acme.pk):
        ApiToken.objects.create(
            person=cast.olga.person,
            user=cast.olga.user,
            name="directory",
            prefix=KEY[:8],
            digest=digest(KEY),
            scopes="read write",
            expires_at="2100-01-01T00:00Z",
            created_at=NOW,
        )
    return asker(client, HTTP_AUTHORIZATION=f"Bearer {KEY}")


@pytest.fixture
def herself(cast) -> Any:
    """Requests of the administrator's own session: rights are given by people, not by keys."""
    return asker(cast.olga.browser())


def asker(browser: Any, **headers: Any) -> Any:
    def ask(method: str, path: str, data: Any = None, etag: int | None = None) -> Any:
        more = {"HTTP_IF_MATCH": f'"{etag}"'} if etag else {}
        body = {} if method == "get" else {"data": data or {}, "content_type": "application/json"}
        return getattr(browser, method)(API + path, **body, **headers, **more)

    return ask


class TestPeople:
    def test_are_listed_found_added_and_changed(self, cast, olga):
        made = olga("post", "people/", {"name": "欧阳雪晴", "email": "OY@acme.test", "language": "zh-hans"})
        assert made.status_code == 201, made.content
        row = made.json()
        assert (row["name"], row["email"], row["standing"], row["roles"]) == (
            "欧阳雪晴",
            "oy@acme.test",
            "named",
            [],
        )
        assert made["Location"] == f"{API}people/{row['id']}/"
        found = olga("get", "people/?role=TA").json()["results"]
        assert [(one["name"], one["roles"]) for one in found] == [("Olga", ["TA"])]
        path = f"people/{row['id']}/"
        assert olga("patch", path, {"name": "Ouyang"}).status_code == 428
        assert olga("patch", path, {"name": "Ouyang"}, etag=9).status_code == 412
        changed = olga("patch", path, {"name": "Ouyang"}, etag=1)
        assert (changed.status_code, changed["ETag"], changed.json()["name"]) == (200, '"2"', "Ouyang")

    def test_leave_and_come_back(self, cast, olga):
        path = f"people/{cast.ben.person.pk}/"
        gone = olga("post", f"{path}leave/", {"reason": "moved"}, etag=1)
        assert (gone.status_code, gone.json()["standing"]) == (200, "left")
        again = olga("post", f"{path}leave/", {"reason": "moved"}, etag=2)
        assert (again.status_code, again.json()["code"]) == (409, "person_left_already")
        back = olga("post", f"{path}readmit/", etag=2)
        assert back.json()["standing"] == "ended"

    @pytest.mark.parametrize(
        "given",
        [
            {"name": ""},
            {"name": "x" * 121},
            {"name": "Una", "email": "no address"},
            {"name": "Una", "standing": "member"},
            {"name": "Una", "organization": "zenith"},
            {"name": "Una", "client_id": "not an id"},
            {"name": ["Una"]},
        ],
    )
    def test_a_wrong_shape_is_422_with_its_member(self, cast, olga, given):
        answer = olga("post", "people/", given)
        assert answer.status_code == 422
        assert answer.json()["errors"]

    def test_a_foreign_client_is_an_unknown_one(self, cast, olga):
        """T-006."""
        answers = [
            olga("post", "people/", {"name": "Una", "client_id": str(key)})
            for key in (cast.rival_client.pk, uuid4())
        ]
        assert {answer.status_code for answer in answers} == {422}
        assert answers[0].json()["detail"] == answers[1].json()["detail"]


class TestRoles:
    def test_are_given_changed_and_ended(self, cast, herself):
        path = f"people/{cast.ben.person.pk}/roles/"
        made = herself("post", path, {"role": "QA", "ends_on": "2028-02-29"})
        assert made.status_code == 201, made.content
        row = made.json()
        assert (row["role"], row["ends_on"]) == ("QA", "2028-02-29")
        one = f"{path}{row['id']}/"
        changed = herself("patch", one, {"ends_on": None}, etag=1)
        assert (changed.json()["ends_on"], changed.json()["starts_on"]) == (None, row["starts_on"])
        ended = herself("post", f"{one}end/", {"reason": "enough"}, etag=2)
        assert ended.json()["ended_at"]
        assert herself("post", f"{one}end/", {"reason": "enough"}, etag=3).json()["code"] == "role_ended"
        assert len(herself("get", path).json()["results"]) == 2

    def test_are_not_given_by_a_key(self, cast, olga):
        """T-056: who steals a key cannot make himself a member with it."""
        path = f"people/{cast.ben.person.pk}/roles/"
        assert olga("post", path, {"role": "TA"}).status_code == 403
        assert (
            olga("post", "invitations/", {"email": "x@x.test", "name": "X", "role": "TA"}).status_code == 403
        )
        with tenant_tx(cast.acme.pk):
            held = Membership.objects.get(person=cast.ben.person)
        assert olga("patch", f"{path}{held.pk}/", {"ends_on": None}, etag=1).status_code == 403

    def test_named_refusals_are_409(self, cast, herself):
        with tenant_tx(cast.acme.pk):
            mine = Membership.objects.get(person=cast.olga.person)
        answer = herself(
            "post", f"people/{cast.olga.person.pk}/roles/{mine.pk}/end/", {"reason": "x"}, etag=1
        )
        assert (answer.status_code, answer.json()["code"]) == (409, "own_role")

    def test_of_somebody_else_are_missing_under_this_person(self, cast, herself):
        with tenant_tx(cast.acme.pk):
            held = Membership.objects.get(person=cast.ben.person)
        for person, role in (
            (cast.ada.person.pk, held.pk),
            (cast.zoe.person.pk, held.pk),
            (cast.ben.person.pk, uuid4()),
        ):
            assert herself("get", f"people/{person}/roles/{role}/").status_code == 404


class TestInvitations:
    def test_are_sent_again_and_withdrawn_without_their_link(self, cast, herself):
        made = herself("post", "invitations/", {"email": "nina@new.test", "name": "Nina", "role": "TL"})
        assert made.status_code == 201, made.content
        row = made.json()
        assert (row["state"], row["invited_by"], row["person"]) == ("open", "Olga", "Nina")
        assert not {"token", "link", "digest", "nonce"} & set(row)
        path = f"invitations/{row['id']}/"
        assert herself("get", path).json()["version"] == 1
        again = herself("post", f"{path}resend/", etag=1)
        assert (again.status_code, again.json()["version"]) == (200, 2)
        assert herself("post", f"{path}withdraw/", etag=1).status_code == 412
        assert herself("post", f"{path}withdraw/", etag=2).json()["state"] == "withdrawn"
        closed = herself("post", f"{path}resend/", etag=3)
        assert (closed.status_code, closed.json()["code"]) == (409, "invitation_not_open")

    def test_of_the_other_organization_are_missing(self, cast, herself):
        """T-024."""
        with tenant_tx(cast.zenith.pk):
            Membership.objects.filter(user=cast.zoe.user).update(role="TA")
        theirs = services.invite(actor=cast.zoe.actor(now()), email="n@new.test", name="Theirs", role="TL")
        for tail in ("", "resend/", "withdraw/"):
            method = "post" if tail else "get"
            one = herself(method, f"invitations/{theirs.pk}/{tail}", etag=1)
            other = herself(method, f"invitations/{uuid4()}/{tail}", etag=1)
            assert (one.status_code, one.json()) == (404, other.json())


class TestClients:
    def test_are_added_changed_and_stepped(self, cast, olga):
        made = olga("post", "clients/", {"code": "NEW", "name": "New", "country": "NO", "state": "prospect"})
        assert made.status_code == 201, made.content
        path = "clients/NEW/"
        assert olga("patch", path, {"name_zh": "新客户"}, etag=1).json()["name_zh"] == "新客户"
        assert olga("post", f"{path}state/", {"step": "win"}, etag=2).json()["state"] == "active"
        refused = olga("post", f"{path}state/", {"step": "end", "reason": "x"}, etag=3)
        assert (refused.status_code, refused.json()["code"]) == (409, "state_refused")
        with tenant_tx(cast.acme.pk):
            assert Client.objects.get(code="NEW").state == "active"

    @pytest.mark.parametrize(
        "given",
        [{"code": "new"}, {"country": "Norway"}, {"state": "ended"}, {"code": "X" * 11}],
    )
    def test_a_wrong_shape_is_422(self, cast, olga, given):
        assert olga("post", "clients/", {"code": "NEW", "name": "New", **given}).status_code == 422


@pytest.mark.parametrize("path", sorted(LISTS))
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_with_one_row_and_three(cast, olga, path, rows):
    for number in range(rows):
        invited(cast, email=f"n{number}@new.test", name=f"Nina {number}")
        services.add_client(actor=cast.olga.actor(), code=f"C{number}", name=f"Client {number}")
    olga("get", path)  # notes once that the key is used
    with CaptureQueriesContext(connection) as seen:
        assert olga("get", path).status_code == 200
    asked = [query["sql"] for query in seen if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) == LISTS[path], asked


@pytest.mark.parametrize("path", ["people/", "invitations/", "clients/"])
def test_others_read_nothing(cast, client, path):
    assert client.get(API + path, **cast.api()).status_code == 403
    with tenant_tx(cast.acme.pk):
        assert Person.objects.exists()
