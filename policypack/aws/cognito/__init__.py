"""The nouns of Cognito: user pools, their clients, domains and identity providers."""

from __future__ import annotations

USER_POOL = ("aws:cognito/userPool:UserPool",)
CLIENT = ("aws:cognito/userPoolClient:UserPoolClient",)
DOMAIN = ("aws:cognito/userPoolDomain:UserPoolDomain",)
IDENTITY_PROVIDER = ("aws:cognito/identityProvider:IdentityProvider",)

OWN_DIRECTORY = "COGNITO"
"""The identity provider that each pool has."""
STANDARD_ATTRIBUTES = (
    *("address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name", "locale"),
    *("middle_name", "name", "nickname", "phone_number", "phone_number_verified", "picture", "preferred_username"),
    *("profile", "sub", "updated_at", "website", "zoneinfo"),
)
"""Attributes that each pool has, which can be required; November 2026:
https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html"""
RESERVED_WORDS = ("aws", "amazon", "cognito")
"""Words that the prefix of a domain cannot have."""
