"""What S3 certainly treats as public, and which buckets block it.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html, read in November 2026.
"""

from __future__ import annotations

from policypack.aws import s3
from policypack.aws.iam.documents import Document
from policypack.model.facts import Fact, all_of, any_of, is_not
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

PUBLIC_ACLS = ("public-read", "public-read-write", "authenticated-read")


def is_public(policy: Document) -> Fact:
    """A statement allows anyone without a condition, and nothing is denied but plain HTTP.

    S3 evaluates conditions and denials more closely; what it may find not public is not public here. A condition or a
    denial may be in a part that a preview does not know.
    """
    statements = policy.value.as_json()["Statement"]
    return all_of(statements.any(_allows_anyone), is_not(statements.any(_may_narrow)), policy.is_complete())


def statements_for_anyone(policy: Value) -> list[str]:
    """The paths, inside the policy's JSON text, of the statements that allow anyone without a condition."""
    statements = policy.as_json()["Statement"]
    start = statements.path.removesuffix("Statement")
    return [one.path.removeprefix(start) for one in statements.elements() if _allows_anyone(one).truth]


def is_set(bucket: Resource, flag: str, stack: Stack) -> Fact:
    """A block in the stack, the bucket's or the account's, has the flag."""
    own = s3.linked(stack, s3.PUBLIC_ACCESS_BLOCK, bucket)
    account = stack.all_of_type(s3.ACCOUNT_PUBLIC_ACCESS_BLOCK)
    return (own + account).any(lambda block: block[flag].is_true())


def blocks(bucket: Resource, flag: str, stack: Stack) -> Fact:
    """The bucket's or the account's block has the flag; a new bucket without a block of its own has all four."""
    own = s3.linked(stack, s3.PUBLIC_ACCESS_BLOCK, bucket)
    return any_of(is_set(bucket, flag, stack), all_of(bucket.is_new(), is_not(own.exists())))


def _allows_anyone(statement: Value) -> Fact:
    principal = statement["Principal"]
    anyone = any_of(principal.equals("*"), principal["AWS"].any(lambda one: one.equals("*")))
    return all_of(statement["Effect"].equals("Allow"), anyone, statement["Condition"].is_empty())


def _may_narrow(statement: Value) -> Fact:
    plain_http = statement["Condition"]["Bool"]["aws:SecureTransport"]
    return all_of(statement["Effect"].equals("Deny"), is_not(plain_http.is_false()))
