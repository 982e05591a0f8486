"""ecs-non-root: Containers must run as a user other than root."""

from policypack.aws import ecs
from policypack.check import Fact, Resource, Value, Verdict, all_facts, all_of, is_not, require
from policypack.fix import Blank, fix
from policypack.rule import Context, ResourceRule

ROOT = r"(root|0+)(:.*)?"


def check(task: Resource, _: Context[None]) -> Verdict:
    """Each container of a task for Linux says its user, who is not root."""
    return require(
        all_facts(map(has_user, ecs.each_container(task))),
        when=is_not(ecs.is_for_windows(task)),
        at="containerDefinitions",
        problem=f'The container {ecs.named(task, has_user)} has no "user" other than root: unless its image names one,'
        " an intruder is root in it.",
        fix=fix(*ecs.edits(task, has_user, "user", Blank("the user of the image, by name or number"))),
    )


def has_user(container: Value) -> Fact:
    """The container says a user who is not root."""
    user = ecs.part(container, "user")
    return all_of(is_not(user.is_empty()), is_not(user.as_text().matches(ROOT)))


RULE = ResourceRule(
    id="ecs-non-root",
    summary="Containers must run as a user other than root",
    rationale="""
        Root in a container is the same user as root on the host, kept apart by namespaces alone; with the network mode
        host, not even all of these. An image may name a user by itself: saying it in the task definition, too, shows it
        and holds when the image changes. Windows has no such user.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    applies_to=ecs.TASK_DEFINITION,
    controls=("ECS.1", "ECS.20"),
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",),
    check=check,
)
