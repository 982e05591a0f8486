"""ecs-deployment-circuit-breaker: ECS services must stop a deployment that fails."""

from policypack.aws import ecs
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint import Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

PAGE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html"
BREAKER, ALARMS = "deploymentCircuitBreaker", "alarms"
controller = argument("deploymentController.type")

RULE = practices_rule(
    id="ecs-deployment-circuit-breaker",
    summary="ECS services must stop a deployment that fails",
    rationale="""
        Where new tasks do not start or are not healthy, ECS starts them again and again, for hours, and the program
        that waits for the service times out. The circuit breaker stops such a deployment and, with rollback, puts the
        last good one in its place. Alarms that stop a deployment count, too. Services that CodeDeploy or an external
        controller deploys are not asked.
    """,
    harm="A deployment whose tasks do not start goes on for hours, and nothing brings back the version before.",
    consequence="downtime",
    rated="low",
    since="0.3.0",
    base=COMPUTE,
    practices={
        ecs.SERVICE: [
            practice(
                argument(f"{BREAKER}.enable").is_true() | argument(f"{ALARMS}.enable").is_true(),
                when=controller.is_empty() | controller.equals("ECS"),
                fix=fix(Set(f"{BREAKER}.enable", True), Set(f"{BREAKER}.rollback", True)),
                invalid=({}, {f"{BREAKER}.enable": False, f"{BREAKER}.rollback": False}),
                valid=(
                    {f"{BREAKER}.enable": True, f"{BREAKER}.rollback": True},
                    {f"{ALARMS}.enable": True, f"{ALARMS}.rollback": True, f"{ALARMS}.alarmNames": ["orders-errors"]},
                ),
                problem="deploymentCircuitBreaker is not enabled.",
                source=PAGE,
            )
        ]
    },
)
