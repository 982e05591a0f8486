"""Whether a policy of a resource lets anyone in: every principal, and no condition that confines it.

AWS counts a condition on these keys, whose values anyone can bring along, as none:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html, read in November 2026.
"""

from __future__ import annotations

from policypack.aws.iam.documents import Document, Statement
from policypack.model.facts import Fact, all_of, any_fact, any_of, is_not, known
from policypack.model.values import Value

ANYONES = frozenset(
    {
        *("aws:currenttime", "aws:epochtime", "aws:referer", "aws:requestedregion", "aws:securetransport"),
        *("aws:useragent", "lambda:functionurlauthtype", "s3:prefix", "s3:delimiter", "s3:max-keys"),
        *("s3:tlsversion", "s3:x-amz-acl", "s3:x-amz-server-side-encryption", "sns:protocol"),
    }
)
"""Keys of a condition, in lower case, that tell nobody from anybody."""
_SOURCE_IP = "aws:sourceip"
_EVERYWHERE = ("0.0.0.0/0", "::/0")


def is_public(policy: Document) -> Fact:
    """A statement allows anyone, and no statement denies most of them; what may be missing of a document leaves it
    open."""
    statements = policy.statements()
    public = any_fact(map(allows_anyone, statements))
    narrowed = any_fact(map(_may_narrow, statements))
    return all_of(public, is_not(narrowed), policy.is_complete()) if public.truth is not False else public


def allows_anyone(statement: Statement) -> Fact:
    """It allows every principal without a condition that confines it."""
    one = statement.value
    principal = one["Principal"]
    anyone = any_of(principal.equals("*"), principal["AWS"].any(lambda name: name.equals("*")))
    return all_of(statement.is_allow, anyone, is_not(_confines(one["Condition"])))


def places(policy: Value) -> list[str]:
    """The paths, inside the JSON text, of the statements that allow anyone."""
    statements = policy.as_json()["Statement"]
    start = statements.path.removesuffix("Statement")
    return [
        one.path.removeprefix(start) for one in statements.elements() if allows_anyone(Statement(one)).truth is True
    ]


def _may_narrow(statement: Statement) -> Fact:
    """A denial of anything but plain HTTP may leave only a few principals."""
    plain_http = statement.value["Condition"]["Bool"]["aws:SecureTransport"]
    return all_of(statement.value["Effect"].equals("Deny"), is_not(plain_http.is_false()))


def _confines(condition: Value) -> Fact:
    """One of the condition's keys tells some principals from others."""
    if condition.is_unknown:
        return condition.undecided()
    return any_fact(
        _key_confines(operator, key, wanted)
        for operator, keys in condition.fields()
        for key, wanted in (keys.fields() if keys.is_known else ((_SOURCE_IP, keys),))
    )


def _key_confines(operator: str, key: str, wanted: Value) -> Fact:
    """The key is none of anyone's, and its values are not all values."""
    if key.lower() in ANYONES:
        return known(False)
    if key.lower() == _SOURCE_IP:
        return is_not(wanted.any(lambda one: one.is_in(_EVERYWHERE)))
    if "like" in operator.lower():
        return is_not(wanted.any(lambda one: one.equals("*")))
    return known(True)
