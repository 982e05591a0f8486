"""What a role must allow before AWS makes what acts through it: a row for each thing that AWS refuses to make.

Read in November 2026. Only services that try the permissions themselves when the thing is made are here; a service that
fails with the first thing it does later is not. Patterns of targets are wide: which resources a policy names is the
reader's, and a statement for one queue counts for each.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from policypack.aws.common.arns import Target
from policypack.aws.common.services import service_of
from policypack.aws.iam import documents_of
from policypack.aws.iam.documents import allows
from policypack.model.facts import Fact, all_facts, all_of, is_not
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.stack import Stack

_LAMBDA = "InvalidParameterValueException: The provided execution role does not have permissions to call {}"
FUNCTION = "aws:lambda/function:Function"
MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping"
INVOKE_CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"


@record(frozen=True, kw_only=True, eq=False)
class RoleNeed:
    """What the role of a resource must allow.

    ``role`` is the argument that names the role, of the resource or, with ``through``, of the Lambda function that this
    argument of the resource names. ``when`` says whether the resource needs it. ``example`` names the resources of the
    examples: ``EXAMPLE-refused`` and ``EXAMPLE-allowed``.
    """

    service: str
    type: str
    role: str
    through: str = ""
    when: Callable[[Resource, Stack], Fact]
    purpose: str
    actions: tuple[str, ...]
    target: str = "*"
    error: str
    source: str
    example: str

    @cached_property
    def rejection(self) -> Rejection:
        """What AWS rejects."""
        return Rejection(
            service=self.service,
            condition=f"The role does not allow {' and '.join(self.actions)}, and {self.purpose}",
            error=self.error,
            source=self.source,
            invalid=f"{self.example}-refused",
            valid=f"{self.example}-allowed",
        )

    def is_met(self, role: Resource, stack: Stack) -> Fact:
        """The documents of the role allow each action on some of the targets."""
        return stack.derived(_is_met, self, role)


def _is_met(stack: Stack, need: RoleNeed, role: Resource) -> Fact:
    documents = documents_of(role, stack)
    return all_facts(allows(documents, action, Target(need.target)) for action in need.actions)


def given(path: str) -> Callable[[Resource, Stack], Fact]:
    """The argument is set, and not to an empty value."""
    return lambda resource, _: is_not(resource.at(path).is_empty())


def named(path: str) -> Callable[[Resource, Stack], Fact]:
    """The argument names something; an output that a preview does not know names something, too."""
    return lambda resource, _: resource.at(path).is_set()


def to(path: str, service: str) -> Callable[[Resource, Stack], Fact]:
    """The argument is the ARN of something of this service."""
    return lambda resource, stack: all_of(resource.at(path).is_set(), service_of(resource, path, stack).equals(service))


NEEDS = (
    RoleNeed(
        service="Lambda",
        type=FUNCTION,
        role="role",
        when=given("vpcConfig.subnetIds"),
        purpose="the function is in a VPC",
        actions=("ec2:CreateNetworkInterface",),
        error=_LAMBDA.format("CreateNetworkInterface on EC2"),
        source="https://github.com/webiny/webiny-js/issues/2580",
        example="in-vpc",
    ),
    RoleNeed(
        service="Lambda",
        type=FUNCTION,
        role="role",
        when=to("deadLetterConfig.targetArn", "sqs"),
        purpose="the function has a dead-letter queue",
        actions=("sqs:SendMessage",),
        target="arn:*:sqs:*:*:*",
        error=_LAMBDA.format("SendMessage on SQS"),
        source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
        example="dead-letter-queue",
    ),
    RoleNeed(
        service="Lambda",
        type=FUNCTION,
        role="role",
        when=to("deadLetterConfig.targetArn", "sns"),
        purpose="the function has a dead-letter topic",
        actions=("sns:Publish",),
        target="arn:*:sns:*:*:*",
        error=_LAMBDA.format("Publish on SNS"),
        source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
        example="dead-letter-topic",
    ),
    RoleNeed(
        service="Lambda",
        type=MAPPING,
        role="role",
        through="functionName",
        when=to("eventSourceArn", "sqs"),
        purpose="the function reads a queue",
        actions=("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
        target="arn:*:sqs:*:*:*",
        error=_LAMBDA.format("ReceiveMessage on SQS"),
        source="https://github.com/aws/aws-cdk/issues/6770",
        example="queue",
    ),
    RoleNeed(
        service="Lambda",
        type=MAPPING,
        role="role",
        through="functionName",
        when=to("eventSourceArn", "kinesis"),
        purpose="the function reads a Kinesis stream",
        actions=("kinesis:GetRecords", "kinesis:GetShardIterator"),
        target="arn:*:kinesis:*:*:stream/*",
        error="InvalidParameterValueException: Cannot access stream"
        " arn:aws:kinesis:us-east-1:123456789012:stream/orders. Please ensure the role can perform the GetRecords,"
        " GetShardIterator, DescribeStream, ListShards, and ListStreams Actions on your stream in IAM.",
        source="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html",
        example="stream",
    ),
    RoleNeed(
        service="Lambda",
        type=MAPPING,
        role="role",
        through="functionName",
        when=to("eventSourceArn", "dynamodb"),
        purpose="the function reads a DynamoDB stream",
        actions=("dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"),
        target="arn:*:dynamodb:*:*:table/*",
        error="InvalidParameterValueException: Cannot access stream"
        " arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/1. Please ensure the role can perform the"
        " GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.",
        source="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html",
        example="table-stream",
    ),
    RoleNeed(
        service="Lambda",
        type=INVOKE_CONFIG,
        role="role",
        through="functionName",
        when=to("destinationConfig.onFailure.destination", "sqs"),
        purpose="failures go to a queue",
        actions=("sqs:SendMessage",),
        target="arn:*:sqs:*:*:*",
        error="InvalidParameterValueException: The function's execution role does not have permissions to call"
        " SendMessage on arn:aws:sqs:us-east-1:123456789012:failures",
        source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
        example="failures",
    ),
    RoleNeed(
        service="CodeBuild",
        type="aws:codebuild/project:Project",
        role="serviceRole",
        when=given("vpcConfig"),
        purpose="the project builds in a VPC",
        actions=("ec2:DescribeSecurityGroups",),
        error="InvalidInputException: Not authorized to perform DescribeSecurityGroups",
        source="https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access"
        "-control.html",
        example="build-in-vpc",
    ),
    RoleNeed(
        service="Step Functions",
        type="aws:sfn/stateMachine:StateMachine",
        role="roleArn",
        when=lambda machine, _: all_of(
            is_not(machine.at("loggingConfiguration.logDestination").is_empty()),
            machine.at("loggingConfiguration.level").is_in(("ALL", "ERROR", "FATAL")),
        ),
        purpose="the state machine writes logs",
        actions=("logs:CreateLogDelivery",),
        error="AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination",
        source="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
        example="logged",
    ),
    RoleNeed(
        service="API Gateway",
        type="aws:apigateway/account:Account",
        role="cloudwatchRoleArn",
        when=named("cloudwatchRoleArn"),
        purpose="API Gateway writes logs with it",
        actions=("logs:CreateLogStream", "logs:PutLogEvents"),
        target="arn:*:logs:*:*:*",
        error="BadRequestException: The role ARN does not have required permissions configured. Please grant trust"
        " permission for API Gateway and add the required role policy.",
        source="https://github.com/aws-cloudformation/rain/issues/163",
        example="api-logs",
    ),
    RoleNeed(
        service="CloudTrail",
        type="aws:cloudtrail/trail:Trail",
        role="cloudWatchLogsRoleArn",
        when=named("cloudWatchLogsGroupArn"),
        purpose="the trail writes to a log group",
        actions=("logs:CreateLogStream", "logs:PutLogEvents"),
        target="arn:*:logs:*:*:*",
        error="InvalidCloudWatchLogsRoleArnException: Access denied. Check the permissions for your role.",
        source="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/"
        "cloudtrail-required-policy-for-cloudwatch-logs.html",
        example="trail-logs",
    ),
)
