"""The nouns of WorkSpaces."""

WORKSPACE = ("aws:workspaces/workspace:Workspace",)
