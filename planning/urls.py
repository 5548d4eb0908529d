"""Addresses of this room."""

from django.urls import path

from planning import api as endpoints
from planning import api_buffers as of_buffers
from planning import api_bulk as bulk
from planning import api_scheduling as scheduling
from planning import urls_charter as charter
from planning import urls_scope as scope
from planning import urls_streams as streams
from planning.api_demand import DeriveDemandEndpoint
from planning.api_repeating import RepeatEndpoint
from planning.api_starting import StartEndpoint
from planning.registers import REGISTERS
from planning.views import buffers, calendars, checking, lists, many, readiness, rescheduling, starting, tasks
from planning.views.own import OWN
from planning.views.repeating import RepeatTask
from projects.registers.doors import api_of, workspace_of

PROJECT = "projects/<str:key>/"
CALENDAR = f"{PROJECT}calendars/<uuid:calendar>/"
TASK = f"{PROJECT}tasks/<int:number>/"

workspace = [
    *charter.workspace,
    *scope.workspace,
    *streams.workspace,
    path(f"{PROJECT}plan/", lists.PlanList.as_view(), name="planning_plan"),
    path(f"{PROJECT}plan/gantt/", lists.PlanChart.as_view(), name="planning_gantt"),
    path(f"{PROJECT}plan/add/", tasks.AddTask.as_view(), name="planning_add_task"),
    path(f"{PROJECT}plan/rows/withdraw/", many.WithdrawTasks.as_view(), name="planning_withdraw_rows"),
    path(f"{PROJECT}plan/rows/restore/", many.RestoreTasks.as_view(), name="planning_restore_rows"),
    path(f"{PROJECT}plan/rows/share/", many.ShareTasks.as_view(), name="planning_share_rows"),
    path(f"{PROJECT}plan/rows/unshare/", many.UnshareTasks.as_view(), name="planning_unshare_rows"),
    path(f"{PROJECT}plan/rows/owner/", many.AssignTasks.as_view(), name="planning_assign_rows"),
    path(f"{PROJECT}plan/check/", checking.PlanCheck.as_view(), name="planning_check"),
    path(f"{PROJECT}plan/buffers/", buffers.Buffers.as_view(), name="planning_buffers"),
    path(f"{PROJECT}plan/buffers/add/", buffers.AddBuffer.as_view(), name="planning_add_buffer"),
    path(f"{TASK}buffer/", buffers.UseBuffer.as_view(), name="planning_use_buffer"),
    path(f"{PROJECT}plan/estimates/", checking.Estimates.as_view(), name="planning_estimates"),
    path(f"{PROJECT}plan/start/", starting.StartPlan.as_view(), name="planning_start_plan"),
    path(f"{PROJECT}plan/reschedule/", rescheduling.Reschedule.as_view(), name="planning_reschedule"),
    path(f"{PROJECT}readiness/", readiness.ReadinessBoard.as_view(), name="planning_readiness"),
    path(f"{PROJECT}demand/derive/", readiness.DeriveDemand.as_view(), name="planning_derive_demand"),
    path(f"{PROJECT}plan/withdrawn/", lists.WithdrawnList.as_view(), name="planning_withdrawn"),
    path(f"{PROJECT}milestones/", lists.MilestoneList.as_view(), name="planning_milestones"),
    path(f"{PROJECT}milestones/add/", tasks.AddMilestone.as_view(), name="planning_add_milestone"),
    path(f"{PROJECT}calendars/", calendars.CalendarList.as_view(), name="planning_calendars"),
    path(f"{PROJECT}calendars/add/", calendars.AddCalendar.as_view(), name="planning_add_calendar"),
    path(CALENDAR, calendars.CalendarPage.as_view(), name="planning_calendar"),
    path(f"{CALENDAR}edit/", calendars.EditCalendar.as_view(), name="planning_edit_calendar"),
    path(f"{CALENDAR}use/", calendars.UseCalendar.as_view(), name="planning_use_calendar"),
    path(f"{CALENDAR}holidays/", calendars.AddHolidays.as_view(), name="planning_add_holidays"),
    path(f"{CALENDAR}exceptions/add/", calendars.AddException.as_view(), name="planning_add_exception"),
    path(
        f"{CALENDAR}exceptions/<uuid:exception>/remove/",
        calendars.RemoveException.as_view(),
        name="planning_remove_exception",
    ),
    path(TASK, tasks.TaskDetail.as_view(), name="planning_task"),
    path(f"{TASK}edit/", tasks.EditTask.as_view(), name="planning_edit_task"),
    path(f"{TASK}move/", tasks.MoveTask.as_view(), name="planning_move_task"),
    path(f"{TASK}withdraw/", tasks.WithdrawTask.as_view(), name="planning_withdraw_task"),
    path(f"{TASK}restore/", tasks.RestoreTask.as_view(), name="planning_restore_task"),
    path(f"{TASK}progress/", tasks.Progress.as_view(), name="planning_progress"),
    path(f"{TASK}state/", tasks.ChangeState.as_view(), name="planning_change_state"),
    path(f"{TASK}reach/", tasks.ReachMilestone.as_view(), name="planning_reach"),
    path(f"{TASK}share/", tasks.ShareTask.as_view(), name="planning_share"),
    path(f"{TASK}unshare/", tasks.UnshareTask.as_view(), name="planning_unshare"),
    path(f"{TASK}estimate/", checking.EstimateTask.as_view(), name="planning_estimate"),
    path(f"{TASK}repeat/", RepeatTask.as_view(), name="planning_repeat_task"),
    path(f"{TASK}links/add/", tasks.AddLink.as_view(), name="planning_add_link"),
    path(f"{TASK}links/<uuid:link>/remove/", tasks.RemoveLink.as_view(), name="planning_remove_link"),
    *(address for register in REGISTERS for address in workspace_of(register, **OWN.get(register.label, {}))),
]

api = [
    *charter.api,
    *scope.api,
    *streams.api,
    path(f"{PROJECT}tasks/", endpoints.TasksEndpoint.as_view(), name="api_planning_tasks"),
    path(f"{PROJECT}tasks/bulk/", bulk.AddTasksEndpoint.as_view(), name="api_planning_add_tasks"),
    path(f"{PROJECT}tasks/bulk/edit/", bulk.EditTasksEndpoint.as_view(), name="api_planning_edit_tasks"),
    path(
        f"{PROJECT}tasks/bulk/withdraw/",
        bulk.WithdrawTasksEndpoint.as_view(),
        name="api_planning_withdraw_tasks",
    ),
    path(
        f"{PROJECT}plan/reschedule/",
        scheduling.RescheduleEndpoint.as_view(),
        name="api_planning_reschedule",
    ),
    path(f"{PROJECT}plan/start/", StartEndpoint.as_view(), name="api_planning_start_plan"),
    path(f"{PROJECT}demand/derive/", DeriveDemandEndpoint.as_view(), name="api_planning_derive_demand"),
    path(f"{PROJECT}gantt/", endpoints.GanttEndpoint.as_view(), name="api_planning_gantt"),
    path(f"{PROJECT}plan/check/", scheduling.CheckEndpoint.as_view(), name="api_planning_check"),
    path(f"{PROJECT}plan/buffers/", of_buffers.BuffersEndpoint.as_view(), name="api_planning_buffers"),
    path(f"{TASK}buffer/", of_buffers.UseEndpoint.as_view(), name="api_planning_use_buffer"),
    path(f"{PROJECT}plan/estimates/", scheduling.EstimatesEndpoint.as_view(), name="api_planning_estimates"),
    path(f"{TASK}estimate/", scheduling.EstimateEndpoint.as_view(), name="api_planning_estimate"),
    path(f"{PROJECT}calendars/", scheduling.CalendarsEndpoint.as_view(), name="api_planning_calendars"),
    path(CALENDAR, scheduling.CalendarEndpoint.as_view(), name="api_planning_calendar"),
    path(f"{CALENDAR}use/", scheduling.UseEndpoint.as_view(), name="api_planning_use_calendar"),
    path(f"{CALENDAR}holidays/", scheduling.HolidaysEndpoint.as_view(), name="api_planning_add_holidays"),
    path(
        f"{CALENDAR}exceptions/",
        scheduling.ExceptionsEndpoint.as_view(),
        name="api_planning_exceptions",
    ),
    path(
        f"{CALENDAR}exceptions/<uuid:exception>/",
        scheduling.ExceptionEndpoint.as_view(),
        name="api_planning_exception",
    ),
    path(f"{PROJECT}milestones/", endpoints.MilestonesEndpoint.as_view(), name="api_planning_milestones"),
    path(TASK, endpoints.TaskEndpoint.as_view(), name="api_planning_task"),
    path(f"{TASK}move/", endpoints.MoveEndpoint.as_view(), name="api_planning_move"),
    path(f"{TASK}progress/", endpoints.ProgressEndpoint.as_view(), name="api_planning_progress"),
    path(f"{TASK}state/", endpoints.StateEndpoint.as_view(), name="api_planning_state"),
    path(f"{TASK}reach/", endpoints.ReachEndpoint.as_view(), name="api_planning_reach"),
    path(f"{TASK}repeat/", RepeatEndpoint.as_view(), name="api_planning_repeat_task"),
    path(f"{TASK}share/", endpoints.ShareEndpoint.as_view(), name="api_planning_share"),
    path(f"{TASK}unshare/", endpoints.UnshareEndpoint.as_view(), name="api_planning_unshare"),
    *(address for register in REGISTERS for address in api_of(register)),
]
