"""The nouns of Managed Grafana."""

WORKSPACE = ("aws:grafana/workspace:Workspace",)
