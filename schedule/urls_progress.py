"""Addresses of progress, timesheets and boards."""

from typing import Any

from django.urls import path

from schedule.api import boards as boards_api
from schedule.api import handoffs as handoffs_api
from schedule.api import progress as progress_api
from schedule.api import timesheets as hours_api
from schedule.views import boards, handoffs, progress, timesheets

PROJECT = "projects/<str:key>/"
TASK = f"{PROJECT}tasks/<int:number>/"
WEEK = f"{PROJECT}timesheets/<uuid:week>/"
LOCK = f"{PROJECT}locks/<uuid:lock>/unlock/"
HAND_OFF = f"{PROJECT}hand-offs/<uuid:handoff>/"

workspace: list[Any] = [
    path("my-tasks/", progress.MyTasks.as_view(), name="schedule_my_tasks"),
    path(f"{TASK}report/", progress.ReportProgress.as_view(), name="schedule_report"),
    path(f"{TASK}step/<slug:step>/", progress.StepTask.as_view(), name="schedule_step"),
    path(f"{PROJECT}progress/", progress.ProgressList.as_view(), name="schedule_progress"),
    path(f"{PROJECT}board/", boards.Board.as_view(), name="schedule_board"),
    path(f"{PROJECT}board/limits/", boards.SetLimits.as_view(), name="schedule_limits"),
    path(f"{PROJECT}board/collect/", boards.SetCollection.as_view(), name="schedule_collect"),
    path(f"{TASK}column/<slug:column>/", boards.MoveCard.as_view(), name="schedule_move_card"),
    path(f"{TASK}checklist/", boards.Checklist.as_view(), name="schedule_checklist"),
    path(f"{TASK}hand-over/", handoffs.HandOver.as_view(), name="schedule_hand_over"),
    path(f"{PROJECT}hand-offs/", handoffs.HandOffList.as_view(), name="schedule_handoffs"),
    path(HAND_OFF, handoffs.HandOffPage.as_view(), name="schedule_handoff"),
    path(f"{HAND_OFF}<slug:step>/", handoffs.StepHandOff.as_view(), name="schedule_step_handoff"),
    path("timesheets/", timesheets.WaitingList.as_view(), name="schedule_waiting_timesheets"),
    path(f"{PROJECT}my-week/", timesheets.MyWeek.as_view(), name="schedule_my_week"),
    path(f"{PROJECT}my-week/copy/", timesheets.CopyWeek.as_view(), name="schedule_copy_week"),
    path(f"{PROJECT}timesheets/", timesheets.TimesheetList.as_view(), name="schedule_timesheets"),
    path(WEEK, timesheets.TimesheetPage.as_view(), name="schedule_timesheet"),
    path(f"{WEEK}<slug:step>/", timesheets.StepTimesheet.as_view(), name="schedule_step_timesheet"),
    path(f"{PROJECT}locks/", timesheets.LockList.as_view(), name="schedule_locks"),
    path(f"{PROJECT}locks/add/", timesheets.LockPeriod.as_view(), name="schedule_lock"),
    path(LOCK, timesheets.UnlockPeriod.as_view(), name="schedule_unlock"),
]
api: list[Any] = [
    path("my-tasks/", progress_api.MyTasksEndpoint.as_view(), name="api_schedule_my_tasks"),
    path(f"{TASK}report/", progress_api.ReportEndpoint.as_view(), name="api_schedule_report"),
    path(f"{PROJECT}progress/", progress_api.EntriesEndpoint.as_view(), name="api_schedule_progress"),
    path(f"{TASK}column/", boards_api.ColumnEndpoint.as_view(), name="api_schedule_column"),
    path(f"{TASK}checklist/", boards_api.ChecklistEndpoint.as_view(), name="api_schedule_checklist"),
    path(
        f"{TASK}checklist/write/",
        boards_api.WriteChecklistEndpoint.as_view(),
        name="api_schedule_write_checklist",
    ),
    path(f"{PROJECT}hand-offs/", handoffs_api.HandOffsEndpoint.as_view(), name="api_schedule_handoffs"),
    path(f"{TASK}hand-offs/", handoffs_api.TaskHandOffsEndpoint.as_view(), name="api_schedule_task_handoffs"),
    path(HAND_OFF, handoffs_api.HandOffEndpoint.as_view(), name="api_schedule_handoff"),
    path(f"{HAND_OFF}state/", handoffs_api.HandOffStateEndpoint.as_view(), name="api_schedule_handoff_state"),
    path(f"{PROJECT}board/limits/", boards_api.LimitsEndpoint.as_view(), name="api_schedule_limits"),
    path(f"{PROJECT}timesheets/", hours_api.TimesheetsEndpoint.as_view(), name="api_schedule_timesheets"),
    path(WEEK, hours_api.TimesheetEndpoint.as_view(), name="api_schedule_timesheet"),
    path(f"{WEEK}state/", hours_api.TimesheetStateEndpoint.as_view(), name="api_schedule_timesheet_state"),
    path(f"{PROJECT}locks/", hours_api.LocksEndpoint.as_view(), name="api_schedule_locks"),
    path(LOCK, hours_api.UnlockEndpoint.as_view(), name="api_schedule_unlock"),
]
