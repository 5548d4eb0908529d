"""Addresses of the room."""

from notifications import urls_letters, urls_webhooks

workspace = [*urls_letters.workspace, *urls_webhooks.workspace]
public = [*urls_letters.public, *urls_webhooks.public]
api = [*urls_letters.api, *urls_webhooks.api]
