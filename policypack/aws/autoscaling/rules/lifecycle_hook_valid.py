"""lifecycle-hook-valid: Lifecycle hooks must have a target with its role, and a valid timeout."""

from policypack.aws.autoscaling import GROUP, LIFECYCLE_HOOK
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, fix, nearest
from policypack.rule import constraints_rule

PUT = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutLifecycleHook.html"
ROLE = "arn:aws:iam::123456789012:role/hooks"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:launched"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:launched"
TO_QUEUE: Inputs = {"notificationTargetArn": QUEUE, "roleArn": ROLE}

target, timeout = argument("notificationTargetArn"), argument("heartbeatTimeout")
calls_function = target.matches(r"arn:[\w-]+:lambda:.*", "the ARN of a function")

HOOK_ROWS = (
    Constraint(
        demand=timeout.between(30, 7200),
        when=(timeout.is_given() & ~timeout.equals(0)).unsaid(),
        error="ValidationError: HeartbeatTimeout must be between 30 and 7200 seconds",
        source=PUT,
        fix=fix(Set("heartbeatTimeout", Blank("30 to 7200 seconds"))),
        correct=nearest(30, 7200),
        invalid=({"heartbeatTimeout": 10}, {"heartbeatTimeout": 86400}),
        valid=({"heartbeatTimeout": 30}, {"heartbeatTimeout": 7200}),
    ),
    Constraint(
        demand=target.is_present(),
        when=argument("roleArn").is_given(),
        error="ValidationError: 'NotificationTargetARN' parameter required when 'RoleARN' parameter is specified",
        source=PUT,
        fix=fix(Set("notificationTargetArn", Blank("the ARN of a topic or a queue")), otherwise=Remove("roleArn")),
        invalid={"roleArn": ROLE},
        valid=TO_QUEUE,
    ),
    Constraint(
        demand=argument("roleArn").is_present(),
        when=target.is_given() & (~calls_function).unsaid(),
        error="ValidationError: 'RoleARN' parameter required when 'NotificationTargetARN' parameter is specified",
        source=PUT,
        fix=fix(Set("roleArn", Blank("the ARN of a role that may send to the target"))),
        invalid={"notificationTargetArn": QUEUE},
        valid=(TO_QUEUE, {"notificationTargetArn": FUNCTION}),
    ),
    Constraint(
        demand=argument("roleArn").is_empty(),
        when=calls_function,
        error="ValidationError: 'RoleARN' parameter should not be specified when 'NotificationTargetARN' is a Lambda"
        " function",
        source=PUT,
        fix=fix(Remove("roleArn")),
        invalid={"notificationTargetArn": FUNCTION, "roleArn": ROLE},
        valid={"notificationTargetArn": FUNCTION},
    ),
    Constraint(
        demand=~target.ends_with(".fifo"),
        when=target.is_given().unsaid(),
        error="ValidationError: Unable to publish test message to notification target",
        source=PUT,
        fix=fix(Set("notificationTargetArn", Blank("the ARN of a queue or a topic that is not FIFO"))),
        invalid={**TO_QUEUE, "notificationTargetArn": f"{QUEUE}.fifo"},
        valid=TO_QUEUE,
    ),
)

RULE = constraints_rule(
    id="lifecycle-hook-valid",
    service="EC2 Auto Scaling",
    summary="Lifecycle hooks must have a target with its role, and a valid timeout",
    rationale="""
        A hook waits 30 seconds to two hours. What it tells goes to a topic or a queue by a role, or to a function,
        which needs none. Auto Scaling sends a message to try it, and queues and topics of the type FIFO do not take it.
        The same holds of the initialLifecycleHooks of a group.
    """,
    since="0.2.0",
    references=(PUT,),
    constraints={
        LIFECYCLE_HOOK: HOOK_ROWS,
        GROUP: tuple(
            row.inside(
                "initialLifecycleHooks[]",
                {"name": "launched", "lifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING"},
            )
            for row in HOOK_ROWS
        ),
    },
    base={
        LIFECYCLE_HOOK[0]: {
            "autoscalingGroupName": "web",
            "lifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING",
        },
        GROUP[0]: {
            "availabilityZones": ["us-east-1a"],
            "launchConfiguration": "web",
            "minSize": 1,
            "maxSize": 3,
        },
    },
)
