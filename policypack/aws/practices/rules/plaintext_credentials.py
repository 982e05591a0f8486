"""plaintext-credentials: Credentials must not be written into builds and tasks."""

from policypack.aws import codebuild, ecs
from policypack.aws.ecs import read_containers
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint import Constraint, Json, argument, fits, note
from policypack.constraint.practices import practice
from policypack.model.conditions import Condition
from policypack.model.values import Plain
from policypack.rule import practices_rule

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
OF_TASKS = (*KEYS, "ECS_ENGINE_AUTH_DATA")
VARIABLES = "environment.environmentVariables"
SIGNED_IN = r"https?://[^/@:\s]+:[^/@\s]+@.*"
SAFE = "https://github.com/acme/orders.git"
UNSAFE = "https://x-token-auth:secret@bitbucket.org/acme/orders.git"
WEB = {"name": "web", "image": "public.ecr.aws/nginx/nginx:1.27"}

kind = argument("type")


def no_sign_in(path: str) -> Condition:
    """The URL has no user and password."""
    return ~argument(path).matches(SIGNED_IN, "a URL with a user and a password")


def source(path: str) -> Constraint:
    """A source's URL."""
    return practice(
        no_sign_in(path),
        fix=note("a connection, or a credential that CodeBuild keeps, signs in to the repository"),
        invalid={path: UNSAFE},
        valid={path: SAFE},
        problem="The URL of a source has a user and a password in it.",
        controls=("CodeBuild.1",),
    )


def variable_error(tree: Plain) -> str | None:
    """A container has a variable that is for credentials."""
    for one in read_containers(tree):
        found = {str(variable.get("name")) for variable in one.objects("environment")} & set(OF_TASKS)
        if found:
            return f'"{one.name}" has the variable {min(found)}'
    return None


def task(name: str) -> dict[str, Plain]:
    """A task definition whose container has the variable."""
    return {"containerDefinitions": Json([{**WEB, "environment": [{"name": name, "value": "eu-south-2"}]}])}


RULE = practices_rule(
    id="plaintext-credentials",
    summary="Credentials must not be written into builds and tasks",
    rationale="""
        Whoever may look at a project or a task definition reads its variables, and each revision of it keeps them. A
        build has the role of its project, a task its task role: the SDKs find these credentials by themselves, and
        they change every hour. What is not AWS's comes from Secrets Manager or Parameter Store, by "secrets" of a
        container or the type of a build's variable.
    """,
    harm="Whoever may look at the resource, its state or its history has the credentials.",
    consequence="exposure",
    since="0.3.0",
    base={**COMPUTE, ecs.TASK_DEFINITION[0]: {"family": "web", "cpu": "256", "memory": "512", **task("AWS_REGION")}},
    practices={
        codebuild.PROJECT: [
            practice(
                ~argument("name").one_of(*KEYS) | kind.one_of("SECRETS_MANAGER", "PARAMETER_STORE"),
                fix=note("the role of the project gives the build credentials: remove the variable"),
                invalid=({"name": KEYS[0], "value": "id"}, {"name": KEYS[1], "value": "key", "type": "PLAINTEXT"}),
                valid=(
                    {"name": "STAGE", "value": "prod"},
                    {"name": KEYS[0], "value": "/orders/key", "type": "PARAMETER_STORE"},
                ),
                at="name",
                problem="A variable of the build has an AWS access key.",
                controls=("CodeBuild.2",),
            ).inside(f"{VARIABLES}[]"),
            source("source.location"),
            source("location").inside("secondarySources[]", {"type": "BITBUCKET", "sourceIdentifier": "more"}),
        ],
        ecs.TASK_DEFINITION: [
            practice(
                fits(
                    argument("containerDefinitions"),
                    f"containers without the variables {', '.join(OF_TASKS)}",
                    variable_error,
                    ecs.containers,
                ),
                fix=note("the task role gives the containers credentials; others come by secrets of a container"),
                invalid=tuple(task(name) for name in OF_TASKS),
                valid=task("AWS_REGION"),
                controls=("ECS.8",),
            )
        ],
    },
)
