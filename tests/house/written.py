"""What is sent to add one record to each register: enough for the first step of its life."""

from typing import Any

from projects.models import ProjectMember


def somebody(project: Any) -> str:
    """A person who works on the project."""
    return str(ProjectMember.objects.filter(project=project).order_by("pk").values_list("person_id")[0][0])


WRITTEN: dict[str, dict[str, Any]] = {
    "planning.Objective": {
        "level": "primary",
        "metric": "Invoices right at the first pass",
        "baseline": "91.5",
        "target": "98",
        "unit": "%",
        "due_on": "2028-02-29",
        "owner_id": somebody,
    },
}
# What a PATCH changes beside the title.
PATCHED: dict[str, dict[str, Any]] = {}
