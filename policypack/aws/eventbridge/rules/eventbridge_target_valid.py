"""eventbridge-target-valid: EventBridge targets must have the parameters their service needs."""

from collections.abc import Iterator

from policypack.aws import eventbridge
from policypack.aws.common.fifo import is_fifo
from policypack.aws.eventbridge.targets import service
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

NEEDED = {
    "ecs": ("ecsTarget", "EcsParameters", 'ecs_target={"task_definition_arn": task.arn}'),
    "batch": ("batchTarget", "BatchParameters", 'batch_target={"job_definition": job.arn, "job_name": "orders"}'),
}
"""Service -> the argument, AWS's name for it, and its code."""


def check(target: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A task and a job have their parameters, and a FIFO queue a message group."""
    of = service(target, context.stack)
    for name, (argument, parameters, code) in NEEDED.items():
        yield require(
            target[argument].is_set(),
            when=of.equals(name),
            at=argument,
            problem=f"The target is of the service {name} and has no {argument}, which EventBridge refuses:"
            f" Parameter(s) {parameters} must be specified for target.",
            fix=code,
        )
    yield require(
        any_of(is_not(is_fifo(target["arn"], target, "arn", context.stack)), target["sqsTarget"].is_set()),
        when=of.equals("sqs"),
        at="sqsTarget",
        problem="The target is a FIFO queue and has no message group, which EventBridge refuses: Parameter(s)"
        " SqsParameters must be specified for target.",
        fix='sqs_target={"message_group_id": "orders"}',
    )


_TARGET = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html"

RULE = StackRule(
    id="eventbridge-target-valid",
    summary="EventBridge targets must have the parameters their service needs",
    rationale="""
        A target that runs a task or a job must say which, and one that is a FIFO queue must say the message group. In a
        first preview the ARN is not known yet; the resource that it comes from tells the service.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=eventbridge.TARGET,
    references=(_TARGET, "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html"),
    rejections=(
        Rejection(
            service="EventBridge",
            condition="A target is a FIFO queue and has no message group",
            error="ValidationException: Parameter(s) SqsParameters must be specified for target: orders.",
            source=_TARGET,
            invalid="ordered",
            valid="grouped",
        ),
        Rejection(
            service="EventBridge",
            condition="A target is an ECS cluster and has no task",
            error="ValidationException: Parameter(s) EcsParameters must be specified for target: orders.",
            source=_TARGET,
            invalid="no-task",
            valid="task",
        ),
        Rejection(
            service="EventBridge",
            condition="A target is a job queue and has no job",
            error="ValidationException: Parameter(s) BatchParameters must be specified for target: orders.",
            source=_TARGET,
            invalid="no-job",
            valid="job",
        ),
    ),
    check=check,
)
