"""The nouns of IAM Identity Center."""

PERMISSION_SET = ("aws:ssoadmin/permissionSet:PermissionSet",)
