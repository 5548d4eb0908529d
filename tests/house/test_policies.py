"""Every policy against the table of DOMAIN section 5: less than it allows is fine, more is not."""

import pytest
from django.conf import settings

from tenancy.rules import (
    BROKEN_GLASS,
    CLIENT_ROLES,
    ORGANIZATION_WIDE,
    OWN_ROLES,
    PLATFORM,
    READ,
    REGISTRY,
    WRITE,
    Rule,
)
from tests.house.matrix_of_roles import OWN, PART, ROLES, WHOLE, matrix
from tests.house.registered import spoken
from tests.house.sources import none

MATRIX = matrix()
SETTINGS, PLAN, TASK = "Users, roles, SSO, tenant settings", "Project, charter, plan", "Task, timesheet"
CONTRACT = "SOW / SLA / pricing"
GATE = "Baseline, stage gate"
REQUIREMENT = "Requirement / deliverable"
KPI, READING, AUDIT = "KPI definition", "KPI reading / lock period", "Audit log"

# Policy -> what of the table it is about. Several: it has to hold for each.
SPOKEN: dict[str, list[tuple[str, str]]] = {
    "exchange.view_imports": [(PLAN, "R")],
    "exchange.stage_import": [(PLAN, "U")],
    "exchange.commit_import": [(PLAN, "U")],
    "exchange.discard_import": [(PLAN, "U")],
    "home.view_overview": [(PLAN, "R")],
    "kpis.view_kpis": [(KPI, "R"), (READING, "R")],
    "notifications.view_letters": [(SETTINGS, "R")],
    "notifications.send_again": [(SETTINGS, "U")],
    "notifications.view_ladders": [(SETTINGS, "R")],
    "notifications.set_ladder": [(SETTINGS, "U")],
    "notifications.view_project_notices": [(PLAN, "R")],
    "notifications.set_project_notice": [(PLAN, "U")],
    "notifications.view_webhooks": [(SETTINGS, "R")],
    "notifications.add_webhook": [(SETTINGS, "C")],
    "notifications.adopt_webhook": [(SETTINGS, "U")],
    "notifications.change_webhook_state": [(SETTINGS, "U")],
    "notifications.edit_webhook": [(SETTINGS, "U")],
    "notifications.replay_deliveries": [(SETTINGS, "U")],
    "notifications.rotate_webhook": [(SETTINGS, "U")],
    "notifications.try_webhook": [(SETTINGS, "U")],
    "notifications.withdraw_webhook": [(SETTINGS, "U")],
    "planning.view_plan": [(PLAN, "R")],
    "planning.view_milestones": [(PLAN, "R")],
    "planning.start_plan": [(PLAN, "U")],
    "planning.load_plan": [(PLAN, "U")],
    "planning.set_baseline": [(PLAN, "A")],
    "projects.set_up_gates": [(GATE, "C")],
    "projects.give_evidence": [(GATE, "U")],
    "planning.derive_demand": [(PLAN, "U")],
    "planning.view_trace": [(REQUIREMENT, "R")],
    "planning.link_requirement": [(REQUIREMENT, "U")],
    "planning.convert_requirement": [(REQUIREMENT, "C"), (TASK, "C")],
    "planning.view_scope_prices": [(CONTRACT, "R")],
    "planning.price_scope_item": [(CONTRACT, "U")],
    "planning.view_responsibilities": [(PLAN, "R")],
    "planning.set_responsibilities": [(PLAN, "U")],
    "planning.view_priority_conflicts": [(PLAN, "R")],
    "planning.decide_priority": [(PLAN, "U")],
    "planning.estimate_task": [(TASK, "U")],
    "planning.reschedule": [(PLAN, "U")],
    "planning.view_calendars": [(PLAN, "R")],
    "planning.edit_calendars": [(PLAN, "U")],
    "planning.record_agreement": [(PLAN, "U")],
    "planning.ask_signature": [(PLAN, "U")],
    "planning.view_task": [(TASK, "R")],
    "planning.add_task": [(TASK, "C")],
    "planning.edit_task": [(TASK, "U")],
    "planning.move_task": [(TASK, "U")],
    "planning.withdraw_task": [(TASK, "U")],
    "planning.restore_task": [(TASK, "U")],
    "planning.link_tasks": [(TASK, "U")],
    "planning.record_progress": [(TASK, "U")],
    "planning.change_state": [(TASK, "U")],
    "planning.reach_milestone": [(TASK, "U")],
    "planning.share_task": [(TASK, "U")],
    "schedule.view_performance": [("Baseline, stage gate", "R")],
    "planning.use_buffer": [(TASK, "U")],
    "schedule.view_bottlenecks": [(PLAN, "R")],
    "schedule.view_slipped": [(PLAN, "R")],
    "schedule.set_thresholds": [(PLAN, "U")],
    "portal.view_portal": [(PLAN, "R"), (TASK, "R")],
    "projects.view_projects": [(PLAN, "R")],
    "projects.view_project": [(PLAN, "R")],
    "projects.view_members": [(PLAN, "R")],
    "projects.create_project": [(PLAN, "C")],
    "projects.update_project": [(PLAN, "U")],
    "projects.share_project": [(PLAN, "U")],
    "projects.set_stage": [(PLAN, "U")],
    "projects.change_state": [(PLAN, "U")],
    "projects.add_member": [(PLAN, "U")],
    "home.view_portfolio": [(PLAN, "R")],
    "projects.view_programmes": [(PLAN, "R")],
    "projects.add_programme": [(PLAN, "C")],
    "projects.update_programme": [(PLAN, "U")],
    "projects.change_programme_state": [(PLAN, "U")],
    "projects.set_contract": [(PLAN, "U")],
    "projects.set_sites": [(PLAN, "U")],
    "projects.confirm_status": [(PLAN, "U")],
    "projects.view_processes": [(PLAN, "R")],
    "projects.add_process": [(PLAN, "U")],
    "projects.update_process": [(PLAN, "U")],
    "projects.change_process_state": [(PLAN, "U")],
    "projects.share_process": [(PLAN, "U")],
    "projects.open_requested": [(PLAN, "C")],
    "projects.view_contracts": [(CONTRACT, "R")],
    "projects.add_engagement": [(CONTRACT, "C")],
    "projects.update_engagement": [(CONTRACT, "U")],
    "projects.amend_engagement": [(CONTRACT, "U")],
    "projects.change_engagement_state": [(CONTRACT, "U")],
    "projects.add_sow": [(CONTRACT, "C")],
    "projects.write_sow": [(CONTRACT, "U")],
    "projects.amend_sow": [(CONTRACT, "U")],
    "projects.change_sow_state": [(CONTRACT, "U")],
    "projects.ask_sow_signature": [(CONTRACT, "U")],
    "projects.share_sow": [(CONTRACT, "U")],
    "portal.view_contracts": [(CONTRACT, "R")],
    "projects.change_member": [(PLAN, "U")],
    "projects.remove_member": [(PLAN, "U")],
    "records.share_file": [("Communication plan, meeting, decision, action", "C")],
    "records.share_comment": [("Communication plan, meeting, decision, action", "C")],
    "tenancy.view_organization": [(SETTINGS, "R")],
    "tenancy.update_organization": [(SETTINGS, "U")],
    "tenancy.view_people": [(SETTINGS, "R")],
    "tenancy.add_person": [(SETTINGS, "C")],
    "tenancy.update_person": [(SETTINGS, "U")],
    "tenancy.dismiss_person": [(SETTINGS, "U")],
    "tenancy.add_member": [(SETTINGS, "C")],
    "tenancy.change_member": [(SETTINGS, "U")],
    "tenancy.end_member": [(SETTINGS, "U")],
    "tenancy.view_invitations": [(SETTINGS, "R")],
    "tenancy.invite_person": [(SETTINGS, "C")],
    "tenancy.withdraw_invitation": [(SETTINGS, "U")],
    "tenancy.view_all_tokens": [(SETTINGS, "R")],
    "tenancy.revoke_any_token": [(SETTINGS, "U")],
    "tenancy.view_rights": [(SETTINGS, "R")],
    "tenancy.switch_action": [(SETTINGS, "U")],
    "tenancy.view_jobs": [(SETTINGS, "R")],
    "records.change_matrix": [(SETTINGS, "U")],
    "records.view_matrix": [(SETTINGS, "R")],
    "records.set_fields": [(SETTINGS, "C"), (SETTINGS, "U")],
    "tenancy.view_audit": [(AUDIT, "R")],
    "tenancy.view_access": [(AUDIT, "R")],
    "tenancy.export_audit": [(AUDIT, "X")],
    "tenancy.export_access": [(AUDIT, "X")],
}
# Registers of which the table speaks in a line of their own.
CHANGE = "Change request"
REGISTERED: dict[str, str] = {
    "schedule.Baseline": "Baseline, stage gate",
    "projects.StageGate": GATE,
    "projects.GateCriterion": GATE,
    "projects.GateWaiver": GATE,
    "projects.GateCondition": GATE,
    "planning.Deliverable": REQUIREMENT,
    "planning.Requirement": REQUIREMENT,
    "schedule.Issue": "Risk / issue",
    "schedule.ChangeRequest": CHANGE,
    "schedule.Decision": "Communication plan, meeting, decision, action",
}
SPOKEN |= spoken(PLAN, REGISTERED)
# Of the steps of a baseline, delivery heads take those that decide, managers the others: the plan's own line.
SPOKEN["schedule.change_baseline_state"] = [(PLAN, "U")]
# The same of a gate, and of the conditions under which they say go.
SPOKEN |= {
    "projects.change_gate_state": [(PLAN, "U")],
    "projects.add_gate_condition": [(PLAN, "C")],
    "projects.edit_gate_condition": [(PLAN, "U")],
    "projects.change_gate_condition_state": [(PLAN, "U")],
    "projects.withdraw_gate_condition": [(PLAN, "U")],
}
# Of the steps of a change, delivery heads take the one that approves what came of it.
SPOKEN["schedule.change_change_request_state"] = [(CHANGE, "A")]
SPOKEN |= {
    "schedule.report_progress": [(TASK, "U")],
    "schedule.view_progress": [(TASK, "R")],
    "schedule.view_timesheets": [(TASK, "R")],
    "schedule.view_timesheet": [(TASK, "R")],
    "schedule.write_timesheet": [(TASK, "U")],
    "schedule.change_timesheet_state": [(TASK, "U")],
    "schedule.view_board": [(TASK, "R")],
    "schedule.set_board_limits": [(TASK, "U")],
    "schedule.view_checklist": [(TASK, "R")],
    "schedule.check_item": [(TASK, "U")],
    "schedule.set_collection": [(TASK, "U")],
    "schedule.view_handoffs": [(TASK, "R")],
    "schedule.offer_handoff": [(TASK, "U")],
    "schedule.change_handoff_state": [(TASK, "U")],
    "schedule.view_locks": [(TASK, "R")],
    "schedule.lock_period": [(TASK, "A")],
    "schedule.unlock_period": [(READING, "A")],
}
SPOKEN["schedule.sign_change_request"] = [(CHANGE, "U")]
ONESELF = "about oneself: nobody else's records are touched"
COMPANY = "the table speaks of what is done for a client, not of the list of companies; contracts come later"
HANGS = "what hangs on a record is for those whom the record's own policies let: `selectors.carrier`"
ASKING = "asking changes no project; one’s own requests only, but for who decides: `visible_requests`"
PLACE = "a place where the organization works, not a record of a client"
# Policies of which the table says nothing, and why.
UNSPOKEN = {
    "schedule.view_my_tasks": ONESELF,
    "schedule.view_waiting_hours": "holds the weeks of projects that one leads: `visible`, `timesheets`",
    "projects.view_sites": PLACE,
    "projects.add_site": PLACE,
    "projects.update_site": PLACE,
    "projects.change_site_state": PLACE,
    "projects.view_requests": ASKING,
    "projects.request_project": ASKING,
    "projects.update_request": ASKING,
    "projects.change_request_state": ASKING,
    "home.view_my_day": ONESELF,
    "notifications.view_inbox": ONESELF,
    "notifications.mark_read": ONESELF,
    "notifications.snooze_line": ONESELF,
    "notifications.mute_record": ONESELF,
    "notifications.view_choices": ONESELF,
    "notifications.choose_ways": ONESELF,
    "notifications.view_escalations": "each sees the ladders she was told of: `visible_escalations`",
    "notifications.acknowledge": "says that one takes care; changes no record of the project",
    "notifications.view_changes": "shows what the other policies show: each fact by the record it is about",
    "tenancy.view_own_jobs": ONESELF,
    "tenancy.cancel_job": ONESELF,
    "records.view_record": HANGS,
    "records.write_fields": "each kind's own policy for changing the record decides: `write_fields`",
    "records.view_views": ONESELF,
    "records.save_view": ONESELF,
    "records.share_view": "a view says how a list is looked at; its rows stay behind their own policies",
    "records.edit_view": "one's own, or one that everybody is offered: changes no record",
    "records.export_list": "takes what the list's own policy shows",
    "records.view_fields": "which fields there are is seen in every form",
    "records.view_files": HANGS,
    "records.view_file_facts": HANGS,
    "records.attach_file": HANGS,
    "records.withdraw_file": HANGS,
    "exchange.view_lists": "one's own imports; those who see the organization see all: `sees_list`",
    "exchange.import_list": "each list's own policy decides: `importable`",
    "records.view_comments": HANGS,
    "records.add_comment": HANGS,
    "records.view_comment_facts": HANGS,
    "records.edit_comment": HANGS,
    "records.withdraw_comment": HANGS,
    "records.view_watchers": HANGS,
    "records.view_history": HANGS,
    "records.view_approvals": HANGS,
    "records.view_approval_facts": HANGS,
    "records.request_approval": HANGS,
    "records.decide_approval": "each step says who decides: tests/records/approvals",
    "records.hand_approval": "one’s own step only: tests/records/approvals",
    "records.withdraw_approval": "one’s own request, or that of the project one manages",
    "records.view_asks": HANGS,
    "records.send_ask": HANGS,
    "records.resend_ask": "one’s own, or that of the project one manages: tests/records/asks",
    "records.withdraw_ask": "one’s own, or that of the project one manages: tests/records/asks",
    "records.watch_record": ONESELF,
    "records.view_search": "shows what the lists show: each kind by its own rows and policy",
    "records.view_withdrawn": "shows what each kind's own rows and policy for reading let one see",
    "records.restore_record": "each kind's own policy for restoring decides: `restore_record`",
    "tenancy.view_tokens": ONESELF,
    "tenancy.issue_token": "a token may what its owner may, and less",
    "tenancy.revoke_token": ONESELF,
    "tenancy.verify_audit": "asks the house to compute the chain; changes no record",
    "tenancy.view_glass": "who opened reading: told to those who watch over it",
    "tenancy.break_glass": "the paragraph below the table: with reason, time-boxed, logged",
    "tenancy.close_glass": ONESELF,
    "tenancy.view_clients": COMPANY,
    "tenancy.add_client": COMPANY,
    "tenancy.update_client": COMPANY,
    "tenancy.change_client_state": COMPANY,
}
# What the table limits to one's own or to a part, where something else than the policy limits it.
PARTS = {
    ("schedule.unlock_period", "DH"): "what is locked is hours, and to restate them is the part",
    ("projects.view_projects", "AG"): "the list itself holds those the person is a member of: `visible`",
    ("kpis.view_kpis", "QA"): "no reading belongs to quality alone yet; all of them are the project's",
    ("kpis.view_kpis", "WF"): "no reading belongs to workforce management alone yet",
    ("kpis.view_kpis", "DH"): "whoever locks and restates readings reads them",
    ("tenancy.view_audit", "TA"): "its own organization's is all there is: row-level security",
    ("tenancy.view_access", "TA"): "its own organization's is all there is: row-level security",
    ("tenancy.view_audit", "DH"): "lines of projects only: tests/tenancy/audit",
    ("tenancy.view_access", "DH"): "lines of projects only: tests/tenancy/audit",
}
# What platform staff may change inside an organization that they entered with a reason.
PLATFORM_WRITES = {
    "notifications.replay_deliveries": "parked webhooks",
    "notifications.send_again": "parked letters",
    "tenancy.replay_event": "parked facts",
    "tenancy.verify_audit": "the chain is checked from outside too",
    "tenancy.enter_organization": "the entry itself, with its reason",
    "tenancy.look_as_member": "read-only, logged, 30 minutes",
    "tenancy.revoke_any_token": "a leaked key",
    "tenancy.update_organization": "setting up",
    "tenancy.add_person": "setting up",
    "tenancy.update_person": "setting up",
    "tenancy.dismiss_person": "setting up",
    "tenancy.add_member": "setting up: the first administrator",
    "tenancy.change_member": "setting up",
    "tenancy.end_member": "setting up",
    "tenancy.invite_person": "setting up: the first administrator",
    "tenancy.withdraw_invitation": "setting up",
    "tenancy.add_client": "setting up",
    "tenancy.update_client": "setting up",
    "tenancy.change_client_state": "setting up",
}
AUDITOR_WRITES = {
    "records.edit_view",
    "records.save_view",
    "records.watch_record",
    "notifications.mark_read",
    "notifications.snooze_line",
    "notifications.mute_record",
    "notifications.choose_ways",
    "tenancy.cancel_job",
    "tenancy.revoke_token",
    "tenancy.verify_audit",
}


def house_rules() -> list[Rule]:
    """The policies of the house that a role of an organization has."""
    rules = [rule for rule in REGISTRY.values() if rule.room in settings.MILEPOST_ROOMS]
    return [rule for rule in rules if rule.roles & (OWN_ROLES | CLIENT_ROLES)]


def too_much(rule: Rule, spoken: list[tuple[str, str]]) -> list[str]:
    """What a policy allows beyond the table, in words."""
    return [
        f"{rule.name}: {role} may not {letter} “{thing}” ({why})"
        for thing, letter in spoken
        for role in sorted(rule.roles & set(ROLES))
        if (why := beyond(rule, role, MATRIX[thing][role].says(letter), MATRIX[thing][role].shared))
    ]


def beyond(rule: Rule, role: str, reach: str | None, shared: bool) -> str:
    """Why one role has too much; empty when it has not."""
    if reach is None:
        return "the table has no such letter"
    if shared and rule.room != "portal":
        return "shared records only, so by the portal only"
    if (rule.name, role) in PARTS:
        return ""
    if reach == PART:
        return "a part of it only"
    if reach == OWN and not is_limited(rule, role):
        return "own records only"
    return ""


def is_limited(rule: Rule, role: str) -> bool:
    """Own means: reading within the projects on which the role is held; writing by being the owner."""
    on_projects = rule.project and role not in ORGANIZATION_WIDE
    return role in rule.own or (on_projects and (rule.scope == READ or role == "TL"))


def test_the_table_is_read_as_it_is_printed():
    assert len(MATRIX) == 24
    assert MATRIX[TASK]["AG"].letters == {"R": OWN, "U": OWN}
    assert MATRIX["Risk / issue"]["AG"].letters == {"C": WHOLE, "R": OWN}
    assert MATRIX["Calibration, lot, control chart, CAPA"]["DH"].letters == {"R": WHOLE, "A": PART}
    assert MATRIX[PLAN]["CS"].letters == {"R": WHOLE, "A": WHOLE}
    assert (MATRIX[PLAN]["CS"].shared, MATRIX[PLAN]["AU"].shared) == (True, False)
    assert MATRIX["Evaluation"]["TL"].letters == {"R": OWN}
    assert MATRIX["Appraisal, PIP"]["QA"].letters == {}
    assert MATRIX[SETTINGS]["PM"].letters == {}


@pytest.mark.parametrize("name", sorted(rule.name for rule in house_rules()))
def test_no_policy_allows_more_than_the_table(name):
    assert name in SPOKEN or name in UNSPOKEN, "say in SPOKEN what of the table it is, or why nothing is"
    none(too_much(REGISTRY[name], SPOKEN.get(name, [])))


def test_the_lists_name_policies_that_exist():
    named = {*SPOKEN, *UNSPOKEN, *PLATFORM_WRITES, *AUDITOR_WRITES, *(name for name, _role in PARTS)}
    assert named <= set(REGISTRY)
    assert not set(SPOKEN) & set(UNSPOKEN)
    assert all(reason for reason in UNSPOKEN.values())


@pytest.mark.parametrize(
    ("roles", "own", "project", "spoken"),
    [
        ({"PM", "TA"}, set(), True, (TASK, "R")),
        ({"DH"}, set(), True, (TASK, "U")),
        ({"PM", "AG"}, set(), True, (TASK, "U")),
        ({"CS"}, set(), True, (PLAN, "R")),
        ({"FI"}, set(), False, (AUDIT, "R")),
        ({"QA"}, set(), True, (READING, "U")),
        ({"TL"}, set(), False, (TASK, "U")),
    ],
)
def test_a_policy_that_allows_more_is_found(roles, own, project, spoken):
    rule = Rule("planted.policy", frozenset(roles), project, WRITE, own=frozenset(own))
    assert too_much(rule, [spoken])


def test_an_owner_may_what_the_table_gives_to_owners():
    rule = Rule("planted.policy", frozenset({"PM", "AG"}), True, WRITE, own=frozenset({"AG"}))
    none(too_much(rule, [(TASK, "U")]))


def test_auditors_only_read():
    writing = {rule.name for rule in house_rules() if "AU" in rule.roles and rule.scope == WRITE}
    assert writing == AUDITOR_WRITES


def test_clients_people_only_read():
    """What the table lets a client create, agree or sign, they answer as an ask, outside the portal; the
    asks come with the records that are asked about, so no policy names a client's role for writing."""
    none(rule.name for rule in house_rules() if rule.roles & CLIENT_ROLES and rule.scope == WRITE)


def test_an_opened_glass_shows_projects_and_gives_nothing_else():
    glass = [rule for rule in REGISTRY.values() if BROKEN_GLASS in rule.roles]
    none(rule.name for rule in glass if rule.scope == WRITE or not rule.project)
    none(rule.name for rule in glass if rule.name.partition(".")[2].startswith("export"))
    assert "planning.view_task" in {rule.name for rule in glass}


def test_platform_staff_change_only_what_is_listed():
    writing = {name for name, rule in REGISTRY.items() if PLATFORM in rule.roles and rule.scope == WRITE}
    assert {name for name in writing if name.split(".")[0] in settings.MILEPOST_ROOMS} == set(PLATFORM_WRITES)


def test_every_action_has_words():
    """They stand on the page where an organization switches actions off."""
    none(rule.name for rule in house_rules() if not str(rule.label))
    labels = [str(rule.label) for rule in house_rules()]
    none(label for label in labels if labels.count(label) > 1)
