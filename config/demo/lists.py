"""Views of lists that people saved in the demo, and fields that its administrator added."""

from typing import Any

from config.demo.rights import acting
from planning.selectors import tasks
from projects.selectors import project_by_key
from records.services.fields import add_field, write_fields
from records.services.saved import save_view
from tenancy.actors import Actor
from tenancy.scope import tenant_tx

MANAGER, LEAD = "pm@demo.milepost.test", "lead@demo.milepost.test"
ADMINISTRATOR = "admin@demo.milepost.test"
TOWERS: list[dict[str, str]] = [
    {"value": "ptp", "en": "Procure to pay", "zh": "采购到付款"},
    {"value": "otc", "en": "Order to cash", "zh": "订单到收款"},
    {"value": "rtr", "en": "Record to report", "zh": "记录到报告"},
]
FIELDS: tuple[dict[str, Any], ...] = (
    {"code": "tower", "label": "Tower", "label_zh": "业务塔", "type": "choice", "choices": TOWERS},
    {"code": "ticket", "label": "Client’s ticket", "label_zh": "客户工单号", "type": "text", "position": 1},
    {
        "code": "budget",
        "label": "Budget",
        "label_zh": "预算",
        "type": "money",
        "currency": "USD",
        "position": 2,
    },
)
VALUES: dict[str, dict[str, str]] = {
    "ERP role access, wave 3 entities": {"tower": "rtr", "ticket": "BF-ERP-4411", "budget": "12500"},
}
OPEN = "state=not_started&state=in_progress"
VIEWS = (
    (MANAGER, "planning_plan", "Critical and open", f"critical=true&{OPEN}", False),
    (MANAGER, "planning_milestones", "Promised in the contract", "contractual=true&order=due", True),
    (
        LEAD,
        "planning_plan",
        "With tower and ticket",
        "columns=number,name,due,custom_tower,custom_ticket",
        True,
    ),
)


def keep_lists(slug: str) -> None:
    """Fields first: a view may name them."""
    administrator = acting(slug, ADMINISTRATOR, 18)
    for field in FIELDS:
        add_field(actor=administrator, kind="planning.Task", **field)
    manager = acting(slug, MANAGER, 18)
    with tenant_tx(manager.organization.id):
        _fill_in(manager)
    for email, route, label, state, shared in VIEWS:
        actor = acting(slug, email, 18)
        may_share = shared and actor.may("records.share_view")
        save_view(actor=actor, route=route, label=label, state=state, shared=may_share)


def _fill_in(actor: Actor) -> None:
    project = project_by_key(actor=actor, key="BFM")
    for task in tasks(actor=actor, project=project).filter(name__in=VALUES).select_related("project"):
        write_fields(actor=actor, subject=task, kind="planning.Task", values=VALUES[task.name])
