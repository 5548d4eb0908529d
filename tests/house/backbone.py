"""Contracts, sites, processes, programmes and requests of a world, and the addresses that lead to them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from projects import services
from projects.models import SowVersion
from tenancy.models import Membership, Person
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, add_member

FIRST = date(2026, 1, 1)


# Records that whoever may read their kind finds only in part: the policy for reading, who finds all of
# them, and the project role that finds those of one's own clients ("" stands for one's own requests).
FOUND_IN_PART = {
    "/requests/<": ("projects.view_requests", {"DH", "FI", "AU"}, ""),
    "/engagements/<": ("projects.view_contracts", {"DH", "FI", "AU"}, "PM"),
    "/sows/<": ("projects.view_contracts", {"DH", "FI", "AU"}, "PM"),
}


def of(name: str, attribute: str = "code") -> Callable[[Any], Any]:
    """An attribute of one of the rows below."""
    return lambda world: getattr(world.backbone[name], attribute)


BACKBONE: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("", "site"): of("site"),
    ("", "process"): of("process"),
    ("projects_unshare_process", "process"): of("shared_process"),
    ("api_projects_unshare_process", "process"): of("shared_process"),
    ("", "programme"): of("programme"),
    ("", "engagement"): of("engagement"),
    ("projects_edit_engagement", "engagement"): of("draft_engagement"),
    ("api_projects_engagement", "engagement"): of("draft_engagement"),
    ("projects_engagement_state", "engagement"): of("draft_engagement"),
    ("api_projects_engagement_state", "engagement"): of("draft_engagement"),
    ("", "sow"): of("sow"),
    ("projects_unshare_sow", "sow"): of("shared_sow"),
    ("api_projects_unshare_sow", "sow"): of("shared_sow"),
    ("projects_amend_sow", "sow"): of("shared_sow"),
    ("api_projects_amend_sow", "sow"): of("shared_sow"),
    ("projects_ask_sow_signature", "sow"): of("signing_sow"),
    ("api_projects_ask_sow_signature", "sow"): of("signing_sow"),
    ("", "edition"): of("version", "number"),
    ("", "older"): of("version", "number"),
    ("", "price"): of("price", "pk"),
    ("", "asked"): of("request", "number"),
    ("projects_open_requested", "asked"): of("approved", "number"),
    ("api_projects_open_requested", "asked"): of("approved", "number"),
}


def add_backbone(cast: Cast, project: Any, marks: Any, key: str) -> dict[str, Any]:
    """One of everything that stands around a project; texts that clients may not read are marked."""
    house = cast.system(now=NOW)
    with tenant_tx(cast.acme.pk):
        head = add_head(cast)
        found = {**add_places(house, project, marks, key), **add_contracts(house, project, marks, key, head)}
        return {**found, **add_requests(cast, project, marks, key, head)}


def add_head(cast: Cast) -> Person:
    """A delivery head of Acme, who may what Ada may not."""
    if "head" not in cast.people:
        cast.people["head"] = add_member(cast.acme, "Head", "DH")
    assert Membership.objects.filter(person=cast.head.person).exists()
    return cast.head.person


def add_places(house: Any, project: Any, marks: Any, key: str) -> dict[str, Any]:
    """A site where the project runs, two processes, a programme, and a confirmed status.

    Sites and programmes are the whole organization's: their names are no secret of a project.
    """
    told = {"zone": "Europe/Warsaw", "currency": "EUR"}
    site = services.add_site(actor=house, code=f"{key}-KRK", name=f"Site {key}", **told)
    services.set_project_sites(actor=house, project=project, sites={site.pk: None})
    process, shared = (
        services.add_process(actor=house, project=project, code=code, name=name, channel="voice")
        for code, name in (("P2P", f"{marks.internal} P2P"), ("O2C", f"{marks.shared} O2C"))
    )
    services.share_process(actor=house, process=shared)
    programme = services.add_programme(actor=house, code=f"{key}-PRG", name=f"Programme {key}")
    services.set_programme_projects(actor=house, programme=programme, project_ids=[project.pk])
    services.confirm_status(actor=house, project=project, summary=marks.internal)
    return {"site": site, "process": process, "shared_process": shared, "programme": programme}


def add_contracts(house: Any, project: Any, marks: Any, key: str, head: Person) -> dict[str, Any]:
    """A signed engagement and a draft, a statement of work with a draft, and one in force that is shared."""
    told = {"client_id": project.client_id, "title": marks.internal, "starts_on": FIRST}
    engagement, draft = (
        services.add_engagement(actor=house, code=f"{key}-{name}", **told) for name in ("MSA", "NEW")
    )
    services.change_engagement_state(actor=house, engagement=engagement, step="sign")
    work = {"starts_on": FIRST, "pricing": "fte", "currency": "EUR"}
    sow = services.add_sow(actor=house, engagement=engagement, code=f"{key}-S1", title=marks.internal, **work)
    version = sow.versions.get()
    services.write_sow(actor=house, sow_version=version, items={"in_scope": [marks.internal]})
    price = services.add_price(
        actor=house, sow_version=version, unit=marks.internal, rate=1, effective_on=FIRST
    )
    shared = services.add_sow(
        actor=house, engagement=engagement, code=f"{key}-S2", title=marks.shared, **work
    )
    services.share_sow(actor=house, sow=shared)
    SowVersion.objects.filter(sow=shared).update(state=SowVersion.State.ACTIVE)
    for row in (version, sow, shared):
        row.refresh_from_db()
    rows = {"engagement": engagement, "draft_engagement": draft, "sow": sow, "shared_sow": shared}
    signing = add_signing(house, engagement, project, marks, f"{key}-S3", head)
    return {**rows, "version": version, "price": price, "signing_sow": signing}


def add_signing(house: Any, engagement: Any, project: Any, marks: Any, code: str, head: Person) -> Any:
    """A statement of work that the client's signatory has before her."""
    work = {"starts_on": FIRST, "pricing": "fte", "currency": "EUR"}
    sow = services.add_sow(actor=house, engagement=engagement, code=code, title=marks.internal, **work)
    theirs = Person.objects.filter(client_id=project.client_id).exclude(email="").order_by("pk")[0]
    signing = {"our_signatory": head, "client_signatory": theirs}
    SowVersion.objects.filter(sow=sow).update(state=SowVersion.State.CLIENT_REVIEW, **signing)
    return sow


def add_requests(cast: Cast, project: Any, marks: Any, key: str, head: Person) -> dict[str, Any]:
    """A request of Ada's that waits, and one that was approved."""
    told = {"client_id": project.client_id, "why": marks.internal, "title": marks.internal}
    ada, heads = cast.ada.actor(), cast.head.actor()
    waits, approved = (services.request_project(actor=ada, **told) for _one in range(2))
    for step in ("take_up", "approve"):
        services.change_request_state(actor=heads, request=approved, step=step)
    return {"request": waits, "approved": approved}
