"""Names of choices in the description of the API: several records have a `state`, and each has its own."""

ENUMS = {
    "ProjectKind": "projects.models.Project.Kind",
    "ProjectRole": "projects.models.ProjectMember.Role",
    "ProjectStage": "projects.models.Project.Stage",
    "ProjectState": "projects.models.Project.State",
    "TaskKind": "planning.models.Task.Kind",
    "TaskState": "planning.models.Task.State",
    "ImportState": "exchange.models.ImportRun.State",
    "ClientState": "tenancy.models.Client.State",
    "InvitationState": "tenancy.models.Invitation.State",
    "OrganizationRole": "tenancy.models.Role",
    "LetterState": "notifications.models.Delivery.State",
    "WebhookState": "notifications.models.Webhook.State",
    "WebhookDeliveryState": "notifications.models.WebhookDelivery.State",
}
