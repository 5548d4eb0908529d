"""Addresses of webhooks and of the feed of changes."""

from django.urls import path

from notifications import api as endpoints
from notifications import views

HOOKS = "settings/webhooks/"
HOOK, DELIVERY = f"{HOOKS}<uuid:hook>/", f"{HOOKS}deliveries/<uuid:delivery>/"
API_HOOK, API_DELIVERY = "webhooks/<uuid:hook>/", "webhooks/deliveries/<uuid:delivery>/"

workspace = [
    path(HOOKS, views.WebhookList.as_view(), name="notifications_webhooks"),
    path(f"{HOOKS}add/", views.AddWebhook.as_view(), name="notifications_add_webhook"),
    path(HOOK, views.WebhookDetail.as_view(), name="notifications_webhook"),
    path(f"{HOOK}log/", views.DeliveryList.as_view(), name="notifications_webhook_log"),
    path(f"{HOOK}edit/", views.EditWebhook.as_view(), name="notifications_edit_webhook"),
    path(f"{HOOK}secret/", views.RotateWebhook.as_view(), name="notifications_rotate_webhook"),
    path(f"{HOOK}test/", views.TryWebhook.as_view(), name="notifications_try_webhook"),
    path(f"{HOOK}disable/", views.DisableWebhook.as_view(), name="notifications_disable_webhook"),
    path(f"{HOOK}enable/", views.EnableWebhook.as_view(), name="notifications_enable_webhook"),
    path(f"{HOOK}adopt/", views.AdoptWebhook.as_view(), name="notifications_adopt_webhook"),
    path(f"{HOOK}remove/", views.WithdrawWebhook.as_view(), name="notifications_withdraw_webhook"),
    path(f"{HOOK}replay/", views.ReplayFailed.as_view(), name="notifications_replay_failed"),
    path(DELIVERY, views.DeliveryDetail.as_view(), name="notifications_delivery"),
    path(f"{DELIVERY}replay/", views.ReplayDelivery.as_view(), name="notifications_replay_delivery"),
]
api = [
    path("changes/", endpoints.ChangesEndpoint.as_view(), name="api_notifications_changes"),
    path("webhooks/", endpoints.WebhooksEndpoint.as_view(), name="api_notifications_webhooks"),
    path(API_HOOK, endpoints.WebhookEndpoint.as_view(), name="api_notifications_webhook"),
    path(f"{API_HOOK}secret/", endpoints.RotateEndpoint.as_view(), name="api_notifications_rotate"),
    path(f"{API_HOOK}test/", endpoints.TryEndpoint.as_view(), name="api_notifications_try"),
    path(f"{API_HOOK}disable/", endpoints.DisableEndpoint.as_view(), name="api_notifications_disable"),
    path(f"{API_HOOK}enable/", endpoints.EnableEndpoint.as_view(), name="api_notifications_enable"),
    path(f"{API_HOOK}adopt/", endpoints.AdoptEndpoint.as_view(), name="api_notifications_adopt"),
    path(
        f"{API_HOOK}replay/", endpoints.ReplayFailedEndpoint.as_view(), name="api_notifications_replay_failed"
    ),
    path(
        f"{API_HOOK}deliveries/", endpoints.DeliveriesEndpoint.as_view(), name="api_notifications_deliveries"
    ),
    path(API_DELIVERY, endpoints.DeliveryEndpoint.as_view(), name="api_notifications_delivery"),
    path(f"{API_DELIVERY}replay/", endpoints.ReplayEndpoint.as_view(), name="api_notifications_replay"),
]
public = [path("ui/hooks", views.DemoHookList.as_view(), name="demo_hooks")]
