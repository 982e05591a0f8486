"""s3-secure-transport: S3 buckets must deny plain HTTP."""

from collections.abc import Iterator

from policypack.aws import s3
from policypack.aws.iam import document
from policypack.aws.iam.documents import Document, Statement
from policypack.aws.s3.fixes import separate
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_of, is_not, require
from policypack.fix import Blank, Edit, Fix, Json, Ref, Step, Target, fix
from policypack.model.values import Plain
from policypack.rule import StackContext, StackRule

KEY = "aws:SecureTransport"
OPERATORS = ("Bool", "BoolIfExists")


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """A statement of the bucket's policy denies everybody's requests over HTTP; a website has no other."""
    stack = context.stack
    return require(
        any_of(
            denies_http(document(bucket, bucket["policy"], stack)),
            s3.linked(stack, s3.BUCKET_POLICY, bucket).any(
                lambda one: denies_http(document(one, one["policy"], stack))
            ),
        ),
        when=is_not(is_website(bucket, stack)),
        at="policy",
        problem="No policy of the bucket denies plain HTTP: whoever is on the way can read and change what a careless"
        " client sends.",
        fix=deny_http(bucket, stack),
    )


def is_website(bucket: Resource, stack: Stack) -> Fact:
    """S3 serves the bucket as a website, which has only HTTP."""
    inline = (bucket[name] for name in ("website", "websites"))
    return any_of(*(is_not(one.is_empty()) for one in inline), s3.linked(stack, s3.BUCKET_WEBSITE, bucket).exists())


def denies_http(policy: Document) -> Fact:
    """One of the statements denies everybody what does not come over TLS."""
    return policy.any(_denies_http)


def _denies_http(statement: Statement) -> Fact:
    one = statement.value
    everybody = any_of(one["Principal"].equals("*"), one["Principal"]["AWS"].any(lambda name: name.equals("*")))
    over_http = (one["Condition"][operator][KEY].is_false() for operator in OPERATORS)
    return all_of(one["Effect"].equals("Deny"), everybody, any_of(*over_http))


def deny_http(bucket: Resource, stack: Stack) -> Fix:
    """A statement in the policy that the bucket has, or a policy."""
    for policy in s3.linked(stack, s3.BUCKET_POLICY, bucket).certain():
        return fix(*add_statement(policy, bucket))
    if not bucket["policy"].is_absent:
        return fix(*add_statement(bucket, bucket))
    document = Json({"Version": "2012-10-17", "Statement": [statement(bucket)]})
    return fix(separate(bucket, s3.BUCKET_POLICY, {"policy": document}, stack))


def add_statement(holder: Resource, bucket: Resource) -> Iterator[Step]:
    """The statement behind those of the holder's policy."""
    statements = holder["policy"].as_json()["Statement"]
    place = len(statements.elements())
    yield Edit("policy", f"Statement[{place}]", statement(bucket), on=None if holder is bucket else Target.of(holder))


def statement(bucket: Resource) -> dict[str, Plain]:
    """Everybody is denied what does not come over TLS."""
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [Ref.to(bucket, "arn"), Blank("the bucket's ARN, with /* behind it")],
        "Condition": {"Bool": {KEY: "false"}},
    }


RULE = StackRule(
    id="s3-secure-transport",
    summary="S3 buckets must deny plain HTTP",
    rationale="""
        S3 answers over HTTP, too. A statement of the bucket's policy that denies everybody what has aws:SecureTransport
        false stops a client that is set up wrongly before it sends data or signed URLs in the clear. A bucket that S3
        serves as a website is not asked: websites of S3 have only HTTP, and CloudFront in front of a private bucket has
        TLS.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    applies_to=s3.BUCKET,
    controls=("S3.5",),
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",),
    check=check,
)
