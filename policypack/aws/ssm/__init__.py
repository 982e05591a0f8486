"""SSM's nouns."""

PARAMETER = ("aws:ssm/parameter:Parameter",)
DOCUMENT = ("aws:ssm/document:Document",)
ASSOCIATION = ("aws:ssm/association:Association",)
MAINTENANCE_WINDOW = ("aws:ssm/maintenanceWindow:MaintenanceWindow",)
MAINTENANCE_WINDOW_TASK = ("aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",)
