"""Addresses of the room."""

from django.urls import path

from notifications import views

workspace = [
    path("inbox/", views.Inbox.as_view(), name="notifications_inbox"),
    path("inbox/read/", views.MarkAllRead.as_view(), name="notifications_mark_all_read"),
    path("inbox/<uuid:pk>/read/", views.MarkRead.as_view(), name="notifications_mark_read"),
]
public = [
    path("ui/mail", views.DemoMailList.as_view(), name="demo_mails"),
    path("ui/mail/<uuid:pk>", views.DemoMailDetail.as_view(), name="demo_mail"),
]
