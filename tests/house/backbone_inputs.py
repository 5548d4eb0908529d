"""What a person or a system would send to the routes of contracts, sites, processes and requests."""

from collections.abc import Callable
from typing import Any

SITE = {"name": "Łódź", "zone": "Europe/Warsaw", "currency": "PLN", "languages": "pl, de"}
PROCESS = {"name": "Invoices", "channel": "back_office", "criticality": "high"}
TERMS = {"ends_on": "2028-02-29", "notice_on": "2027-11-30", "governing_law": "Poland"}
WORK = {"starts_on": "2026-12-01", "pricing": "transaction", "currency": "EUR"}
STEP = {"reason": "the client asked for it"}
RATE = {"unit": "invoice", "rate": "1.25", "from_quantity": "0", "effective_on": "2026-12-01"}
REQUEST = {"title": "Accounts payable in Pune", "kind": "run", "why": "They grow."}


def client(world: Any) -> str:
    return str(world.cast.skyharp.pk)


def price(world: Any, **more: str) -> dict[str, Any]:
    return {**RATE, **more}


def both(name: str, given: Callable[[Any], Any]) -> dict[str, Callable[[Any], Any]]:
    """The page and the endpoint take the same."""
    return {f"projects_{name}": given, f"api_projects_{name}": given}


BACKBONE_INPUTS: dict[Any, Callable[[Any], Any]] = {
    "projects_add_site": lambda world: {**SITE, "code": "LDZ", "state": "open"},
    "projects_edit_site": lambda world: SITE,
    **both("site_state", lambda world: {**STEP, "step": "close"}),
    "api_projects_sites": lambda world: {**SITE, "code": "LDZ"},
    "api_projects_site": lambda world: SITE,
    "projects_set_sites": lambda world: {f"site_{world.backbone['site'].pk}": "34"},
    "api_projects_set_sites": lambda world: {
        "sites": [{"site_id": str(world.backbone["site"].pk), "fte": "34.50"}]
    },
    "projects_contract": lambda world: {"sow_id": str(world.backbone["sow"].pk)},
    "api_projects_contract": lambda world: {"engagement_id": str(world.backbone["engagement"].pk)},
    "projects_confirm": lambda world: {"status_cost": "amber", "summary": "Two more weeks."},
    "api_projects_statuses": lambda world: {"said": [{"dimension": "cost", "status": "amber"}]},
    "projects_add_members": lambda world: {
        "person_ids": [str(world.cast.olga.person.pk)],
        "role": "AG",
        "starts_on": "2026-11-01",
    },
    "api_projects_add_members": lambda world: {
        "person_ids": [str(world.cast.olga.person.pk)],
        "role": "AG",
    },
    "projects_add_process": lambda world: {**PROCESS, "code": "R2R"},
    "projects_edit_process": lambda world: PROCESS,
    **both("process_state", lambda world: {**STEP, "step": "document"}),
    **both("share_process", lambda world: {}),
    **both("unshare_process", lambda world: {}),
    "api_projects_processes": lambda world: {**PROCESS, "code": "R2R"},
    "api_projects_process": lambda world: PROCESS,
    "projects_add_programme": lambda world: {"code": "FIN", "name": "Finance"},
    "projects_edit_programme": lambda world: {"name": "Finance and more"},
    **both("programme_state", lambda world: {**STEP, "step": "close"}),
    "projects_programme_projects": lambda world: {"project_ids": [str(world.other.pk)]},
    "api_projects_programmes": lambda world: {"code": "FIN", "name": "Finance"},
    "api_projects_programme": lambda world: {"name": "Finance and more"},
    "api_projects_programme_projects": lambda world: {"project_ids": [str(world.other.pk)]},
    "projects_add_request": lambda world: {**REQUEST, "client_id": client(world)},
    "projects_edit_request": lambda world: {**REQUEST, "client_id": client(world)},
    **both("request_state", lambda world: {**STEP, "step": "withdraw"}),
    "projects_open_requested": lambda world: {
        "key": "NEW",
        "name": "Accounts payable",
        "client_id": client(world),
        "zone": "Europe/Warsaw",
        "currency": "EUR",
    },
    "api_projects_requests": lambda world: {**REQUEST, "client_id": client(world)},
    "api_projects_request": lambda world: {"why": "They grow fast."},
    "api_projects_open_requested": lambda world: {"key": "NEW", "currency": "EUR"},
    "projects_add_engagement": lambda world: {
        **TERMS,
        "client_id": client(world),
        "code": "MSA-2",
        "title": "Master agreement",
        "starts_on": "2026-12-01",
    },
    "projects_edit_engagement": lambda world: {
        **TERMS,
        "title": "Master agreement",
        "starts_on": "2026-12-01",
    },
    **both("amend_engagement", lambda world: {**TERMS, **STEP, "effective_on": "2027-01-01"}),
    **both("engagement_state", lambda world: {"step": "sign", "signed_on": "2026-11-20"}),
    "api_projects_engagements": lambda world: {
        **TERMS,
        "client_id": client(world),
        "code": "MSA-2",
        "title": "Master agreement",
        "starts_on": "2026-12-01",
    },
    "api_projects_engagement": lambda world: {**TERMS, "title": "Master agreement"},
    "projects_add_sow": lambda world: {**WORK, "code": "SOW-2", "title": "Payables"},
    "api_projects_engagement_sows": lambda world: {**WORK, "code": "SOW-2", "title": "Payables"},
    **both("amend_sow", lambda world: STEP),
    **both("share_sow", lambda world: {}),
    **both("unshare_sow", lambda world: {}),
    "projects_write_sow": lambda world: {**WORK, "in_scope": "Invoices\nReminders"},
    "api_projects_sow_version": lambda world: {**WORK, "items": {"in_scope": ["Invoices"]}},
    **both("ask_sow_signature", lambda world: {}),
    **both("sow_state", lambda world: {"step": "submit"}),
    "projects_add_price": lambda world: RATE,
    "api_projects_prices": lambda world: RATE,
    **both("remove_price", lambda world: {}),
}
