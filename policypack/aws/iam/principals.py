"""The principals that a policy document may name, and what is wrong with one.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html, read in November 2026.
"""

from __future__ import annotations

import re
from functools import cache

from policypack.aws.common.tables import table
from policypack.model.opaque import is_opaque

KINDS = ("AWS", "Service", "Federated", "CanonicalUser")
"""The kinds of principals that an object in Principal names."""
DOMAIN = "amazonaws.com"

_DOMAINS = (".amazonaws.com", ".amazonaws.com.cn", ".amazon.com", ".amazonaws.eu", ".aws.internal")
_PARTITION = r"aws(-[a-z]+)*"
_ACCOUNT_ARN = re.compile(rf"arn:{_PARTITION}:(iam|sts)::(\d{{12}}|cloudfront):(?P<resource>.+)")
_IDENTITY = re.compile(r"root|(user|role|assumed-role|federated-user)/.+")
_UNIQUE_ID = re.compile(r"[A-Z0-9]{16,128}|[0-9a-f]{64}")
_ORIGIN_IDENTITY = re.compile(rf"arn:{_PARTITION}:iam::cloudfront:user/CloudFront Origin Access Identity \w+")
"""Its user's name has spaces: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3-oai.html"""


def kind_of(name: str) -> str | None:
    """The kind that this key of a Principal is, in any case; None for a key that is none."""
    return next((one for one in KINDS if one.lower() == name.lower()), None)


def error_of(kind: str, text: str) -> str | None:
    """What is wrong with a principal of this kind; None for one that may be right, as the output of a resource is."""
    if is_opaque(text) or "${" in text:
        return None
    if kind == "AWS":
        return _identity_error(text)
    if kind == "Service":
        return _service_error(text)
    return None


def _identity_error(text: str) -> str | None:
    """An account, or the ARN of a user, a role or a session: no wildcard but "*" alone."""
    if text == "*" or re.fullmatch(r"\d{12}", text) or _UNIQUE_ID.fullmatch(text) or _ORIGIN_IDENTITY.fullmatch(text):
        return None
    if text.isdigit():
        return f"which has {len(text)} digits, and an account has 12"
    if not text.startswith("arn:"):
        service = text.endswith(_DOMAINS)
        return "which is a service: its key is Service" if service else "which is neither an account nor an ARN"
    found = _ACCOUNT_ARN.fullmatch(text)
    if found is None:
        return "which is not arn:PARTITION:iam::ACCOUNT:... with an account of 12 digits"
    if "*" in text or "?" in text:
        return "which has a wildcard inside of an ARN"
    if not _IDENTITY.fullmatch(found["resource"]):
        return "which is not an account's root, a user, a role or a session"
    return "which has a space" if " " in text else None


def _service_error(text: str) -> str | None:
    """The host name of a service: of a name that the table does not have, only the form is certain, and a near miss."""
    name, dot, domain = text.partition(".amazonaws.")
    if text == "*":
        return None
    if not dot or not name or domain not in ("com", "com.cn", "eu"):
        known_name = text.split(".", 1)[0].lower() in accepted()
        broken = re.search(r"\s|:|/|_", text) or "." not in text or text in (DOMAIN, f".{DOMAIN}")
        wrong_domain = known_name and not text.endswith((".aws.internal", ".gov", ".eu", ".uk"))
        return f"which is not the name of a service, such as lambda.{DOMAIN}" if broken or wrong_domain else None
    if re.search(r"\s|:|/", name):
        return f"which is not the name of a service, such as lambda.{DOMAIN}"
    if domain != "com" or name.lower() in accepted():
        return None
    if name.lower() in rejected():
        return "which is no principal"
    near = nearest(name.lower())
    return f"which is not a service's name; {near}.{DOMAIN} is" if near else None


def nearest(name: str) -> str | None:
    """The accepted name that this unknown one is a slip of: up to two letters, for short names one."""
    bare = _without_version(name)
    if len(name) < 5 or re.search(r"(^|\.)[a-z]{2}(-[a-z]+)+-\d$", name):
        return None
    for known in sorted(accepted()):
        most = 2 if len(known) > 8 else 1
        if len(known) >= 6 and _without_version(known) != bare and _distance(name, known, most) <= most:
            return known
    return None


def _without_version(name: str) -> str:
    """``inspector`` for ``inspector2`` and for ``inspectorv2``: a next generation is no slip."""
    return re.sub(r"-?v?\d{1,3}$", "", name)


def _distance(one: str, other: str, most: int) -> int:
    """How many letters to add, remove, change or swap with the next; more than ``most`` where it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, counterpart in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != counterpart))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == counterpart:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]


@cache
def accepted() -> frozenset[str]:
    """Names of services, without the domain, that are principals."""
    return frozenset(table("iam/service_principals").texts("accepted"))


@cache
def rejected() -> frozenset[str]:
    """Names that are no principals, by AWS's answer."""
    return frozenset(table("iam/service_principals").section("rejected"))
