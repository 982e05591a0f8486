"""Whose policy must let a service in before AWS makes what sends to it: a row for each thing that AWS refuses to make.

Read in November 2026. A row is here only where the service tries the grant itself when the thing is made. The policy is
the resource's own argument, or a resource of its own that names it; a Lambda function has permissions instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policypack.aws.iam import document
from policypack.aws.iam.documents import Attached, Statement
from policypack.model.facts import Fact, all_of, any_fact, any_of
from policypack.model.links import Linked
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.stack import Stack

QUEUE = ("aws:sqs/queue:Queue",)
TOPIC = ("aws:sns/topic:Topic",)
BUCKET = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
KEY = ("aws:kms/key:Key",)
FUNCTION = ("aws:lambda/function:Function",)
PERMISSION = ("aws:lambda/permission:Permission",)
POLICIES = {
    QUEUE: (("aws:sqs/queuePolicy:QueuePolicy",), "queueUrl"),
    TOPIC: (("aws:sns/topicPolicy:TopicPolicy",), "arn"),
    BUCKET: (("aws:s3/bucketPolicy:BucketPolicy",), "bucket"),
    KEY: (("aws:kms/keyPolicy:KeyPolicy",), "keyId"),
}
"""The type of a policy of its own, and its argument that names the resource."""
NAMES = {QUEUE: ("name",), TOPIC: ("name",), BUCKET: ("bucket",), KEY: (), FUNCTION: ("name",)}
"""The arguments that name a target."""
_NOTIFICATION = "aws:s3/bucketNotification:BucketNotification"
_TRAIL = "aws:cloudtrail/trail:Trail"
_INVALID_DESTINATION = "InvalidArgument: Unable to validate the following destination configurations"


@dataclass(frozen=True, kw_only=True, eq=False)
class Grant:
    """What a resource that the argument ``by`` names must allow a service. ``part`` is the field of a block in
    ``by``."""

    service: str
    type: str
    by: str
    part: str = ""
    target: tuple[str, ...]
    principal: str
    actions: tuple[str, ...]
    error: str
    source: str
    example: str

    @cached_property
    def rejection(self) -> Rejection:
        """What AWS rejects."""
        return Rejection(
            service=self.service,
            condition=f"{self.by} of a {self.type.rsplit(':', 1)[-1]} names a {self.target[0].rsplit(':', 1)[-1]} that"
            f" does not let {self.principal} in",
            error=self.error,
            source=self.source,
            invalid=f"{self.example}-closed",
            valid=f"{self.example}-open",
        )

    def is_given(self, target: Resource, stack: Stack) -> Fact:
        """A policy of the target, or a permission of the function, allows one of the actions to the service."""
        return stack.derived(self._is_given, target)

    def _is_given(self, stack: Stack, target: Resource) -> Fact:
        if self.target == FUNCTION:
            permissions = stack.linked(PERMISSION, to=target, by="function", names=("name",))
            return permissions.any(lambda one: one["principal"].as_text().test(self._is_the_service))
        return any_fact(
            all_of(one.holds, one.document.any(self._lets_in)) for one in policies(self.target, target, stack)
        )

    def _lets_in(self, statement: Statement) -> Fact:
        principal = statement.value["Principal"]
        return all_of(
            statement.is_allow,
            any_fact(statement.covers(action) for action in self.actions),
            any_of(
                principal.equals("*"),
                principal["AWS"].any(lambda one: one.equals("*")),
                principal["Service"].any(lambda one: one.as_text().test(self._is_the_service)),
                statement.value["NotPrincipal"].is_set(),
            ),
        )

    def _is_the_service(self, name: str) -> bool:
        """The service by its global or its regional name, in any partition."""
        return name == "*" or name.split(".", maxsplit=1)[0].lower() == self.principal.split(".")[0]


def policies(types: tuple[str, ...], target: Resource, stack: Stack) -> Iterator[Attached]:
    """The policies of a resource: its own argument, and those that name it."""
    of_its_own, by = POLICIES[types]
    if not target["policy"].is_absent:
        yield Attached(document(target, target["policy"], stack), target["policy"].is_set())
    named: Linked = stack.linked(of_its_own, to=target, by=by, names=NAMES[types])
    for policy, holds in named.links:
        yield Attached(document(policy, policy["policy"], stack), holds)


GRANTS = (
    Grant(
        service="S3",
        type=_NOTIFICATION,
        by="queues",
        part="queueArn",
        target=QUEUE,
        principal="s3.amazonaws.com",
        actions=("sqs:SendMessage",),
        error=f"{_INVALID_DESTINATION}. Permissions on the destination queue do not allow S3 to publish notifications",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/1582",
        example="queue",
    ),
    Grant(
        service="S3",
        type=_NOTIFICATION,
        by="topics",
        part="topicArn",
        target=TOPIC,
        principal="s3.amazonaws.com",
        actions=("sns:Publish",),
        error=_INVALID_DESTINATION,
        source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
        example="topic",
    ),
    Grant(
        service="S3",
        type=_NOTIFICATION,
        by="lambdaFunctions",
        part="lambdaFunctionArn",
        target=FUNCTION,
        principal="s3.amazonaws.com",
        actions=("lambda:InvokeFunction",),
        error=_INVALID_DESTINATION,
        source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
        example="function",
    ),
    Grant(
        service="CloudTrail",
        type=_TRAIL,
        by="s3BucketName",
        target=BUCKET,
        principal="cloudtrail.amazonaws.com",
        actions=("s3:PutObject",),
        error="InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: orders-trail",
        source="https://github.com/hashicorp/terraform/issues/6388",
        example="trail-bucket",
    ),
    Grant(
        service="CloudTrail",
        type=_TRAIL,
        by="kmsKeyId",
        target=KEY,
        principal="cloudtrail.amazonaws.com",
        actions=("kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"),
        error="InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket orders-trail or KMS"
        " key arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab.",
        source="https://github.com/trussworks/terraform-aws-cloudtrail/issues/186",
        example="trail-key",
    ),
    Grant(
        service="CloudTrail",
        type=_TRAIL,
        by="snsTopicName",
        target=TOPIC,
        principal="cloudtrail.amazonaws.com",
        actions=("sns:Publish",),
        error="InsufficientSnsTopicPolicyException: SNS Topic does not exist or the topic policy is incorrect!",
        source="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html",
        example="trail-topic",
    ),
    Grant(
        service="CloudWatch Logs",
        type="aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
        by="destinationArn",
        target=FUNCTION,
        principal="logs.amazonaws.com",
        actions=("lambda:InvokeFunction",),
        error="InvalidParameterException: Could not execute the lambda function. Make sure you have given CloudWatch"
        " Logs permission to execute your function.",
        source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html",
        example="logs-function",
    ),
)
