"""A small plan whose dates follow from each other: draft, review, sign, and a milestone at the end."""

from datetime import date

import pytest

from planning.models import Task
from tenancy.scope import tenant_tx

MONDAY = date(2026, 11, 23)


@pytest.fixture
def chain(cast, plan):
    """Draft (2 days from Monday) → Review (1 day) → Done (milestone); Notes for 1 day, in nobody's way."""
    with tenant_tx(cast.acme.pk):
        plan.add("Work")
        plan.add("Draft", "Work", begin=MONDAY, duration_minutes=960)
        plan.add("Review", "Work", begin=date(2026, 11, 25), duration_minutes=480)
        plan.add("Done", kind="milestone", due=date(2026, 11, 25))
        plan.add("Notes", begin=MONDAY, duration_minutes=480)
        plan.link("Draft", "Review")
        plan.link("Review", "Done")
    return plan


@pytest.fixture
def due(cast):
    """The due day of a row by its name."""

    def look(name):
        with tenant_tx(cast.acme.pk):
            return Task.objects.get(name=name).due

    return look
