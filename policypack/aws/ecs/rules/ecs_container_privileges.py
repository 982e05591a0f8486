"""ecs-container-privileges: Containers must not have the rights of their host."""

from collections.abc import Iterator

from policypack.aws import ecs
from policypack.check import Fact, Resource, Value, Verdict, all_facts, is_not, require
from policypack.fix import Remove, fix
from policypack.rule import Context, ResourceRule


def check(task: Resource, _: Context[None]) -> Iterator[Verdict]:
    """No container is privileged, and the task has processes of its own."""
    yield require(
        all_facts(map(is_unprivileged, ecs.each_container(task))),
        at="containerDefinitions",
        problem=f"The container {ecs.named(task, is_unprivileged)} is privileged: what breaks out of it is root on the"
        " host.",
        fix=fix(*ecs.edits(task, is_unprivileged, "privileged", False)),
    )
    yield require(
        is_not(task["pidMode"].equals("host")),
        at="pidMode",
        problem='pidMode is "host": the containers see all processes of the host, and can stop them.',
        fix=fix(Remove("pidMode")),
    )


def is_unprivileged(container: Value) -> Fact:
    """The container is not privileged."""
    return is_not(ecs.part(container, "privileged").is_true())


RULE = ResourceRule(
    id="ecs-container-privileges",
    summary="Containers must not have the rights of their host",
    rationale="""
        A privileged container has all devices and capabilities of the instance that it runs on, and one in the host's
        process namespace sees the processes of all others: an intruder then has the host, and with it every task on it.
        Agents that watch the host may need one of them: exempt these. Fargate knows neither.
    """,
    level="advisory",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    applies_to=ecs.TASK_DEFINITION,
    controls=("ECS.3", "ECS.4"),
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",),
    check=check,
)
