"""ecs-platform-version: Fargate services must run on the latest platform version."""

from policypack.aws import ecs
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint.practices import not_one_of
from policypack.rule import practices_rule

OLD = ("1.3.0", "1.2.0", "1.1.0")

RULE = practices_rule(
    id="ecs-platform-version",
    summary="Fargate services must run on the latest platform version",
    rationale="""
        A platform version is the kernel and the container runtime that Fargate gives to tasks. Security updates come as
        revisions of the latest version, which a service takes without a platformVersion or with LATEST. 1.4.0 is the
        latest for Linux, 1.0.0 that for Windows, so that both are accepted.
    """,
    harm="Tasks start on an old kernel and container runtime that get no more updates.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=COMPUTE,
    practices={
        (*ecs.SERVICE, "aws:ecs/taskSet:TaskSet"): [
            not_one_of("platformVersion", *OLD, instead="LATEST", controls=("ECS.10",))
        ]
    },
)
