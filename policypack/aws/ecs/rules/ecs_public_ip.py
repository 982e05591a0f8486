"""ecs-public-ip: Tasks must have no public address."""

from policypack.aws import ecs
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint.practices import turned_off
from policypack.rule import practices_rule

SUBNETS = {"networkConfiguration.subnets": ["subnet-0a1b2c3d4e5f60718"]}

RULE = practices_rule(
    id="ecs-public-ip",
    summary="Tasks must have no public address",
    rationale="""
        A task with a public address can be reached from the internet past the load balancer, wherever its security
        groups let somebody in. In a private subnet it pulls its image and calls AWS through a NAT gateway or VPC
        endpoints. In a public subnet without these it needs the address: then its security groups decide alone.
    """,
    harm="The internet reaches the tasks past the load balancer, wherever a security group lets it in.",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    base=COMPUTE,
    practices={
        ecs.SERVICE: [turned_off("networkConfiguration.assignPublicIp", beside=SUBNETS, controls=("ECS.2",))],
        ("aws:ecs/taskSet:TaskSet",): [
            turned_off("networkConfiguration.assignPublicIp", beside=SUBNETS, controls=("ECS.16",))
        ],
    },
)
