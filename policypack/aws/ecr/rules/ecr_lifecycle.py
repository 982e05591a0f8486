"""ecr-lifecycle: ECR repositories must have a lifecycle policy."""

from policypack.aws import ecr
from policypack.check import Resource, Verdict, require
from policypack.fix import Blank, Create, Ref, fix
from policypack.rule import StackContext, StackRule


def check(repository: Resource, context: StackContext[None]) -> Verdict:
    """A lifecycle policy is linked to the repository."""
    policies = context.stack.linked(ecr.LIFECYCLE_POLICY, to=repository, by="repository", names=ecr.NAMES)
    policy = {"repository": Ref.to(repository, "name"), "policy": Blank("a JSON text that says which images expire")}
    return require(
        policies.exists(),
        at="name",
        problem="No lifecycle policy removes images of the repository: each one that was ever pushed stays, and costs.",
        fix=fix(Create(ecr.LIFECYCLE_POLICY[0], repository.name, policy)),
    )


RULE = StackRule(
    id="ecr-lifecycle",
    summary="ECR repositories must have a lifecycle policy",
    rationale="""
        Each build pushes an image, and ECR keeps all of them until a lifecycle policy says which expire: those without
        a tag, or all but the newest. Old images also keep old vulnerabilities at hand.
    """,
    level="advisory",
    consequence="cost",
    since="0.3.0",
    applies_to=ecr.REPOSITORY,
    controls=("ECR.3",),
    references=("https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",),
    check=check,
)
