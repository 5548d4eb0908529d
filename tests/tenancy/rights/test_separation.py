"""Separation of duties (DOMAIN section 5, the paragraph below the table): what is enforced, and where."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tenancy.models import Membership
from tenancy.rules import SamePerson, separate
from tenancy.scope import tenant_tx
from tests.house.sources import ROOT
from toolkit.errors import Denied

LATER = "no such record is built yet; its verb calls `tenancy.rules.separate` and names its test here"
# Each duty -> the test that holds it, or why it cannot be held yet.
DUTIES = {
    "author is not approver: baseline": LATER,
    "author is not approver: change request": LATER,
    "author is not approver: credit run": LATER,
    "author is not approver: purchase": LATER,
    "author is not approver: incentive": LATER,
    "author is not approver: report": LATER,
    "quality analysts do not score people in their own reporting line": LATER,
    "an agent sees neither peers' scores nor evaluators' internal comments": LATER,
    "whoever edits actuals does not approve the estimate at completion": LATER,
    "restating a locked period needs delivery head and client sponsor": LATER,
    "an administrator reads client content only by breaking the glass": "tests/tenancy/rights/test_glass.py",
    "an auditor only reads": "tests/house/test_policies.py",
    "an auditor's role ends on a day": "tests/tenancy/rights/test_separation.py",
    "every read of an auditor is logged": "tests/tenancy/audit",
    "clients' people never see internal records": "tests/isolation/rights/test_t066_internal_fields.py",
    "agents' names are pseudonymised for clients": LATER,
    "departed users lose access at once": "tests/tenancy/rights/test_tokens.py",
    "records of departed users stay": "tests/tenancy/people",
    "exports are logged": "tests/tenancy/audit",
    "exports are watermarked": "files name organization, reader and time once documents are exported",
}


def test_every_duty_that_is_held_names_its_test():
    for duty, proof in DUTIES.items():
        assert not proof.startswith("tests/") or (ROOT / proof).exists(), duty


@pytest.mark.threat("T-071")
class TestAuthorAndApprover:
    def test_the_author_is_refused_by_name(self, cast):
        ada = cast.ada.actor()
        with pytest.raises(SamePerson) as caught:
            separate(ada, [uuid4(), ada.person_id])
        assert isinstance(caught.value, Denied)
        assert caught.value.code == "same_person"

    def test_somebody_else_is_not(self, cast):
        separate(cast.ada.actor(), [cast.ben.person.pk, None])

    def test_a_token_is_its_owner(self, cast):
        with pytest.raises(SamePerson):
            separate(cast.ida.actor(via="api"), [cast.ida.person.pk])

    def test_who_is_no_person_cannot_be_another_one(self, cast):
        with pytest.raises(SamePerson):
            separate(replace(cast.ada.actor(), person_id=None), [cast.ben.person.pk])

    def test_the_house_may(self, cast):
        separate(cast.system(), [cast.ben.person.pk])


@pytest.mark.parametrize("ends_on", [None, "2026-12-31"])
def test_an_auditors_role_ends_on_a_day(cast, ends_on):
    role = {"person": cast.ben.person, "user": cast.ben.user, "role": "AU", "ends_on": ends_on}
    with tenant_tx(cast.acme.pk), transaction.atomic():
        if ends_on:
            assert Membership.objects.create(**role)
            return
        with pytest.raises(IntegrityError, match="auditor_ends"), transaction.atomic():
            Membership.objects.create(**role)
