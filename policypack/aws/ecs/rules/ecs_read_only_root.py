"""ecs-read-only-root: Containers must not write to their root file system."""

from policypack.aws import ecs
from policypack.check import Fact, Resource, Value, Verdict, all_facts, is_not, require
from policypack.fix import fix
from policypack.rule import Context, ResourceRule


def check(task: Resource, _: Context[None]) -> Verdict:
    """The root file system of each container of a task for Linux is only read."""
    return require(
        all_facts(map(is_read_only, ecs.each_container(task))),
        when=is_not(ecs.is_for_windows(task)),
        at="containerDefinitions",
        problem=f'The container {ecs.named(task, is_read_only)} has no "readonlyRootFilesystem": an intruder can change'
        " its programs.",
        fix=fix(
            *ecs.edits(task, is_read_only, "readonlyRootFilesystem", True),
            note="what the container has to write goes to a volume, or to tmpfs",
        ),
    )


def is_read_only(container: Value) -> Fact:
    """The container only reads its root file system."""
    return ecs.part(container, "readonlyRootFilesystem").is_true()


RULE = ResourceRule(
    id="ecs-read-only-root",
    summary="Containers must not write to their root file system",
    rationale="""
        Where the root file system is only read, nothing can change the program of a container or put another one beside
        it. What has to be written goes to a volume or to tmpfs. ECS Exec needs to write: a task that people sign in to
        cannot have it. Windows has no such setting.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    applies_to=ecs.TASK_DEFINITION,
    controls=("ECS.5",),
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",),
    check=check,
)
