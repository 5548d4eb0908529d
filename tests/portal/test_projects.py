"""What a client reads of its projects beside milestones: the stage line, the shared status, shared titles."""

from datetime import date

import pytest

from projects import services
from projects.models import (
    EngagementAmendment,
    IntakeRequest,
    PriceRow,
    Programme,
    Sow,
    SowVersion,
    StatusLine,
)
from tenancy.scope import tenant_tx
from tests.cast import add_member
from tests.factories.projects import ProjectFactory
from tests.portal.test_portal import refused

HOME = "/portal/acme/"
PAGE = f"{HOME}projects/SKY/"


@pytest.fixture
def sky(cast):
    """A shared project a stage on, two statuses, two statements of work; one of each is shared."""
    house = cast.system()
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY", stage="L0", visibility="shared")
        services.set_stage(actor=house, project=project, stage="L1")
        told = {"starts_on": date(2026, 1, 1)}
        engagement = services.add_engagement(
            actor=house, client_id=cast.skyharp.pk, code="MSA", title="Secret terms", **told
        )
        for code, title in (("SOW-1", "Customer care"), ("SOW-2", "Hidden work")):
            sow = services.add_sow(
                actor=house,
                engagement=engagement,
                code=code,
                title=title,
                pricing="fte",
                currency="EUR",
                **told,
            )
            services.add_price(
                actor=house,
                sow_version=sow.versions.get(),
                unit="secret unit",
                rate=1,
                effective_on=date(2026, 1, 1),
            )
        services.share_sow(actor=house, sow=Sow.objects.get(code="SOW-1"))
        services.confirm_status(actor=house, project=project, summary="All is well.", share=True)
        services.confirm_status(actor=house, project=project, summary="We are worried.")
    return project


def test_the_sponsor_reads_what_is_shared_and_no_more(cast, sky):
    page = cast.cleo.browser().get(PAGE).content.decode()
    assert "All is well." in page
    assert "SOW-1" in page
    assert "Customer care" in page
    assert "G0 20 Nov" in page
    for hidden in ("We are worried.", "Hidden work", "Secret terms", "secret unit"):
        assert hidden not in page


def test_a_viewer_reads_no_contract(cast, sky):
    with tenant_tx(cast.acme.pk):
        viewer = add_member(cast.acme, "Vera", "CV", client=cast.skyharp)
    page = viewer.browser().get(PAGE).content.decode()
    assert "All is well." in page
    assert "SOW-1" not in page


def test_the_other_client_reads_nothing_of_it(cast, sky):
    assert cast.carl.browser().get(PAGE).status_code == 404


@pytest.mark.parametrize(
    "model", [SowVersion, PriceRow, StatusLine, IntakeRequest, Programme, EngagementAmendment]
)
def test_the_database_refuses_the_rest(cast, sky, model):
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        assert Sow.objects.count() == 1
        assert refused(lambda: model.objects.first())
