"""The nouns of Lake Formation."""

PERMISSIONS = ("aws:lakeformation/permissions:Permissions",)
