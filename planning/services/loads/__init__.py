"""Loading a plan that another system wrote."""

from planning.events import PlanLoaded
from planning.loading import LoadOptions, LoadResult, PlanRows
from planning.models import Plan
from planning.services.loads.apply import Loader
from planning.services.loads.draft import Draft, draft_of
from planning.services.whole import opened
from projects.selectors import Project
from tenancy.actors import Actor
from tenancy.verbs import publish, publish_all, record, record_all, require, verb


@verb
def load_plan(
    *, actor: Actor, project: Project, plan: PlanRows, options: LoadOptions | None = None
) -> LoadResult:
    """Bring a project's plan to what a file says, all or nothing; answers what was, or would be, done.

    Rows are known by (source, identifier there). A row that says what it said at the last load is left as
    it is, with everything that people have changed here since; loading the same file again therefore
    writes nothing at all. A row that says something else takes the file's values. Rows that only we have
    keep their neighbours. What a person took out of the plan stays out. Links and assignments that left
    the file are taken out; tasks are reported in `missing`, and taken out only on request.

    Raises `PlanRowsBroken`, `LinkCircular`, `BadInput`.
    """
    options = options or LoadOptions()
    require(actor, "planning.load_plan", project)
    if options.dry_run:
        stored = Plan.objects.filter(project_id=project.pk).first()
        return draft_of(project=project, plan=stored, rows=plan, options=options).result()
    whole = opened(actor, project)
    draft = draft_of(project=project, plan=whole, rows=plan, options=options)
    if not draft.is_empty:
        _apply(actor, project, whole, draft)
    return draft.result()


def _apply(actor: Actor, project: Project, whole: Plan, draft: Draft) -> None:
    loader = Loader(actor, project, whole, draft)
    loader.apply()
    result = draft.result()
    counts = {"created": result.created, "updated": result.updated, "removed": result.removed}
    record(actor, "planning.load_plan", project, after={"source": draft.rows.source, **counts})
    record_all(actor, "planning.load_plan", loader.history)
    sums = [sum(counts[name].values()) for name in ("created", "updated", "removed")]
    publish(PlanLoaded(actor.organization.id, project.pk, draft.rows.source, *sums), actor=actor)
    publish_all(loader.rescheduled, actor=actor)
