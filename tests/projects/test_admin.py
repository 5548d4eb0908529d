"""Platform staff look at projects inside one chosen organization, and change nothing."""

import pytest
from django.test import Client as Browser

from projects.models import Project, ProjectMember
from tenancy.scope import tenant_tx
from tests.factories.projects import ProjectFactory


@pytest.fixture
def root(cast, sky) -> Browser:
    with tenant_tx(cast.zenith.pk):
        ProjectFactory(client=cast.rival_client, key="RIV", name="Rival’s secret")
    browser = Browser()
    browser.force_login(cast.root)
    browser.post("/admin/enter/", {"organization": str(cast.acme.pk), "reason": "ticket 4711"})
    return browser


def test_projects_and_members_of_the_chosen_organization(cast, root, sky):
    page = root.get("/admin/projects/project/?q=care")
    assert "Customer care" in page.text
    assert "Rival’s secret" not in root.get("/admin/projects/project/").text
    assert "Ben" in root.get("/admin/projects/projectmember/?q=SKY").text
    with tenant_tx(cast.acme.pk):
        member = ProjectMember.objects.first()
    for address in (f"project/{sky.pk}", f"projectmember/{member.pk}"):
        assert root.get(f"/admin/projects/{address}/change/").status_code == 200


def test_nothing_is_written_past_the_services(cast, root, sky):
    address = f"/admin/projects/project/{sky.pk}/"
    assert root.post(f"{address}change/", {"name": "x"}).status_code == 403
    assert root.post(f"{address}delete/", {"post": "yes"}).status_code == 403
    with tenant_tx(cast.acme.pk):
        assert Project.objects.get().name == "Customer care"
