"""The organization's profile, and one person in two organizations."""

import pytest

from tenancy import services
from tenancy.models import AuditLine, Membership, Organization, Person
from tenancy.scope import tenant_tx
from tenancy.selectors import organization_ref
from tests.cast import Cast
from toolkit.errors import Denied, Missing, Stale
from toolkit.zones import ZoneUnknown

PROFILE = {
    "name": "Acme",
    "name_zh": "顶点服务",
    "language": "en",
    "zone": "Asia/Shanghai",
    "currency": "cny",
}


def fresh(cast: Cast) -> Organization:
    return Organization.objects.get(pk=cast.acme.pk)


class TestTheProfile:
    def test_is_changed_by_the_administrator(self, cast):
        answer = cast.olga.browser().post("/o/acme/settings/edit/", {**PROFILE, "version": 1})
        assert (answer.status_code, answer["Location"]) == (302, "/o/acme/settings/")
        row = fresh(cast)
        assert (row.zone, row.currency, row.version) == ("Asia/Shanghai", "CNY", 2)
        with tenant_tx(cast.acme.pk):
            line = AuditLine.objects.get(action="tenancy.update_organization")
        assert line.before == {"name_zh": "", "zone": "Europe/Warsaw", "currency": "USD"}

    def test_over_a_version_that_is_gone_both_are_shown(self, cast):
        services.update_organization(actor=cast.olga.actor(), organization=fresh(cast), name="Acme Group")
        answer = cast.olga.browser().post("/o/acme/settings/edit/", {**PROFILE, "version": 1})
        assert answer.status_code == 409
        assert "Acme Group" in answer.content.decode()
        assert fresh(cast).name == "Acme Group"

    def test_is_nobody_elses_to_change(self, cast):
        for who in ("ada", "ben"):
            assert getattr(cast, who).browser().get("/o/acme/settings/").status_code == 403
            with pytest.raises(Denied):
                services.update_organization(
                    actor=getattr(cast, who).actor(), organization=fresh(cast), name="No"
                )
        with pytest.raises(Missing):
            services.update_organization(actor=cast.olga.actor(), organization=cast.zenith, name="Ours")
        with pytest.raises(Stale):
            services.update_organization(
                actor=cast.olga.actor(), organization=fresh(cast), version=7, name="No"
            )
        with pytest.raises(ZoneUnknown):
            services.update_organization(actor=cast.olga.actor(), organization=fresh(cast), zone="Mars/One")

    def test_its_chinese_name_is_shown_to_who_reads_chinese(self, cast):
        Organization.objects.filter(pk=cast.acme.pk).update(name_zh="顶点服务")
        assert organization_ref(slug="acme").name_zh == "顶点服务"
        type(cast.olga.user).objects.filter(pk=cast.olga.user.pk).update(language="zh-hans")
        assert "顶点服务" in cast.olga.browser().get("/o/acme/").content.decode()
        assert "顶点服务" not in cast.ada.browser().get("/o/acme/").content.decode()


class TestTwoOrganizations:
    """T-027."""

    @pytest.fixture
    def both(self, cast):
        """Olga administers Zenith, too."""
        with tenant_tx(cast.zenith.pk):
            person = Person.objects.create(name="Olga", user=cast.olga.user)
            Membership.objects.create(person=person, user=cast.olga.user, role="TA")
        return cast.olga.browser()

    def test_a_form_opened_in_one_writes_to_that_one(self, cast, both):
        form = both.get("/o/acme/settings/clients/add/")
        assert both.get("/o/zenith/settings/clients/").status_code == 200
        both.get("/o/zenith/")
        answer = both.post(
            form.request["PATH_INFO"], {"code": "NEW", "name": "New client", "state": "active"}
        )
        assert answer["Location"] == "/o/acme/settings/clients/NEW/"
        assert both.get("/o/acme/settings/clients/NEW/").status_code == 200
        assert both.get("/o/zenith/settings/clients/NEW/").status_code == 404

    def test_the_switcher_names_both_in_the_readers_language(self, cast, both):
        Organization.objects.filter(pk=cast.zenith.pk).update(name_zh="天顶")
        assert "Zenith" in both.get("/o/acme/").content.decode()
        type(cast.olga.user).objects.filter(pk=cast.olga.user.pk).update(language="zh-hans")
        again = cast.olga.browser().get("/o/acme/").content.decode()
        assert "天顶" in again
        assert 'href="/o/zenith/"' in again
