"""Addresses of inbox, letters, rules and ladders."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from notifications import api as endpoints
from notifications import views

LINE = "inbox/<uuid:pk>/"
ESCALATION = "escalations/<uuid:pk>/"
LETTERS = "settings/letters/"
LADDERS = "settings/ladders/"
PROJECT = "projects/<str:key>/notices/"

workspace = [
    path("inbox/", views.Inbox.as_view(), name="notifications_inbox"),
    path("inbox/read/", views.MarkAllRead.as_view(), name="notifications_mark_all_read"),
    path("inbox/rows/read/", views.MarkRowsRead.as_view(), name="notifications_mark_rows_read"),
    path(f"{LINE}read/", views.MarkRead.as_view(), name="notifications_mark_read"),
    path(f"{LINE}snooze/", views.SnoozeLine.as_view(), name="notifications_snooze"),
    path(f"{LINE}wake/", views.WakeLine.as_view(), name="notifications_wake"),
    path(f"{LINE}mute/", views.MuteRecord.as_view(), name="notifications_mute"),
    path(f"{LINE}unmute/", views.UnmuteRecord.as_view(), name="notifications_unmute"),
    path("escalations/", views.Escalations.as_view(), name="notifications_escalations"),
    path(ESCALATION, views.EscalationDetail.as_view(), name="notifications_escalation"),
    path(f"{ESCALATION}acknowledge/", views.Acknowledge.as_view(), name="notifications_acknowledge"),
    path("notices/", views.OwnChoices.as_view(), name="notifications_choices"),
    path("notices/times/", views.OwnTimes.as_view(), name="notifications_times"),
    path(PROJECT, views.ProjectNotices.as_view(), name="notifications_project"),
    path(f"{PROJECT}<slug:rule>/", views.ProjectNoticeEdit.as_view(), name="notifications_project_rule"),
    path(LETTERS, views.Letters.as_view(), name="notifications_letters"),
    path(f"{LETTERS}replay/", views.ReplayLetters.as_view(), name="notifications_replay_letters"),
    path(f"{LETTERS}<uuid:pk>/", views.LetterDetail.as_view(), name="notifications_letter"),
    path(f"{LETTERS}<uuid:pk>/replay/", views.ReplayLetter.as_view(), name="notifications_replay_letter"),
    path(LADDERS, views.Ladders.as_view(), name="notifications_ladders"),
    path(f"{LADDERS}<slug:rule>/", views.SetLadder.as_view(), name="notifications_set_ladder"),
    path(f"{LADDERS}<slug:rule>/forget/", views.ForgetLadder.as_view(), name="notifications_forget_ladder"),
]
public = [
    path("ui/mail", views.DemoMailList.as_view(), name="demo_mails"),
    path("ui/mail/<uuid:pk>", views.DemoMailDetail.as_view(), name="demo_mail"),
    # A mail program posts here by itself, without a page of ours before it.
    path("notices/stop/<str:token>/", csrf_exempt(views.StopMails.as_view()), name="notifications_stop"),
]
api = [
    path("inbox/", endpoints.InboxEndpoint.as_view(), name="api_notifications_inbox"),
    path(f"{LINE}read/", endpoints.ReadEndpoint.as_view(), name="api_notifications_read"),
    path(f"{LINE}snooze/", endpoints.SnoozeEndpoint.as_view(), name="api_notifications_snooze"),
    path(f"{LINE}wake/", endpoints.WakeEndpoint.as_view(), name="api_notifications_wake"),
    path(f"{LINE}mute/", endpoints.MuteEndpoint.as_view(), name="api_notifications_mute"),
    path(f"{LINE}unmute/", endpoints.UnmuteEndpoint.as_view(), name="api_notifications_unmute"),
    path("escalations/", endpoints.EscalationsEndpoint.as_view(), name="api_notifications_escalations"),
    path(
        f"{ESCALATION}acknowledge/",
        endpoints.AcknowledgeEndpoint.as_view(),
        name="api_notifications_acknowledge",
    ),
    path("notices/", endpoints.ChoicesEndpoint.as_view(), name="api_notifications_choices"),
    path("notices/times/", endpoints.TimesEndpoint.as_view(), name="api_notifications_times"),
    path(PROJECT, endpoints.ProjectNoticesEndpoint.as_view(), name="api_notifications_project"),
    path(
        f"{PROJECT}<slug:rule>/",
        endpoints.ProjectNoticeEndpoint.as_view(),
        name="api_notifications_project_rule",
    ),
    path("letters/", endpoints.LettersEndpoint.as_view(), name="api_notifications_letters"),
    path(
        "letters/replay/", endpoints.ReplayLettersEndpoint.as_view(), name="api_notifications_replay_letters"
    ),
    path(
        "letters/<uuid:pk>/replay/",
        endpoints.ReplayLetterEndpoint.as_view(),
        name="api_notifications_replay_letter",
    ),
]
