"""Loads the demo through the same verbs that people use. Running it again changes nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from allauth.account.models import EmailAddress

from config.demo.backbone import add_backbone
from config.demo.baselines import add_baselines
from config.demo.buffers import keep_time_free
from config.demo.changes import add_changes
from config.demo.charter import add_charters
from config.demo.files import attach_examples
from config.demo.gates import add_gates
from config.demo.jobs import export_the_plan
from config.demo.letters import load_letters
from config.demo.lists import keep_lists
from config.demo.objectives import add_objectives
from config.demo.people import (
    HARBOURLIGHT,
    MERIDIAN,
    PLATFORM_STAFF,
    DemoInvitation,
    DemoOrganization,
    DemoPerson,
)
from config.demo.plans import MERIDIAN_PROJECTS, RIVAL_PROJECTS, DemoProject, parsed, plan_rows
from config.demo.progress import add_progress
from config.demo.questions import ask_around
from config.demo.rights import add_rights
from config.demo.scheduling import add_schedules
from config.demo.scope import add_scope
from config.demo.streams import add_streams
from config.demo.talk import talk
from config.demo.webhooks import tell_other_systems
from kpis.services import roll_up
from planning.selectors import tasks
from planning.services import load_plan, share_task
from projects.models import Project, ProjectMember
from projects.selectors import projects
from projects.services import add_member as join_project
from projects.services import change_state, create_project, set_stage, share_project
from tenancy.actors import Actor, OrganizationRef, System
from tenancy.models import Client, Organization, Person, User
from tenancy.scope import tenant_tx
from tenancy.selectors import invitation_token
from tenancy.services import (
    accept_invitation,
    add_client,
    add_member,
    add_person,
    invite,
    leave,
    withdraw_invitation,
)
from tenancy.signin import DEMO_PASSWORD

ADMINISTRATOR = "Olga Lindqvist"
AS_OF = date(2026, 11, 20)
HISTORY_DAYS = 90
BEGINNING = datetime(2026, 4, 1, 6, tzinfo=UTC)
STEPS = {"draft": "begin_planning", "planning": "activate"}


def load_demo() -> None:
    """Make both organizations, their people, projects and history."""
    for organization, projects_ in ((MERIDIAN, MERIDIAN_PROJECTS), (HARBOURLIGHT, RIVAL_PROJECTS)):
        actor = _organization(organization)
        with tenant_tx(actor.organization.id, timeout="10min"):
            people = {person.name: _person(actor, organization, person) for person in organization.people}
            if organization is MERIDIAN:
                tell_other_systems(people[ADMINISTRATOR], slug=organization.slug, now=datetime.now(UTC))
            new = [project for project in projects_ if _project(actor, project, people)]
            for invitation in organization.invitations:
                _invitation(actor, organization, invitation)
        if new:
            _history(actor)
        if new and organization is MERIDIAN:
            with tenant_tx(actor.organization.id, timeout="10min"):
                add_backbone(actor, people)
            add_rights(organization.slug)
            ask_around(organization.slug)
            attach_examples(organization.slug)
            talk(organization.slug)
            add_objectives(organization.slug)
            add_charters(organization.slug)
            add_schedules(organization.slug)
            add_scope(organization.slug)
            add_gates(organization.slug)
            add_baselines(organization.slug)
            add_changes(organization.slug)
            add_progress(organization.slug)
            keep_time_free(organization.slug)
            add_streams(organization.slug)
            keep_lists(organization.slug)
            load_letters(actor)
            export_the_plan(organization.slug)
    _login(*PLATFORM_STAFF, language="en", platform=True)


def _organization(demo: DemoOrganization) -> Actor:
    row, _made = Organization.objects.get_or_create(
        slug=demo.slug, defaults={"name": demo.name, "name_zh": demo.name_zh, "zone": demo.zone}
    )
    organization = OrganizationRef(row.pk, row.slug, row.name, row.language, row.zone)
    actor = System("Demo set-up", organization, now=BEGINNING)
    with tenant_tx(row.pk):
        known = set(Client.objects.values_list("code", flat=True))
        for code, name, name_zh, country in demo.clients:
            if code not in known:
                add_client(actor=actor, code=code, name=name, name_zh=name_zh, country=country)
    return actor


def _login(email: str, name: str, *, language: str, platform: bool = False) -> User:
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(
            email, DEMO_PASSWORD, name=name, language=language, is_platform_staff=platform
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _person(actor: Actor, organization: DemoOrganization, demo: DemoPerson) -> Person:
    known = Person.objects.filter(name=demo.name).first()
    if known is not None:
        return known
    email = demo.address(organization.domain)
    user = _login(email, demo.name, language=demo.language) if email else None
    client = Client.objects.get(code=demo.client) if demo.client else None
    person = add_person(
        actor=actor,
        name=demo.name,
        email=email,
        language=demo.language,
        zone=demo.zone,
        client_id=client.pk if client else None,
        user=user,
    )
    if demo.role and user:
        add_member(actor=actor, person=person, role=demo.role, ends_on=demo.ends_on)
    if demo.left_on:
        leave(actor=replace(actor, now=noon(demo.left_on)), person=person, reason=demo.why)
    return person


def noon(day: date) -> datetime:
    """An instant of a day."""
    return datetime.combine(day, time(12), UTC)


def _invitation(actor: Actor, organization: DemoOrganization, demo: DemoInvitation) -> None:
    """Invite somebody whom nobody has named yet, and let come of it what came of it."""
    if Person.objects.filter(name=demo.name).exists():
        return
    client = Client.objects.get(code=demo.client) if demo.client else None
    sent = datetime.now(UTC) if demo.days is None else noon(AS_OF - timedelta(days=demo.days))
    acting = replace(actor, now=sent)
    found = invite(
        actor=acting,
        email=f"{demo.login}@{organization.domain}",
        name=demo.name,
        role=demo.role,
        language=demo.language,
        client_id=client.pk if client else None,
        projects=list(projects(actor=actor).filter(key__in=demo.projects).values_list("pk", flat=True)),
    )
    if demo.state == "withdrawn":
        withdraw_invitation(actor=acting, invitation=found)
    if demo.state == "accepted":
        token = invitation_token(invitation_id=found.pk, nonce=found.nonce)
        accept_invitation(actor=acting, token=token, name=demo.name, password=DEMO_PASSWORD)


def _project(actor: Actor, demo: DemoProject, people: dict[str, Person]) -> bool:
    """Make a project with its plan; answers whether it was missing."""
    if projects(actor=actor).filter(key=demo.key).exists():
        return False
    first, *later = demo.stages or ((demo.stage, demo.start),)
    project = create_project(
        actor=replace(actor, now=noon(first[1])),
        client_id=Client.objects.get(code=demo.client).pk,
        key=demo.key,
        name=demo.name,
        name_zh=demo.name_zh,
        zone=demo.zone,
        currency=demo.currency,
        stage=first[0],
        kind=demo.kind,
        planned_start=demo.start,
        planned_finish=demo.finish,
    )
    for stage, day in later:
        project = set_stage(actor=replace(actor, now=noon(day)), project=project, stage=stage, reason="")
    while project.state in STEPS:
        project = change_state(actor=actor, project=project, step=STEPS[project.state])
    manager = (demo.manager, ProjectMember.Role.PROJECT_MANAGER)
    for name, role in (manager, *demo.team):
        join_project(actor=actor, project=project, person_id=people[name].pk, role=role, starts_on=demo.start)
    load_plan(actor=actor, project=project, plan=plan_rows(demo))
    _share(actor, project, demo)
    return True


def _share(actor: Actor, project: Project, demo: DemoProject) -> None:
    if not demo.shared:
        return
    share_project(actor=actor, project=project)
    shared = {str(number) for number, row in enumerate(parsed(demo), 1) if "s" in row[-1]}
    for task in tasks(actor=actor, project=project).filter(external_id__in=shared):
        share_task(actor=actor, task=task)


def _history(actor: Actor) -> None:
    """The indicators of the last days, computed as the daily job would have."""
    for days in range(HISTORY_DAYS, -1, -1):
        day = AS_OF - timedelta(days=days)
        roll_up(actor=actor, day=day, now=datetime.now(UTC))
