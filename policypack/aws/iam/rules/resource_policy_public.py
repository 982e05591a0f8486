"""resource-policy-public: Policies of resources must not let anyone in."""

from collections.abc import Iterator

from policypack.aws import s3
from policypack.aws.iam import document, public_policies
from policypack.aws.lambda_ import PERMISSION
from policypack.aws.s3 import public as s3_public
from policypack.check import Fact, Resource, Stack, Value, Verdict, all_facts, all_of, any_of, is_not, known, require
from policypack.fix import Blank, Edit, Fix, Set, fix, note
from policypack.model.conditions import argument
from policypack.rule import StackContext, StackRule

POLICIES = (
    *("aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy", "aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"),
    *("aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy", "aws:ecr/repositoryPolicy:RepositoryPolicy"),
    *("aws:secretsmanager/secret:Secret", "aws:secretsmanager/secretPolicy:SecretPolicy"),
)
"""The types whose argument ``policy`` lets others in by itself."""
CONFINING = ("sourceArn", "sourceAccount", "principalOrgId")
ANYONES = "http://acs.amazonaws.com/groups/global/AllUsers"


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No policy, permission or ACL lets anyone in."""
    if subject.type in PERMISSION:
        yield permission(subject)
    elif subject.type in s3.BUCKET_ACL:
        yield acl(subject, context.stack)
    else:
        if subject.type in s3.BUCKET:
            yield inline_acl(subject, context.stack)
        yield policy(subject, context.stack)


def policy(holder: Resource, stack: Stack) -> Verdict:
    """The document lets only some in, or the bucket's block keeps the others out."""
    public = public_policies.is_public(document(holder, holder["policy"], stack))
    return require(
        any_of(is_not(public), keeps_out(holder, "restrictPublicBuckets", stack)),
        when=holder["policy"].is_set(),
        at="policy",
        problem='policy allows a statement to "*" that no condition confines: anyone with an AWS account, and often'
        " anyone at all, can do what it allows.",
        fix=for_some(holder["policy"]),
    )


def keeps_out(holder: Resource, flag: str, stack: Stack) -> Fact:
    """The holder is a bucket, or of a bucket, whose block has the flag; a bucket that the stack does not have may."""
    if holder.type in s3.BUCKET:
        return s3_public.blocks(holder, flag, stack)
    if holder.type not in (*s3.BUCKET_POLICY, *s3.BUCKET_ACL):
        return known(False)
    buckets = stack.referred(holder, "bucket", s3.BUCKET, s3.NAMES)
    blocked = all_facts(any_of(is_not(link), s3_public.blocks(one, flag, stack)) for one, link in buckets.links)
    return all_of(blocked, buckets.exists() if buckets.links else holder["bucket"].undecided())


def permission(subject: Resource) -> Verdict:
    """A function may be called by some accounts only, or by S3 for a bucket of theirs."""
    principal = subject["principal"]
    open_to = any_of(principal.equals("*"), principal.equals("s3.amazonaws.com"))
    confined = any_of(*(argument(name).is_present().ask(subject) for name in CONFINING))
    return require(
        any_of(is_not(open_to), confined),
        at="principal",
        problem=f"principal is {principal}, and neither sourceArn nor sourceAccount confines it: anyone can have the"
        " function run.",
        fix=fix(Set("sourceAccount", Blank("the account that may call the function"))),
    )


def acl(subject: Resource, stack: Stack) -> Verdict:
    """The canned ACL is not public, and no grant is for all users, unless the bucket ignores public ACLs."""
    grants = subject.each("accessControlPolicy.grants[].grantee.uri")
    public = any_of(subject["acl"].is_in(s3_public.PUBLIC_ACLS), *(one.equals(ANYONES) for one in grants))
    return require(
        any_of(is_not(public), keeps_out(subject, "ignorePublicAcls", stack)),
        at="acl",
        problem=f"acl is {subject['acl']}: anyone can read the bucket's objects.",
        fix=fix(Set("acl", "private")),
    )


def inline_acl(bucket: Resource, stack: Stack) -> Verdict:
    """The bucket's own ACL is not public, unless the bucket ignores public ACLs."""
    return require(
        any_of(is_not(bucket["acl"].is_in(s3_public.PUBLIC_ACLS)), s3_public.blocks(bucket, "ignorePublicAcls", stack)),
        at="acl",
        problem=f"acl is {bucket['acl']}: anyone can read the bucket's objects.",
        fix=fix(Set("acl", "private")),
    )


def for_some(document_of: Value) -> Fix:
    """The statements name who is let in; of a secret document nothing is told."""
    found = [] if document_of.is_secret else public_policies.places(document_of)
    if not found:
        return note("name the principals, or confine them by a Condition")
    who = Blank("the account, or the ARN of a role, that is let in")
    return fix(*(Edit("policy", f"{path}.Principal", {"AWS": who}) for path in found))


RULE = StackRule(
    id="resource-policy-public",
    summary="Policies of resources must not let anyone in",
    rationale="""
        "Principal": "*" means every principal of every account, and for many services everybody on the internet. It
        is safe only with a condition that tells who or what is meant, such as aws:SourceArn, aws:SourceAccount or
        aws:PrincipalOrgID; conditions on what anyone can bring along, such as aws:SecureTransport or aws:Referer, do
        not count. Any statement that denies more than plain HTTP is taken for one that confines. For a bucket that
        blocks public access, as new ones do, nothing is said: S3 lets nobody in. A website in a bucket can be private
        behind CloudFront. S3 itself calls a function for whoever owns the bucket, so that its permission names the
        bucket or the account.
    """,
    level="advisory",
    consequence="exposure",
    since="0.3.0",
    applies_to=(*POLICIES, *PERMISSION, *s3.BUCKET, *s3.BUCKET_POLICY, *s3.BUCKET_ACL),
    controls=("KMS.5", "Lambda.1", "S3.2", "S3.3", "SNS.4", "SQS.3", "CloudTrail.6"),
    references=("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",),
    check=check,
)
