"""The plan of a project: what is to be done, in which order, by when.

Purpose: the charter with the ten management plans, objectives, stakeholders and what they expect;
deliverables, requirements and their trace, scope, assumptions, responsibilities; the work
breakdown with tasks and milestones, dependencies, working calendars, resources and their
assignments, baselines that came with imported plans, and the alert of an overdue milestone.
Stands on: toolkit, tenancy, notifications, records, projects.
Says: TaskAdded, TaskEdited, TaskMoved, TaskWithdrawn, TaskRestored, TaskStateChanged, ProgressRecorded,
TaskShared, TaskUnshared, MilestoneReached, MilestoneRescheduled, MilestoneOverdue, MilestoneDueSoon,
MilestoneSlipped, DependencyAdded, DependencyRemoved, AgreementRecorded, ClientAnswered, PriorityDecided,
PlanLoaded, PlanStarted, PlanRescheduled, BufferUsed, BufferWentRed, CalendarChanged, PlanBaselined,
ResponsibilitiesSet.
Hears: nothing.

Offers to the rooms above, beside `selectors`, `services` and `events`: `loading` (shapes of a plan that comes
from elsewhere), `engine` (working time, local time), `tracing` (what the scope says, and its trace) and
`workload` (who has how much to do, and when).
"""
