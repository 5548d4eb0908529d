"""A valid request for every route that writes, and the sender that makes one from it.

`INPUTS` holds, by route name (or by name and method, where a route takes several), a function of the world
that answers what a person or a system would send: form fields for pages, members for endpoints.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import Client as Browser
from django.utils import timezone
from django.utils.html import escape

from planning.reckoning import preview
from tenancy.scope import tenant_tx
from tests.house.attached import FILE_INPUTS
from tests.house.backbone_inputs import BACKBONE_INPUTS
from tests.house.baselined import BASELINE_INPUTS
from tests.house.changing import CHANGING_INPUTS
from tests.house.chartered import CHARTER_INPUTS
from tests.house.gated import GATE_INPUTS
from tests.house.registered import REGISTER_INPUTS
from tests.house.scoped import SCOPE_INPUTS
from tests.house.streamed import STREAM_INPUTS
from tests.house.worked import WORKED_INPUTS
from tests.house.world import World, address, plan_file
from toolkit.registry import Route

Input = dict[str, Any]
WRITING = ("post", "put", "patch", "delete")
VERSION = re.compile(r'name="version"[^>]*?value="(\d+)"|value="(\d+)"[^>]*?name="version"')


def plan(world: World) -> UploadedFile:
    return SimpleUploadedFile("plan.xml", plan_file(world.marks.internal), content_type="text/xml")


def key(task: Any) -> str:
    return f"T{task.number}"


def person(world: World) -> str:
    """Somebody who works on the project already."""
    return str(world.cast.ben.person.pk)


def chosen_row(world: World) -> str:
    """A row of the plan, whatever its version."""
    return str(world.task.pk)


def newcomer(world: World) -> str:
    """Somebody who does not."""
    return str(world.cast.olga.person.pk)


def row_of_plan(world: World) -> Input:
    """A row and its version, as bulk requests name it."""
    return {"id": str(world.task.pk), "version": world.task.version}


TASK = {"name": "Train the team", "begin": "2026-12-01", "due": "2026-12-03", "notes": "Two days."}
PERSON = {"name": "Pia Nowak", "language": "en", "zone": "Europe/Warsaw"}
OFFER = {"email": "pia@acme.test", "name": "Pia Nowak", "role": "QA", "language": "en"}
CLIENT = {"name": "Northwind Freight", "industry": "Logistics", "country": "DE"}
PROJECT = {"name": "Ramp-up", "kind": "run", "zone": "Europe/Warsaw", "currency": "EUR"}
WEBHOOK = {"description": "Warehouse", "address": "https://93.184.216.34/hook"}

WEEK = [[[480, 720], [780, 1020]]] * 5 + [[], []]
HOURS = {"name": "Dalian", "days": ["0", "1", "2"], "begin": "08:00", "end": "16:00"}
BEGINNING = {"template": "wave", "start_on": "2026-12-01"}
HOLIDAYS = {"country": "CN", "subdivision": "", "year": "2026"}


def seen_of_plan(world: World) -> str:
    """The digest of what would move in the plan."""
    with tenant_tx(world.cast.acme.pk):
        return preview(actor=world.cast.ada.actor(now=timezone.now()), project=world.project).digest


INPUTS: dict[str | tuple[str, str], Callable[[World], Input]] = {
    **BACKBONE_INPUTS,
    **FILE_INPUTS,
    **REGISTER_INPUTS,
    **WORKED_INPUTS,
    **SCOPE_INPUTS,
    **STREAM_INPUTS,
    **CHARTER_INPUTS,
    **CHANGING_INPUTS,
    **GATE_INPUTS,
    **BASELINE_INPUTS,
    "tenancy_verify_audit": lambda world: {},
    "tenancy_cancel_job": lambda world: {},
    "api_tenancy_cancel_job": lambda world: {},
    "exchange_stage": lambda world: {"file": plan(world)},
    "exchange_commit": lambda world: {},
    "exchange_discard": lambda world: {},
    "api_exchange_imports": lambda world: {"file": plan(world), "dry_run": "true"},
    "api_exchange_commit": lambda world: {},
    "api_exchange_discard": lambda world: {},
    "notifications_add_webhook": lambda world: WEBHOOK,
    "notifications_edit_webhook": lambda world: {**WEBHOOK, "projects": str(world.project.pk)},
    "notifications_rotate_webhook": lambda world: {},
    "notifications_try_webhook": lambda world: {},
    "notifications_disable_webhook": lambda world: {},
    "notifications_enable_webhook": lambda world: {},
    "notifications_adopt_webhook": lambda world: {},
    "notifications_withdraw_webhook": lambda world: {"reason": "replaced"},
    "notifications_replay_failed": lambda world: {"since": "2026-11-01"},
    "notifications_replay_delivery": lambda world: {},
    "api_notifications_webhooks": lambda world: {**WEBHOOK, "projects": [str(world.project.pk)]},
    ("api_notifications_webhook", "patch"): lambda world: {"description": "Lake"},
    ("api_notifications_webhook", "delete"): lambda world: {"reason": "replaced"},
    "api_notifications_rotate": lambda world: {},
    "api_notifications_try": lambda world: {},
    "api_notifications_disable": lambda world: {},
    "api_notifications_enable": lambda world: {},
    "api_notifications_adopt": lambda world: {},
    "api_notifications_replay_failed": lambda world: {"since": "2026-11-01T00:00:00Z"},
    "api_notifications_replay": lambda world: {},
    "notifications_mark_all_read": lambda world: {},
    **{
        f"{api}notifications_{verb}": lambda world: {}
        for api in ("", "api_")
        for verb in ("wake", "mute", "unmute", "acknowledge", "replay_letter", "replay_letters")
    },
    "api_notifications_read": lambda world: {},
    "notifications_snooze": lambda world: {"when": "tomorrow"},
    "api_notifications_snooze": lambda world: {"when": "monday"},
    "notifications_choices": lambda world: {"way_milestone_overdue": "digest"},
    "api_notifications_choices": lambda world: {"ways": {"milestone_overdue": "digest"}},
    "notifications_times": lambda world: {"rhythm": "daily", "hour": "8", "days": ["0", "4"]},
    "api_notifications_times": lambda world: {"hour": 8},
    "notifications_project_rule": lambda world: {"on": "on", "days": "3", "role": "PM"},
    "api_notifications_project_rule": lambda world: {"on": True, "days": 3},
    "notifications_set_ladder": lambda world: {"role_2": "PM", "hours_2": "4"},
    "notifications_forget_ladder": lambda world: {},
    "notifications_mark_read": lambda world: {},
    "planning_withdraw_rows": lambda world: {"rows": chosen_row(world), "reason": "not needed"},
    "planning_restore_rows": lambda world: {"rows": str(world.withdrawn.pk)},
    "planning_share_rows": lambda world: {"rows": chosen_row(world)},
    "planning_unshare_rows": lambda world: {"rows": str(world.shared.pk)},
    "planning_assign_rows": lambda world: {"rows": chosen_row(world), "owner_id": person(world)},
    "notifications_mark_rows_read": lambda world: {"rows": str(world.line.pk)},
    "records_save_view": lambda world: {"route": "planning_plan", "label": "Late", "state": "q=late"},
    "records_edit_view": lambda world: {"label": "Later", "position": "1"},
    "records_delete_view": lambda world: {},
    "records_open_first": lambda world: {},
    "api_records_views": lambda world: {"route": "planning_plan", "label": "Late", "state": "q=late"},
    ("api_records_view", "patch"): lambda world: {"label": "Later"},
    ("api_records_view", "delete"): lambda world: {},
    "records_add_field": lambda world: {
        "kind": "planning.Task",
        "code": "region",
        "label": "Region",
        "type": "text",
        "position": "0",
    },
    "records_edit_field": lambda world: {"label": "Area", "position": "1"},
    "records_withdraw_field": lambda world: {},
    "records_restore_field": lambda world: {},
    "api_records_fields": lambda world: {
        "kind": "planning.Task",
        "code": "region",
        "label": "Region",
        "type": "text",
    },
    ("api_records_field", "patch"): lambda world: {"label": "Area"},
    ("api_records_field", "delete"): lambda world: {},
    "api_records_restore": lambda world: {},
    "api_records_restore_field": lambda world: {},
    ("api_records_custom", "patch"): lambda world: {"custom": {world.field.code: "north"}},
    "records_add_comment": lambda world: {"text": "Ready?"},
    "records_answer_comment": lambda world: {"text": "Yes."},
    "records_edit_comment": lambda world: {"text": "Ready now?"},
    "records_withdraw_comment": lambda world: {"reason": "said too soon"},
    "records_restore_comment": lambda world: {},
    "records_watch": lambda world: {},
    "records_request_approval": lambda world: {"decision": "change_request", "about": "A week later."},
    "records_decide_approval": lambda world: {"outcome": "approve"},
    "records_hand_approval": lambda world: {"person_id": str(world.cast.ida.person.pk), "reason": "on leave"},
    "records_withdraw_approval": lambda world: {"reason": "not needed"},
    "records_change_matrix": lambda world: {"currency": "EUR", "starts_on": "2030-01-01", "first_1": "DH"},
    "records_send_ask": lambda world: {
        "person_id": person(world),
        "title": "Go-live",
        "language": "en",
        "text": "On 7 December.",
    },
    "records_resend_ask": lambda world: {},
    "records_withdraw_ask": lambda world: {"reason": "not needed"},
    "api_records_approvals": lambda world: {"decision": "change_request", "about": "A week later."},
    "api_records_decide_approval": lambda world: {"outcome": "approve"},
    "api_records_hand_approval": lambda world: {
        "person_id": str(world.cast.ida.person.pk),
        "reason": "on leave",
    },
    "api_records_withdraw_approval": lambda world: {"reason": "not needed"},
    "api_records_matrices": lambda world: {
        "decision": "change_request",
        "currency": "EUR",
        "starts_on": "2030-01-01",
        "bands": [{"roles": ["DH"]}],
    },
    "api_records_asks": lambda world: {
        "person_id": person(world),
        "title": "Go-live",
        "text": "On 7 December.",
    },
    "api_records_resend_ask": lambda world: {},
    "api_records_withdraw_ask": lambda world: {"reason": "not needed"},
    "records_leave": lambda world: {},
    "api_records_comments": lambda world: {"text": "Ready?", "reply_to_id": str(world.talk["said"].pk)},
    ("api_records_comment", "patch"): lambda world: {"text": "Ready now?"},
    ("api_records_comment", "delete"): lambda world: {"reason": "said too soon"},
    "api_records_restore_comment": lambda world: {},
    "api_records_watchers": lambda world: {},
    "api_records_leave": lambda world: {},
    "planning_add_task": lambda world: {
        **TASK,
        "kind": "task",
        "parent": key(world.branch),
        "owner_id": person(world),
    },
    "planning_add_milestone": lambda world: {
        "name": "Accepted",
        "kind": "milestone",
        "due": "2026-12-03",
        "parent": key(world.branch),
        "owner_id": person(world),
    },
    "planning_edit_task": lambda world: {**TASK, "owner_id": person(world)},
    "planning_move_task": lambda world: {"step": "place", "parent": key(world.branch)},
    "planning_withdraw_task": lambda world: {"reason": "not needed"},
    "planning_restore_task": lambda world: {},
    "planning_progress": lambda world: {"percent_complete": "40"},
    "planning_change_state": lambda world: {"step": "start", "reason": ""},
    "planning_reach": lambda world: {"reached_on": "2026-11-19"},
    "planning_share": lambda world: {},
    "planning_unshare": lambda world: {},
    "planning_add_link": lambda world: {"predecessor": key(world.branch), "kind": "FS", "lag_minutes": "1"},
    "planning_remove_link": lambda world: {},
    **dict.fromkeys(("planning_start_plan", "api_planning_start_plan"), lambda world: BEGINNING),
    "planning_repeat_task": lambda world: {"period": "1", "unit": "weeks", "until": "2027-01-31"},
    "api_planning_repeat_task": lambda world: {"unit": "month_ends", "until": "2027-03-31"},
    "planning_reschedule": lambda world: {"seen": seen_of_plan(world)},
    "planning_estimate": lambda world: {
        "optimistic_minutes": "1",
        "likely_minutes": "2",
        "pessimistic_minutes": "3.5",
    },
    "planning_add_buffer": lambda world: {
        "name": "Kept free",
        "minutes": "2",
        "protects": key(world.milestone),
    },
    "planning_use_buffer": lambda world: {"minutes": "0.5", "reason": "the client was late"},
    "api_planning_buffers": lambda world: {
        "name": "Kept free",
        "minutes": 960,
        "protects_id": str(world.milestone.pk),
    },
    "api_planning_use_buffer": lambda world: {"minutes": 240, "reason": "the client was late"},
    "planning_add_calendar": lambda world: HOURS,
    "planning_edit_calendar": lambda world: HOURS,
    "planning_use_calendar": lambda world: {},
    "planning_add_holidays": lambda world: {**HOLIDAYS, "seen": "CN--2026"},
    "planning_add_exception": lambda world: {"name": "Inventory", "first_on": "2026-12-05"},
    "planning_remove_exception": lambda world: {},
    "api_planning_reschedule": lambda world: {"as_of": "2026-11-20"},
    "api_planning_estimate": lambda world: {
        "optimistic_minutes": 480,
        "likely_minutes": 960,
        "pessimistic_minutes": 1440,
    },
    "api_planning_calendars": lambda world: {"name": "Dalian", "week": WEEK},
    ("api_planning_calendar", "patch"): lambda world: {"name": "Dalian", "week": WEEK},
    "api_planning_use_calendar": lambda world: {},
    "api_planning_add_holidays": lambda world: {"country": "CN", "year": 2026},
    "api_planning_exceptions": lambda world: {"name": "Inventory", "first_on": "2026-12-05"},
    ("api_planning_exception", "delete"): lambda world: {},
    "api_planning_tasks": lambda world: {
        "name": "Train the team",
        "owner_id": person(world),
        "parent_id": str(world.branch.pk),
    },
    "api_planning_add_tasks": lambda world: {
        "rows": [{"name": "Train the team", "owner_id": person(world), "parent_id": str(world.branch.pk)}]
    },
    "api_planning_edit_tasks": lambda world: {"rows": [{**row_of_plan(world), "name": "Train both teams"}]},
    "api_planning_withdraw_tasks": lambda world: {"rows": [row_of_plan(world)], "reason": "not needed"},
    "api_projects_add_member_rows": lambda world: {
        "rows": [{"person_id": newcomer(world), "role": "TL", "starts_on": "2026-12-01"}]
    },
    "api_planning_milestones": lambda world: {
        "name": "Accepted",
        "due": "2026-12-03",
        "parent_id": str(world.branch.pk),
    },
    ("api_planning_task", "patch"): lambda world: {"name": "Train the team", "owner_id": person(world)},
    ("api_planning_task", "delete"): lambda world: {"reason": "not needed"},
    "api_planning_move": lambda world: {"step": "place", "parent_id": str(world.branch.pk)},
    "api_planning_progress": lambda world: {"percent_complete": 40},
    "api_planning_reach": lambda world: {"reached_on": "2026-11-19"},
    "api_planning_share": lambda world: {},
    "api_planning_unshare": lambda world: {},
    "projects_add": lambda world: {
        **PROJECT,
        "client_id": str(world.cast.skyharp.pk),
        "key": "NEW",
        "stage": "L1",
    },
    "projects_edit": lambda world: {**PROJECT, "status_days": "7"},
    "projects_stage": lambda world: {"stage": "L3", "reason": "the client asked for it"},
    "projects_state": lambda world: {"step": "hold", "reason": "the client asked for it"},
    "projects_share": lambda world: {},
    "projects_unshare": lambda world: {},
    "projects_add_member": lambda world: {
        "person_id": newcomer(world),
        "role": "TL",
        "starts_on": "2026-11-20",
    },
    "projects_edit_member": lambda world: {"starts_on": "2026-11-01", "ends_on": "2026-12-31"},
    "projects_remove_member": lambda world: {"reason": "works elsewhere now"},
    "api_projects_list": lambda world: {
        "client_id": str(world.cast.skyharp.pk),
        "key": "NEW",
        "name": "Ramp-up",
        "currency": "EUR",
        "manager_id": str(world.cast.ada.person.pk),
    },
    "api_projects_project": lambda world: {"name": "Ramp-up", "currency": "EUR"},
    "api_projects_stage": lambda world: {"stage": "L3", "reason": "the client asked for it"},
    "api_projects_state": lambda world: {"step": "hold", "reason": "the client asked for it"},
    "api_projects_share": lambda world: {},
    "api_projects_unshare": lambda world: {},
    "tenancy_edit_organization": lambda world: {
        "name": "Acme Services",
        "language": "en",
        "zone": "Europe/Warsaw",
        "currency": "EUR",
    },
    "tenancy_add_person": lambda world: {**PERSON, "email": "pia@acme.test"},
    "api_tenancy_people": lambda world: {**PERSON, "email": "pia@acme.test"},
    "tenancy_edit_person": lambda world: {**PERSON, "email": "pia@acme.test"},
    "api_tenancy_person": lambda world: {"name": "Pia Nowak"},
    "tenancy_leave": lambda world: {"reason": "moved to another company"},
    "api_tenancy_leave": lambda world: {"reason": "moved to another company"},
    "tenancy_readmit": lambda world: {},
    "api_tenancy_readmit": lambda world: {},
    "tenancy_give_role": lambda world: {"role": "QA", "ends_on": "2027-12-31"},
    "api_tenancy_roles": lambda world: {"role": "QA", "ends_on": "2027-12-31"},
    "tenancy_role_days": lambda world: {"ends_on": "2027-12-31"},
    "api_tenancy_role": lambda world: {"ends_on": "2027-12-31"},
    "tenancy_end_role": lambda world: {"reason": "works elsewhere now"},
    "api_tenancy_end_role": lambda world: {"reason": "works elsewhere now"},
    "tenancy_invite": lambda world: OFFER,
    "api_tenancy_invitations": lambda world: OFFER,
    "tenancy_invite_person": lambda world: {"role": "QA", "language": "en"},
    "tenancy_resend_invitation": lambda world: {},
    "api_tenancy_resend_invitation": lambda world: {},
    "tenancy_withdraw_invitation": lambda world: {},
    "api_tenancy_withdraw_invitation": lambda world: {},
    "tenancy_add_client": lambda world: {**CLIENT, "code": "NEW", "state": "active"},
    "api_tenancy_clients": lambda world: {**CLIENT, "code": "NEW", "state": "active"},
    "tenancy_edit_client": lambda world: CLIENT,
    "api_tenancy_client": lambda world: CLIENT,
    "tenancy_client_state": lambda world: {"step": "rest", "reason": "no work until spring"},
    "api_tenancy_client_state": lambda world: {"step": "rest", "reason": "no work until spring"},
    "tenancy_issue_token": lambda world: {"name": "Power BI", "scopes": "read", "days": "30"},
    "tenancy_revoke_token": lambda world: {},
    "tenancy_revoke_any_token": lambda world: {"reason": "leaked in a log"},
    "tenancy_switch_off": lambda world: {"reason": "the plan is frozen"},
    "tenancy_switch_on": lambda world: {"reason": "the plan is open again"},
    "tenancy_break_glass": lambda world: {"reason": "the plan cannot be opened"},
    "tenancy_close_glass": lambda world: {},
    "api_tenancy_switches": lambda world: {
        "role": "TL",
        "action": "planning.move_task",
        "reason": "the plan is frozen",
    },
    ("api_tenancy_switch", "delete"): lambda world: {"reason": "the plan is open again"},
    "api_tenancy_glass": lambda world: {"reason": "the plan cannot be opened"},
    "api_planning_state": lambda world: {"step": "start"},
}


def is_endpoint(route: Route) -> bool:
    return route.route.startswith("api/")


def writing(route: Route) -> list[str]:
    """The methods of a route that write and have a policy; a page without a form has none."""
    if route.door is None:
        return []
    view: Any = route.door.view
    allowed = set(view.http_method_names)
    return [method for method in WRITING if method in route.door.policies and method in allowed]


def input_of(world: World, route: Route, method: str) -> Input | None:
    """A valid body, or None where `INPUTS` has nothing."""
    name = route.name or ""
    found = INPUTS.get((name, method)) or INPUTS.get(name)
    return dict(found(world)) if found else None


def without_input(*routes: Route) -> Iterator[str]:
    """Methods that nobody could try, because nobody said what to send."""
    for route in routes:
        for method in writing(route):
            if (route.name or "", method) not in INPUTS and (route.name or "") not in INPUTS:
                yield f"tests/house/inputs.py has nothing for {method} {route.name} ({route.route})"


def send(
    browser: Browser,
    world: World,
    route: Route,
    method: str,
    *,
    url: str = "",
    changes: Mapping[str, Any] | None = None,
    **headers: Any,
) -> Any:
    """A valid request of this route with some of its values changed; the version is the present one."""
    url = url or address(world, route)
    body = {**(input_of(world, route, method) or {}), **(changes or {})}
    if not is_endpoint(route):
        version = {} if "version" in body else version_of(browser, route, url)
        return browser.post(url, {**version, **body}, **headers)
    headers = {"HTTP_IF_MATCH": "*", **headers}
    if any(isinstance(value, UploadedFile) for value in body.values()):
        return browser.post(url, body, **headers)
    return getattr(browser, method)(url, json.dumps(body), content_type="application/json", **headers)


def version_of(browser: Browser, route: Route, url: str) -> Input:
    """The version that the page's form carries."""
    if not getattr(route.view, "versioned", False):
        return {}
    found = VERSION.search(browser.get(url).content.decode())
    return {"version": found[1] or found[2]} if found else {}


def in_html(text: str) -> str:
    """A value as a page repeats it."""
    return escape(text)
