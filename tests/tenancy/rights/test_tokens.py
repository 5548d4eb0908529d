"""API tokens: hashed, scoped, ending, shown once, dead with their member, seen by the administrator."""

import re
from datetime import datetime, timedelta

import pytest

from tenancy import services
from tenancy.models import ApiToken, AuditLine, Event, Membership, TokenUse, User
from tenancy.scope import tenant_tx
from tenancy.selectors import all_tokens, member_of_token
from tenancy.signin.letters import reset_path
from tests.cast import NOW
from toolkit.errors import Denied, Missing

PROJECTS = "/api/v1/o/acme/projects/"
ALL = "/o/acme/settings/tokens/"


def issue(cast, name: str = "ada", **values):
    return services.issue_token(actor=getattr(cast, name).actor(), name="BI", **values)


def bearer(key: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {key}"}


def stored(cast, token: ApiToken) -> ApiToken:
    with tenant_tx(cast.acme.pk):
        return ApiToken.objects.get(pk=token.pk)


@pytest.mark.threat("T-055")
class TestStorage:
    def test_the_database_holds_the_digest_and_a_prefix_only(self, cast):
        token, key = issue(cast)
        row = stored(cast, token)
        assert key not in str(vars(row))
        assert re.fullmatch(r"[0-9a-f]{64}", row.digest)
        assert (row.prefix, len(row.prefix)) == (key[:8], 8)

    def test_it_is_shown_once_and_found_by_its_prefix(self, cast):
        ada = cast.ada.browser()
        made = ada.post("/o/acme/tokens/add/", {"name": "BI", "scopes": "read", "days": "30"}).text
        [key] = set(re.findall(r"mp_[\w-]{40,}", made))
        olga = cast.olga.browser()
        for page in (ada.get("/o/acme/tokens/").text, olga.get(f"{ALL}?q={key[:8]}").text):
            assert key not in page
            assert key[:8] in page
        assert "BI" not in olga.get(f"{ALL}?q=mp_none").text.split("<tbody")[-1].split("</tbody>")[0]


@pytest.mark.threat("T-056")
class TestScope:
    @pytest.mark.parametrize("scopes", ["read", "read write"])
    @pytest.mark.parametrize("address", ["tokens/", "tokens/all/"])
    def test_no_token_lists_tokens(self, cast, client, scopes, address):
        _token, key = issue(cast, "olga", scopes=scopes, days=366)
        assert client.get(f"/api/v1/o/acme/{address}", **bearer(key)).status_code == 403

    def test_no_token_makes_or_revokes_tokens(self, cast):
        token, _key = issue(cast)
        by_token = member(cast, *issue(cast, scopes="read write"))
        with pytest.raises(Denied):
            services.issue_token(actor=by_token, name="more", scopes="read write")
        with pytest.raises(Denied):
            services.revoke_token(actor=by_token, token=token)

    def test_a_reading_token_writes_nothing(self, cast, sky, client):
        _token, key = issue(cast, scopes="read", days=366)
        task = f"{PROJECTS}SKY/tasks/1/"
        assert client.get(task, **bearer(key)).status_code == 200
        answer = client.patch(
            task, {"name": "X"}, content_type="application/json", HTTP_IF_MATCH="*", **bearer(key)
        )
        assert answer.status_code == 403

    def test_people_list_their_own_by_the_api(self, cast):
        token, _key = issue(cast)
        [row] = cast.ada.browser().get("/api/v1/o/acme/tokens/").json()["results"]
        assert (row["id"], row["name"], row["used_at"]) == (str(token.pk), "BI", None)
        assert "digest" not in row
        assert cast.ben.browser().get("/api/v1/o/acme/tokens/").json()["results"] == []
        assert cast.ada.browser().get("/api/v1/o/acme/tokens/all/").status_code == 403
        names = [
            one["person"] for one in cast.olga.browser().get("/api/v1/o/acme/tokens/all/").json()["results"]
        ]
        assert sorted(names) == ["Ada", "Ida"]


def member(cast, _token, key: str):
    found = member_of_token(token=key, slug="acme", now=NOW)
    assert found is not None
    return found.actor(now=NOW, via="api")


@pytest.mark.threat("T-057")
class TestDeadWithTheMember:
    def test_it_opens_nothing_once_the_role_has_ended(self, cast, sky, client):
        _token, key = issue(cast, days=366)
        assert client.get(PROJECTS, **bearer(key)).status_code == 200
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(user=cast.ada.user).update(ends_on="2026-01-01")
        assert client.get(PROJECTS, **bearer(key)).status_code == 401

    def test_it_opens_nothing_once_the_login_is_blocked(self, cast, client):
        _token, key = issue(cast, days=366)
        User.objects.filter(pk=cast.ada.user.pk).update(is_active=False)
        assert client.get(PROJECTS, **bearer(key)).status_code == 401

    def test_it_stays_dead_when_the_member_comes_back(self, cast, sky):
        token, _key = issue(cast, days=366)
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(user=cast.ada.user).update(ends_on=NOW.date() - timedelta(days=1))
        assert services.end_tokens_of_strangers(actor=cast.system()) == 1
        assert services.end_tokens_of_strangers(actor=cast.system()) == 0
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(user=cast.ada.user).update(ends_on=None)
        row = stored(cast, token)
        assert (row.revoked_at, row.revoked_reason) == (NOW, "the membership has ended")

    def test_members_keep_theirs(self, cast):
        token, _key = issue(cast, days=366)
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(user=cast.ada.user).update(ends_on=NOW.date())
        assert services.end_tokens_of_strangers(actor=cast.system()) == 0
        assert stored(cast, token).revoked_at is None

    def test_a_blocked_login_loses_all_of_them(self, cast):
        issue(cast, days=366)
        User.objects.filter(pk=cast.ada.user.pk).update(is_active=False)
        assert services.end_tokens_of_strangers(actor=cast.system()) == 1

    def test_a_reset_password_ends_them_in_every_organization(self, cast):
        token, key = issue(cast, days=366)
        ended = services.end_tokens_everywhere(
            user_id=cast.ada.user.pk, reason="the password was reset", now=NOW
        )
        assert ended == 1
        assert member_of_token(token=key, slug="acme", now=NOW) is None
        with tenant_tx(cast.acme.pk):
            [line] = AuditLine.objects.filter(action="tenancy.end_token")
            assert (line.subject_id, line.after) == (token.pk, {"reason": "the password was reset"})

    def test_a_reset_by_mail_does_so_and_a_changed_password_does_not(self, cast, client):
        token, _key = issue(cast, days=366)
        ada, words = cast.ada.user, "a long sentence nobody knows"
        opened = client.get(reset_path(ada))
        client.post(opened["Location"], {"password1": words, "password2": words})
        assert stored(cast, token).revoked_reason == "the password was reset"
        ada.refresh_from_db()
        assert ada.check_password(words)
        kept, _key = issue(cast, days=366)
        client.force_login(ada)
        new = "another sentence nobody knows"
        client.post("/accounts/password/change/", {"oldpassword": words, "password1": new, "password2": new})
        ada.refresh_from_db()
        assert ada.check_password(new)
        assert stored(cast, kept).revoked_at is None


class TestLastUse:
    def use(self, cast, key: str, at: datetime) -> None:
        found = member_of_token(token=key, slug="acme", now=at)
        assert found is not None
        assert found.token is not None
        services.note_token_use(actor=found.actor(now=at, via="api", ip="10.0.0.7"), seen=found.token)

    def noted(self, cast, token: ApiToken) -> datetime | None:
        with tenant_tx(cast.acme.pk):
            return TokenUse.objects.filter(token=token).values_list("used_at", flat=True).first()

    def test_is_noted_by_a_request_after_its_answer(self, cast, client, now):
        token, key = issue(cast, days=366)
        assert client.get(PROJECTS, **bearer(key)).status_code == 200
        assert self.noted(cast, token) >= now
        olga = cast.olga.actor()
        with tenant_tx(cast.acme.pk):
            assert all_tokens(actor=olga).get(pk=token.pk).used_from == "127.0.0.1"

    def test_is_written_once_a_minute(self, cast, django_assert_num_queries):
        token, key = issue(cast, days=366)
        self.use(cast, key, NOW)
        with django_assert_num_queries(1):
            self.use(cast, key, NOW + timedelta(seconds=59))
        assert self.noted(cast, token) == NOW
        self.use(cast, key, NOW + timedelta(seconds=60))
        assert self.noted(cast, token) == NOW + timedelta(seconds=60)

    def test_of_two_at_once_one_is_written(self, cast):
        token, key = issue(cast, days=366)
        seen = member_of_token(token=key, slug="acme", now=NOW)
        for _again in range(2):
            services.note_token_use(actor=seen.actor(now=NOW, via="api"), seen=seen.token)
        with tenant_tx(cast.acme.pk):
            assert TokenUse.objects.filter(token=token).count() == 1

    def test_leaves_no_audit_line(self, cast, client):
        _token, key = issue(cast, days=366)
        with tenant_tx(cast.acme.pk):
            before = AuditLine.objects.count()
        client.get(PROJECTS, **bearer(key))
        with tenant_tx(cast.acme.pk):
            assert AuditLine.objects.count() == before


class TestWarning:
    def warned(self, cast, at: datetime) -> int:
        return services.warn_of_expiring_tokens(actor=cast.system(at))

    def test_comes_once_within_the_last_seven_days(self, cast):
        token, _key = issue(cast, days=30)
        end = NOW + timedelta(days=30)
        assert self.warned(cast, end - timedelta(days=7, seconds=1)) == 0
        assert self.warned(cast, end - timedelta(days=7)) == 1
        assert self.warned(cast, end - timedelta(days=6)) == 0
        with tenant_tx(cast.acme.pk):
            [event] = Event.objects.filter(name="tenancy.TokenExpiring")
        assert event.payload == {
            "token_id": str(token.pk),
            "person_id": str(cast.ada.person.pk),
            "name": "BI",
            "expires_at": end.isoformat(),
        }

    def test_spares_the_short_lived_the_revoked_and_the_ended(self, cast):
        issue(cast, days=3)
        token, _key = issue(cast, days=10)
        services.revoke_token(actor=cast.ada.actor(), token=token)
        assert self.warned(cast, NOW + timedelta(days=5)) == 0
        issue(cast, days=10)
        assert self.warned(cast, NOW + timedelta(days=11)) == 0


class TestTheAdministrator:
    def test_sees_everybodys_and_revokes_with_a_reason(self, cast):
        token, key = issue(cast, days=366)
        olga, url = cast.olga.browser(), f"{ALL}{token.pk}/revoke/"
        assert "Ada" in olga.get(ALL).text
        assert "Revoke “BI” of Ada?" in olga.get(url).text
        assert olga.post(url, {"reason": ""}).status_code == 422
        assert olga.post(url, {"reason": "leaked in a log"}).status_code == 302
        assert member_of_token(token=key, slug="acme", now=NOW) is None
        assert "leaked in a log" in olga.get(f"{ALL}?state=revoked").text
        assert olga.post(url, {"reason": "again"}).status_code == 404

    def test_is_the_only_one_who_may(self, cast):
        token, _key = issue(cast, "ida")
        assert cast.ada.browser().get(ALL).status_code == 403
        with pytest.raises(Denied):
            services.revoke_any_token(actor=cast.ada.actor(), token=token, reason="x")
        services.revoke_any_token(actor=cast.olga.actor(), token=token, reason="x")
        with pytest.raises(Missing):
            services.revoke_any_token(actor=cast.olga.actor(), token=token, reason="x")

    def test_reads_the_list_at_the_same_cost_at_one_token_and_three(self, cast, django_assert_num_queries):
        olga = cast.olga.browser()
        olga.get(ALL)
        for _more in range(2):
            with django_assert_num_queries(12):
                olga.get(ALL)
            issue(cast)
            issue(cast, "ben")
