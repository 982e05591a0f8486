"""The nouns of Resource Access Manager."""

PRINCIPAL_ASSOCIATION = ("aws:ram/principalAssociation:PrincipalAssociation",)
