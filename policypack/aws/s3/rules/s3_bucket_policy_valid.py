"""s3-bucket-policy-valid: S3 bucket policies must have actions and resources of their bucket."""

from collections.abc import Iterator
from itertools import pairwise

from policypack.aws import s3
from policypack.aws.iam import document
from policypack.aws.s3 import policies
from policypack.check import Resource, Value, Verdict, any_of, is_not, require
from policypack.fix import Blank, Edit, Ref, fix
from policypack.model.facts import FALSE, TRUE, Fact
from policypack.model.values import Plain, combined, text_of, together
from policypack.rule import Rejection, StackContext, StackRule

OWN_OUTPUTS = ("arn", "bucket", "id")
"""Outputs of a bucket that its ARN is or is made of."""
ACTIONS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html"
RESOURCES = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html"
OTHER_RESOURCE = Rejection(
    service="S3",
    condition="A bucket policy has a resource that is not the bucket or its objects",
    error="MalformedPolicy: Policy has invalid resource",
    source="https://github.com/aws-samples/aws-serverless-appsync-app/issues/4",
    invalid="other-bucket",
    valid="own-bucket",
)
NO_ACTION = Rejection(
    service="S3",
    condition="A bucket policy has an action that S3 does not have",
    error="MalformedPolicy: Policy has invalid action",
    source="https://github.com/versity/versitygw/issues/650",
    invalid="operation",
    valid="own-bucket",
)
NOT_APPLICABLE = Rejection(
    service="S3",
    condition="A statement of a bucket policy has an action on objects and only the bucket, or the other way round",
    error="MalformedPolicy: Action does not apply to any resource(s) in statement",
    source="https://github.com/ministryofjustice/modernisation-platform/pull/10762",
    invalid="objects-only",
    valid="own-bucket",
)


def check(policy: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each resource is the bucket or in it, and each action is one of S3 that applies to one of them."""
    owner = bucket_of(policy, context)
    bucket = policy["bucket"] if policy["bucket"].is_known or owner is None else owner["bucket"]
    incomplete = is_not(document(policy, policy["policy"], context.stack).is_complete())
    for statement in policy["policy"].as_json()["Statement"].elements():
        start = policy["policy"].path
        resources = statement["Resource"].elements()
        for resource in resources:
            if owner is not None and is_of_another(resource, owner, context):
                yield require(
                    FALSE,
                    at="policy",
                    problem=f"The policy has the resource {resource}, and it is on {owner}.",
                    fix=fix(Edit("policy", inside(resource, start), Ref.to(owner, "arn"))),
                    rejects=OTHER_RESOURCE,
                )
                continue
            if owner is not None and is_arn_in_arn(resource):
                yield require(
                    FALSE,
                    at="policy",
                    problem=f"The policy has the resource {resource}, an ARN inside an ARN.",
                    fix=fix(
                        Edit("policy", inside(resource, start), Ref.to(owner, "arn")), note="and /* for its objects"
                    ),
                    rejects=OTHER_RESOURCE,
                )
                continue
            wrong = combined(resource_error, unless_own(resource, owner), bucket)
            yield require(
                wrong.is_empty(),
                at="policy",
                problem=f"The policy has the resource {resource}, which {wrong.say(str, '')}.",
                fix=fix(Edit("policy", inside(resource, start), in_bucket(resource, bucket))),
                rejects=OTHER_RESOURCE,
            )
        for action in statement["Action"].elements():
            wrong = combined(action_error, action.as_text())
            yield require(
                wrong.is_empty(),
                at="policy",
                problem=f"The policy has the action {action}, which {wrong.say(str, '')}.",
                fix=fix(Edit("policy", inside(action, start), Blank("an action of S3, such as s3:GetObject"))),
                rejects=NO_ACTION,
            )
            applicable = any_of(applies(action, resources), incomplete)
            yield require(
                applicable,
                at="policy",
                problem=f"The policy has the action {action}, which applies to no resource of its statement.",
                fix=fix(
                    Edit("policy", inside(statement["Resource"], start), [Blank("the bucket"), Blank("its objects")])
                ),
                rejects=NOT_APPLICABLE,
            )


def bucket_of(policy: Resource, context: StackContext[None]) -> Resource | None:
    """The bucket of the stack that the policy is certainly on."""
    certain = context.stack.referred(policy, "bucket", s3.BUCKET, s3.NAMES).certain()
    return certain[0] if len(certain) == 1 else None


def is_of_another(resource: Value, owner: Resource, context: StackContext[None]) -> bool:
    """The resource starts with the ARN of another bucket of the stack."""
    text = text_of(resource)
    first = text.holes[0] if text is not None and not isinstance(text.parts[0], str) else None
    other = first is not None and first.output == "arn" and first.urn != owner.urn
    return other and first is not None and context.stack.type_of(first.urn) in s3.BUCKET


def is_arn_in_arn(resource: Value) -> bool:
    """An output that is an ARN stands where the name of the bucket should be: arn:aws:s3:::arn:aws:s3:::orders."""
    text = text_of(resource)
    return text is not None and any(
        not isinstance(part, str) and part.output == "arn" and isinstance(before, str) and before.endswith(":::")
        for before, part in pairwise(text.parts)
    )


def unless_own(resource: Value, owner: Resource | None) -> Value:
    """The resource as a text; nothing to object to where it is made of the policy's own bucket."""
    text = text_of(resource)
    if text is None or owner is None:
        return resource.as_text()
    holes = {hole.urn for hole in text.holes}
    if holes == {owner.urn} and text.holes[0].output in OWN_OUTPUTS:
        return Value(None, resource.path, resource.owner)
    return resource.as_text()


def resource_error(resource: Plain, bucket: Plain) -> str | None:
    """What is wrong with a resource, as the policy module says it."""
    return policies.resource_error(resource, str(bucket) if bucket else None) if isinstance(resource, str) else None


def action_error(action: Plain) -> str | None:
    """What is wrong with an action, as the policy module says it."""
    return policies.action_error(action) if isinstance(action, str) else None


def applies(action: Value, resources: tuple[Value, ...]) -> Fact:
    """The action applies to one of the resources; a statement without any is another rule's."""
    if not resources:
        return TRUE
    return together(
        lambda name, *arns: policies.applies(str(name), tuple(map(str, arns))),
        action.as_text(),
        *(marked(one) for one in resources),
    )


def marked(resource: Value) -> Value:
    """The text, with marks in place of a bucket's ARN or name, which have no slash; the value where it is unknown."""
    text = text_of(resource)
    if text is None or any(hole.output not in OWN_OUTPUTS for hole in text.holes):
        return resource.as_text()
    return Value(text.marked, resource.path, resource.owner)


def in_bucket(resource: Value, bucket: Value) -> Plain:
    """The same resource in the policy's own bucket."""
    return combined(own_resource, resource.as_text(), bucket).say(str, "") or Blank(
        "the ARN of the bucket or its objects"
    )


def own_resource(resource: Plain, bucket: Plain) -> str | None:
    """The ARN with the name of the bucket, and the key that it has."""
    if not bucket or not isinstance(resource, str):
        return None
    slash, key = resource.partition("/")[1:]
    return f"arn:aws:s3:::{bucket}{slash}{key}"


def inside(value: Value, start: str) -> str:
    """The place of a value inside the JSON text."""
    return value.path.removeprefix(start).removeprefix(".")


RULE = StackRule(
    id="s3-bucket-policy-valid",
    summary="S3 bucket policies must have actions and resources of their bucket",
    rationale="""
        S3 accepts a bucket's policy only if each resource is that bucket or objects in it, so a policy for the bucket
        of another stage is rejected. Each action must be one of S3: HeadObject and ListObjects are operations of its
        API, and the actions are s3:GetObject and s3:ListBucket. Each action must apply to a resource of its statement:
        s3:ListBucket to the bucket, s3:GetObject to its objects, which end in /*. Actions that are newer than this
        version pass. NotResource and NotAction are not checked.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=s3.BUCKET_POLICY,
    references=(ACTIONS, RESOURCES),
    rejections=(OTHER_RESOURCE, NO_ACTION, NOT_APPLICABLE),
    check=check,
)
