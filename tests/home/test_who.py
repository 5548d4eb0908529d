"""Whoever is refused is told who may; nobody learns of what she may not know."""

from html import unescape

import pytest

from home.who import who_may
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import Cast
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def test_the_refusal_names_the_action_the_roles_and_the_people(cast: Cast, bfm: Project) -> None:
    answer = cast.ben.browser().get("/o/acme/projects/BFM/plan/add/")
    page = unescape(answer.content.decode())
    assert answer.status_code == 403
    assert "“Add tasks and milestones” is open to: " in page
    assert "On this project: Ada." in page
    alone = unescape(cast.ben.browser().get("/o/acme/projects/add/").content.decode())
    assert "“Open a project” is open to: " in alone
    assert "On this project" not in alone


def test_nothing_is_said_to_clients_strangers_and_of_unknown_projects(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        hidden = ProjectFactory(key="HID", client=cast.tidewell)
        assert who_may(cast.cleo.actor(), "planning.add_task", bfm) == ""
        assert "On this project" not in who_may(cast.ben.actor(), "planning.add_task", hidden)
        assert who_may(cast.ben.actor(), "nothing.of_this", bfm) == ""
    assert who_may(cast.ben.actor(), "planning.add_task", bfm) == "", "outside a transaction nobody is asked"
