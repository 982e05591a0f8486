"""secret-rotation-valid: Secrets Manager must be permitted to invoke the function that rotates a secret."""

from policypack.aws.lambda_ import FUNCTION, NAMES, PERMISSION
from policypack.aws.secretsmanager import SECRET_ROTATION
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_of, is_not, require
from policypack.fix import Create, Depend, Fix, Ref, fix
from policypack.rule import Rejection, StackContext, StackRule

PRINCIPAL = "secretsmanager.amazonaws.com"
TROUBLES = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html"

NO_PERMISSION = Rejection(
    service="Secrets Manager",
    condition="No permission lets Secrets Manager invoke the function that rotates a secret",
    error="AccessDeniedException: Secrets Manager cannot invoke the specified Lambda function. Ensure that the function"
    " policy grants access to the principal secretsmanager.amazonaws.com.",
    source=TROUBLES,
    invalid="unpermitted",
    valid="permitted",
)


def check(rotation: Resource, context: StackContext[None]) -> Verdict:
    """The function has a permission for Secrets Manager, or exists already and may have one from elsewhere."""
    functions = context.stack.referred(rotation, "rotationLambdaArn", FUNCTION, NAMES)
    return require(
        functions.all(lambda one: any_of(is_not(one.is_new()), context.stack.derived(is_permitted, one))),
        at="rotationLambdaArn",
        problem=f"The function of rotationLambdaArn has no permission for {PRINCIPAL}.",
        fix=permitted(next(iter(functions.certain()), None)),
        rejects=NO_PERMISSION,
    )


def is_permitted(stack: Stack, function: Resource) -> Fact:
    """A permission lets Secrets Manager invoke the function."""
    permissions = stack.linked(PERMISSION, to=function, by="function", names=NAMES)
    return permissions.any(
        lambda one: all_of(
            one["principal"].is_in((PRINCIPAL, "*")),
            one["action"].is_in(("lambda:InvokeFunction", "lambda:*", "*")),
        )
    )


def permitted(function: Resource | None) -> Fix:
    """A permission for the function, which the rotation waits for."""
    if function is None:
        return fix()
    permission = {"function": Ref.to(function, "name"), "action": "lambda:InvokeFunction", "principal": PRINCIPAL}
    return fix(Create(PERMISSION[0], "secrets-manager", permission), Depend(Ref("secrets-manager")))


RULE = StackRule(
    id="secret-rotation-valid",
    summary="Secrets Manager must be permitted to invoke the function that rotates a secret",
    rationale="""
        Secrets Manager invokes the function of a rotation once when the rotation is set up, so the function's resource
        policy must let it in by then. The rule checks functions that the stack makes. One that exists already may have
        its permission from elsewhere.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=SECRET_ROTATION,
    references=(
        TROUBLES,
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html",
    ),
    rejections=(NO_PERMISSION,),
    check=check,
)
