"""How long a name may be in IAM, which characters it may have, and what a path looks like."""

from __future__ import annotations

import re

LONGEST_NAME = {
    "aws:iam/role:Role": 64,
    "aws:iam/user:User": 64,
    "aws:iam/group:Group": 128,
    "aws:iam/policy:Policy": 128,
    "aws:iam/instanceProfile:InstanceProfile": 128,
    "aws:iam/rolePolicy:RolePolicy": 128,
    "aws:iam/userPolicy:UserPolicy": 128,
    "aws:iam/groupPolicy:GroupPolicy": 128,
}
"""Characters of a name, by type token.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, 2026-11.
"""
INLINE_POLICIES = ("aws:iam/rolePolicy:RolePolicy", "aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy")
"""Their names may have all of ASCII but what URLs reserve."""
NAME_CHARACTERS = r"[A-Za-z0-9_+=,.@-]+"
_INLINE_NAME_CHARACTERS = r"[!-~]+"
_RESERVED = re.compile(r"[\\/*?]")
_LONGEST_PATH = 512


def has_name_characters(name: str, token: str) -> bool:
    """The name of a resource of this type has only characters that IAM takes."""
    if token in INLINE_POLICIES:
        return re.fullmatch(_INLINE_NAME_CHARACTERS, name) is not None and not _RESERVED.search(name)
    return re.fullmatch(NAME_CHARACTERS, name) is not None


def is_path(path: str) -> bool:
    """It is a slash, or visible ASCII characters between two slashes."""
    return path == "/" or (len(path) <= _LONGEST_PATH and re.fullmatch(r"/[!-\x7f]+/", path) is not None)
