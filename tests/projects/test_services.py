"""Verbs of projects: done, refused to others, refused across tenants, refused when stale."""

from datetime import date, timedelta

import pytest

from projects import services
from projects.models import Project, ProjectMember
from projects.selectors import project_by_key, roles
from projects.states import PROJECT
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tenancy.transitions import StateRefused
from tests.cast import NOW
from toolkit.errors import BadInput, Denied, Missing, Stale

NEW = {"key": "BFM", "name": "Brightfjord", "currency": "USD"}


def trail(action: str) -> AuditLine:
    return AuditLine.objects.get(action=action)


def create(cast, actor=None, **fields) -> Project:
    fields = {**NEW, "client_id": cast.skyharp.pk, **fields}
    return services.create_project(actor=actor or cast.ada.actor(), **fields)


@pytest.mark.usefixtures("inside")
def test_create_project(cast):
    project = create(cast)

    stored = Project.objects.get()
    assert (stored.pk, stored.state, stored.stage, stored.zone) == (
        project.pk,
        "draft",
        "L0",
        "Europe/Warsaw",
    )
    assert (stored.visibility, stored.version, stored.created_at) == ("internal", 1, NOW)
    assert list(ProjectMember.objects.values_list("person__name", "role")) == [("Ada", "PM")]
    assert trail("projects.create_project").subject_key == "BFM"
    assert list(Event.objects.order_by("id").values_list("name", flat=True)) == [
        "projects.ProjectCreated",
        "projects.MemberAdded",
    ]


@pytest.mark.usefixtures("inside")
def test_the_creator_may_act_on_it_at_once(cast):
    ada = cast.ada.actor()
    assert roles(ada) == frozenset()

    project = create(cast, actor=ada)

    assert services.update_project(actor=ada, project=project, name="New name").name == "New name"


@pytest.mark.usefixtures("inside")
def test_a_delivery_head_names_the_manager(cast, head):
    create(cast, actor=head.actor(), manager_id=cast.ada.person.pk)

    assert list(ProjectMember.objects.values_list("person__name", "role")) == [("Ada", "PM")]


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"key": "1X"}, "Write the key as 2 to 10 capital letters"),
        ({"key": "bfm"}, "Write the key as 2 to 10 capital letters"),
        ({"zone": "Mars/Base"}, "“Mars/Base” is not a known time zone"),
        ({"currency": "usd"}, "Write the currency as three capital letters"),
        ({"stage": "L9"}, "Choose a stage from L0 to L7"),
        (
            {"planned_start": date(2026, 2, 1), "planned_finish": date(2026, 1, 1)},
            "The planned finish is before the planned start",
        ),
    ],
)
def test_a_project_must_be_well_formed(cast, fields, words):
    with pytest.raises(BadInput, match=words):
        create(cast, **fields)

    assert not Project.objects.exists()


@pytest.mark.usefixtures("inside", "sky")
def test_a_key_is_taken_once_among_live_projects(cast):
    with pytest.raises(BadInput, match="Another project has this key"):
        create(cast, key="SKY")

    Project.objects.update(withdrawn_at=NOW)
    assert create(cast, key="SKY").key == "SKY"


@pytest.mark.usefixtures("inside")
def test_a_foreign_client_is_an_unknown_one(cast):
    with pytest.raises(BadInput) as foreign:
        create(cast, client_id=cast.rival_client.pk)
    with pytest.raises(BadInput) as unknown:
        create(cast, client_id=cast.acme.pk)

    assert (foreign.value.code, str(foreign.value)) == (unknown.value.code, str(unknown.value))


@pytest.mark.parametrize("name", ["ben", "olga", "cleo"])
def test_others_do_not_create_projects(cast, name):
    with pytest.raises(Denied):
        create(cast, actor=getattr(cast, name).actor())


VERBS = [
    (services.update_project, {"name": "Other"}),
    (services.share_project, {}),
    (services.unshare_project, {}),
    (services.set_stage, {"stage": "L1"}),
    (services.change_state, {"step": "hold", "reason": "x"}),
    (services.add_member, {"role": "TL"}),
]


@pytest.mark.parametrize(("verb", "fields"), VERBS, ids=[verb.__name__ for verb, _ in VERBS])
@pytest.mark.parametrize(
    ("name", "refusal"),
    [("ben", Denied), ("olga", Denied), ("ida", Missing), ("cleo", Missing), ("zoe", Missing)],
)
def test_only_its_manager_changes_a_project(cast, sky, verb, fields, name, refusal):
    if verb is services.add_member:
        fields = {**fields, "person_id": cast.ben.person.pk}

    with pytest.raises(refusal):
        verb(actor=getattr(cast, name).actor(), project=sky, **fields)

    with tenant_tx(cast.acme.pk):
        assert Project.objects.get().version == 1
        assert not AuditLine.objects.exists()


@pytest.mark.usefixtures("inside")
def test_update_writes_what_differs(cast, sky):
    services.update_project(actor=cast.ada.actor(), project=sky, name="New", zone=sky.zone)

    line = trail("projects.update_project")
    assert (line.before, line.after) == ({"name": "Customer care"}, {"name": "New"})
    assert Project.objects.get().version == sky.version == 2

    services.update_project(actor=cast.ada.actor(), project=sky, name="New")
    assert AuditLine.objects.count() == 1


@pytest.mark.usefixtures("inside")
def test_a_stale_change_is_refused_with_what_stands_there(cast, sky):
    seen = sky.version
    services.update_project(actor=cast.ada.actor(), project=sky, name="First")
    sky.name = "Customer care"

    with pytest.raises(Stale) as refused:
        services.update_project(actor=cast.ada.actor(), project=sky, name="Second", version=seen)

    assert (refused.value.version, refused.value.theirs) == (2, {"name": "First"})
    assert Project.objects.get().name == "First"


@pytest.mark.usefixtures("inside")
def test_sharing_and_taking_back(cast, sky):
    cleo = cast.cleo.actor()
    with pytest.raises(Missing):
        project_by_key(actor=cleo, key="SKY")

    services.share_project(actor=cast.ada.actor(), project=sky)
    assert project_by_key(actor=cleo, key="SKY") == sky
    with pytest.raises(Missing):
        project_by_key(actor=cast.carl.actor(), key="SKY")
    with pytest.raises(services.VisibilityUnchanged):
        services.share_project(actor=cast.ada.actor(), project=sky)

    services.unshare_project(actor=cast.ada.actor(), project=sky)
    with pytest.raises(Missing):
        project_by_key(actor=cleo, key="SKY")


@pytest.mark.usefixtures("inside")
def test_the_next_stage_needs_no_reason_any_other_does(cast, sky):
    ada = cast.ada.actor()
    services.set_stage(actor=ada, project=sky, stage="L1")

    for stage in ("L0", "L3"):
        with pytest.raises(services.ReasonMissing):
            services.set_stage(actor=ada, project=sky, stage=stage)
    with pytest.raises(services.StageUnchanged):
        services.set_stage(actor=ada, project=sky, stage="L1", reason="again")
    services.set_stage(actor=ada, project=sky, stage="L3", reason="pilot runs already")

    assert Project.objects.get().stage == "L3"


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("state", sorted(PROJECT.states()))
@pytest.mark.parametrize("step", sorted({step for _state, step in PROJECT.rows}))
def test_states_change_by_the_table_only(cast, sky, state, step):
    Project.objects.update(state=state)
    sky.refresh_from_db()

    def change():
        return services.change_state(actor=cast.ada.actor(), project=sky, step=step, reason="because")

    if (state, step) in PROJECT.rows and "PM" in PROJECT.step(state, step).roles:
        assert change().state == PROJECT.rows[state, step]
    elif (state, step) in PROJECT.rows:
        with pytest.raises(Denied):
            change()
        assert Project.objects.get().state == state
    else:
        with pytest.raises(StateRefused):
            change()
        assert Project.objects.get().state == state


@pytest.mark.usefixtures("inside")
def test_holding_needs_a_reason(cast, sky):
    with pytest.raises(services.ReasonMissing):
        services.change_state(actor=cast.ada.actor(), project=sky, step="hold", reason=" ")


@pytest.mark.usefixtures("inside")
def test_members_come_and_go(cast, sky):
    ida = cast.ida.actor()
    member = services.add_member(actor=cast.ada.actor(), project=sky, person_id=ida.person_id, role="TL")
    assert member.starts_on == date(2026, 11, 20)
    assert roles(cast.ida.actor(), sky.pk) == {"TL"}

    with pytest.raises(BadInput, match="has this role here already"):
        services.add_member(actor=cast.ada.actor(), project=sky, person_id=ida.person_id, role="TL")

    services.remove_member(actor=cast.ada.actor(), member=member, reason="left the team")
    assert roles(cast.ida.actor(), sky.pk) == frozenset()
    assert ProjectMember.objects.get(pk=member.pk).withdrawn_reason == "left the team"
    services.add_member(actor=cast.ada.actor(), project=sky, person_id=ida.person_id, role="TL")


@pytest.mark.usefixtures("inside")
def test_removing_a_member_needs_a_reason(cast, sky):
    member = ProjectMember.objects.get(role="AG")

    with pytest.raises(services.ReasonMissing):
        services.remove_member(actor=cast.ada.actor(), member=member, reason="")


@pytest.mark.usefixtures("inside")
def test_a_members_days_change_and_must_be_in_order(cast, sky):
    member, ada = ProjectMember.objects.get(role="AG"), cast.ada.actor()

    services.change_member(
        actor=ada, member=member, starts_on=member.starts_on, ends_on=date(2026, 11, 30), version=1
    )
    assert roles(cast.ben.actor(NOW + timedelta(days=10)), sky.pk) == {"AG"}
    assert roles(cast.ben.actor(NOW + timedelta(days=11)), sky.pk) == frozenset()

    with pytest.raises(BadInput, match="The last day is before the first"):
        services.change_member(
            actor=ada, member=member, starts_on=date(2026, 12, 1), ends_on=date(2026, 11, 30)
        )
    with pytest.raises(Stale):
        services.change_member(actor=ada, member=member, starts_on=date(2026, 1, 2), ends_on=None, version=1)


@pytest.mark.usefixtures("inside")
def test_a_foreign_person_cannot_be_a_member(cast, sky):
    with pytest.raises(BadInput) as refused:
        services.add_member(actor=cast.ada.actor(), project=sky, person_id=cast.zoe.person.pk, role="TL")

    assert refused.value.code == "unknown_reference"
