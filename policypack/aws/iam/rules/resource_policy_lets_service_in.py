"""resource-policy-lets-service-in: Queues, topics, buckets, keys and functions must let the services in that use
them."""

from collections.abc import Iterator

from policypack.aws.common.parts import named_by
from policypack.aws.iam.grants import FUNCTION, GRANTS, NAMES, PERMISSION, POLICIES, Grant
from policypack.check import FALSE, Fact, Resource, Value, Verdict, all_of, any_of, is_not, known, require
from policypack.fix import Blank, Create, Depend, Fix, Json, Ref, fix
from policypack.rule import StackContext, StackRule

S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html"
TRAILS = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html"
TYPES = tuple(dict.fromkeys(one.type for one in GRANTS))


def check(user: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each target that the stack makes lets in the service that sends to it."""
    for grant in GRANTS:
        if grant.type == user.type:
            for place, needless in places(grant, user):
                yield from lets_in(grant, place, needless, user, context)


def places(grant: Grant, user: Resource) -> Iterator[tuple[Value, Fact]]:
    """The values that name a target, each with the fact that its block needs no grant."""
    for one in user[grant.by].elements():
        value = one[grant.part] if grant.part else one
        if not value.is_absent and not one.is_absent:
            yield value, spared(grant, one)


def spared(grant: Grant, block: Value) -> Fact:
    """The block has the argument that makes a grant needless."""
    if not grant.unless:
        return FALSE
    return block.undecided() if block.is_unknown else block[grant.unless].is_set()


def lets_in(
    grant: Grant, place: Value, needless: Fact, user: Resource, context: StackContext[None]
) -> Iterator[Verdict]:
    """A target that exists already may have its policy from elsewhere."""
    for target, named in named_by(place, user, grant.target, NAMES[grant.target], context.stack).links:
        yield require(
            any_of(is_not(named), grant.is_given(target, user, context.stack)),
            when=all_of(is_not(needless), known(not target.is_deployed and not user.is_deployed)),
            at=grant.by,
            problem=f"{place.path} names {target}, which does not let {grant.principal} in.",
            fix=opened(grant, target),
            rejects=grant.rejection,
        )


def opened(grant: Grant, target: Resource) -> Fix:
    """A permission of the function, or a policy of the target, which the user of it waits for."""
    if grant.target == FUNCTION:
        permission = {
            "function": Ref.to(target, "name"),
            "action": "lambda:InvokeFunction",
            "principal": grant.principal,
        }
        return fix(Create(PERMISSION[0], grant.example, permission), Depend(Ref(grant.example)))
    types, by = POLICIES[grant.target]
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": grant.principal},
        "Action": list(grant.actions),
        "Resource": Blank("the ARN of the target, with /* for objects of a bucket"),
    }
    arguments = {
        by: Ref.to(target, "arn" if by == "arn" else "id"),
        "policy": Json({"Version": "2012-10-17", "Statement": [statement]}),
    }
    return fix(
        Create(types[0], grant.example, arguments),
        Depend(Ref(grant.example)),
        note="or a further statement in the policy that there is",
    )


RULE = StackRule(
    id="resource-policy-lets-service-in",
    summary="Targets must let the services in that send to them",
    rationale="""
        S3 sends a test message before it takes a notification, CloudTrail tries the bucket, the key and the topic of a
        trail, CloudWatch Logs the function of a subscription, SES the bucket and the function of a receipt rule, Config
        the function of a rule, GuardDuty the bucket and the key of its findings. Each needs a statement for the service
        in the policy of the target, or a permission of the function; the policies that queues, topics, buckets and keys
        have by default are for their own account. A trail asks for the access control list of its bucket, too, and
        writes below its own prefix. Conditions of a statement count as met. Targets that the stack does not make, or
        that exist already, are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=TYPES,
    references=(S3, TRAILS),
    rejections=tuple(one.rejection for one in GRANTS),
    check=check,
)
