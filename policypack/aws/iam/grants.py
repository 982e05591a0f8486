"""Whose policy must let a service in before AWS makes what sends to it: a row for each thing that AWS refuses to make.

Read in November 2026. A row is here only where the service tries the grant itself when the thing is made. The policy is
the resource's own argument, or a resource of its own that names it; a Lambda function has permissions instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, partial

from policypack.aws import s3
from policypack.aws.iam import document
from policypack.aws.iam.documents import Attached, Statement
from policypack.model.facts import TRUE, Fact, all_facts, all_of, any_fact, any_of, known
from policypack.model.holes import Hole
from policypack.model.links import Linked
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain, Value, plain, text_of

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
_RECEIPT = "aws:ses/receiptRule:ReceiptRule"
_FINDINGS = "aws:guardduty/publishingDestination:PublishingDestination"
_NO_FINDINGS = (
    "BadRequestException: The request failed because the GuardDuty service principal does not have permission to the"
    " KMS key or the resource specified by the destinationArn parameter."
)
_TO_FINDINGS = "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html"
_INVALID_DESTINATION = "InvalidArgument: Unable to validate the following destination configurations"


@record(frozen=True, kw_only=True, eq=False)
class Grant:
    """What a resource that the argument ``by`` names must allow a service.

    ``part`` is the field of a block in ``by``; a block that has ``unless`` needs no grant. One of ``actions`` is
    enough, but for a grant of ``each``. ``keys`` tells how the keys of the objects begin that the last action must
    reach.
    """

    service: str
    type: str
    by: str
    part: str = ""
    unless: str = ""
    target: tuple[str, ...]
    principal: str
    actions: tuple[str, ...]
    each: bool = False
    keys: Callable[[Resource], Value] | None = None
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

    def is_given(self, target: Resource, user: Resource, stack: Stack) -> Fact:
        """A policy of the target, or a permission of the function, allows the actions to the service."""
        keys = self.keys(user) if self.keys else None
        if keys is None or keys.is_known:
            return stack.derived(self._is_given, target, "" if keys is None else str(plain(keys)))
        return keys.undecided()

    def _is_given(self, stack: Stack, target: Resource, keys: str) -> Fact:
        if self.target == FUNCTION:
            permissions = stack.linked(PERMISSION, to=target, by="function", names=("name",))
            return permissions.any(lambda one: one["principal"].as_text().test(self._is_the_service))
        found = tuple(policies(self.target, target, stack))
        allowed = (
            any_fact(all_of(one.holds, one.document.any(partial(self._lets_in, action, keys))) for one in found)
            for action in self.actions
        )
        return all_facts(allowed) if self.each else any_fact(allowed)

    def _lets_in(self, action: str, keys: str, statement: Statement) -> Fact:
        principal = statement.value["Principal"]
        return all_of(
            statement.is_allow,
            statement.covers(action),
            _reaches(statement, keys) if keys and action == self.actions[-1] else TRUE,
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


def _reaches(statement: Statement, keys: str) -> Fact:
    """A Resource of the statement holds objects whose keys begin so, in whatever bucket."""
    return any_of(
        statement.value["NotResource"].is_set(), statement.value["Resource"].any(lambda one: _has_objects(one, keys))
    )


def _has_objects(resource: Value, keys: str) -> Fact:
    """The ARN holds objects whose keys begin so; an output in it that names a bucket has no slash."""
    text = text_of(resource)
    if text is None or (isinstance(text.parts[0], Hole) and not s3.is_of_bucket(text.parts[0])):
        return resource.matches(_holding(keys))
    filled = (one if isinstance(one, str) else "bucket" if s3.is_of_bucket(one) else "*" for one in text.parts)
    return known(re.fullmatch(_holding(keys), "".join(filled)) is not None)


def _holding(keys: str) -> str:
    """The ARNs of a policy that hold such keys: all of them, or up to a wildcard."""
    begun = "|".join(f"{re.escape(keys[:end])}[*?$].*" for end in range(len(keys)))
    return rf"[^/]*\*|[^/]*/(?:{re.escape(keys)}.*|{begun})"


def log_files(trail: Resource) -> Value:
    """How the keys of a trail's files begin: ``PREFIX/AWSLogs/``."""
    prefix = trail["s3KeyPrefix"]
    return Value("AWSLogs/", "s3KeyPrefix", trail.name) if prefix.is_absent else prefix.as_text().map(_with_logs)


def _with_logs(prefix: Plain) -> Plain:
    text = str(prefix or "").strip("/")
    return f"{text}/AWSLogs/" if text else "AWSLogs/"


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
        actions=("s3:GetBucketAcl", "s3:PutObject"),
        each=True,
        keys=log_files,
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
    Grant(
        service="SES",
        type=_RECEIPT,
        by="s3Actions",
        part="bucketName",
        unless="iamRoleArn",
        target=BUCKET,
        principal="ses.amazonaws.com",
        actions=("s3:PutObject",),
        error="InvalidS3Configuration: Could not write to bucket: orders-mail",
        source="https://github.com/aws/aws-cdk/issues/1885",
        example="mail-bucket",
    ),
    Grant(
        service="SES",
        type=_RECEIPT,
        by="lambdaActions",
        part="functionArn",
        target=FUNCTION,
        principal="ses.amazonaws.com",
        actions=("lambda:InvokeFunction",),
        error="InvalidLambdaFunction: Could not invoke Lambda function:"
        " arn:aws:lambda:us-east-1:123456789012:function:orders",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/34259",
        example="mail-function",
    ),
    Grant(
        service="AWS Config",
        type="aws:cfg/rule:Rule",
        by="source",
        part="sourceIdentifier",
        target=FUNCTION,
        principal="config.amazonaws.com",
        actions=("lambda:InvokeFunction",),
        error="InsufficientPermissionsException: The AWS Lambda function"
        " arn:aws:lambda:us-east-1:123456789012:function:orders cannot be invoked. Check the specified function ARN,"
        " and check the function's permissions.",
        source="https://github.com/cloud-custodian/cloud-custodian/issues/3530",
        example="config-function",
    ),
    Grant(
        service="GuardDuty",
        type=_FINDINGS,
        by="destinationArn",
        target=BUCKET,
        principal="guardduty.amazonaws.com",
        actions=("s3:PutObject",),
        error=_NO_FINDINGS,
        source=_TO_FINDINGS,
        example="findings-bucket",
    ),
    Grant(
        service="GuardDuty",
        type=_FINDINGS,
        by="kmsKeyArn",
        target=KEY,
        principal="guardduty.amazonaws.com",
        actions=("kms:GenerateDataKey",),
        error=_NO_FINDINGS,
        source=_TO_FINDINGS,
        example="findings-key",
    ),
)
