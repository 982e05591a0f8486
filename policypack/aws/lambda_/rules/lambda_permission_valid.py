"""lambda-permission-valid: Lambda permissions and provisioned concurrency must be valid."""

from policypack.aws.lambda_ import LATEST, PERMISSION, PROVISIONED_CONCURRENCY
from policypack.constraint import Constraint, argument, form, joined, of_text, only_with
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import constraints_rule

QUALIFIED = "https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/36"
PROVISIONED = "https://github.com/hashicorp/terraform-provider-aws/issues/12120"
URLS = "https://github.com/RJPearson94/terraform-aws-open-next/issues/73"
ADD = "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html"
PRINCIPALS = "https://github.com/Pocket/terraform-modules/pull/1037"

qualifier, principal = argument("qualifier"), argument("principal")
PUBLISHED = Set("qualifier", Blank("a published version or an alias of the function"))

RULE = constraints_rule(
    id="lambda-permission-valid",
    service="Lambda",
    summary="Lambda permissions and provisioned concurrency must be valid",
    rationale="""
        The unpublished version $LATEST can have neither a permission of its own nor provisioned concurrency. A
        permission without a qualifier is for the whole function. The authorization type of function URLs is set
        together with the action lambda:InvokeFunctionUrl; the second permission, for lambda:InvokeFunction, has
        invokedViaFunctionUrl instead.
    """,
    since="0.1.0",
    references=(
        ADD,
        "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    ),
    constraints={
        PERMISSION: (
            Constraint(
                demand=~qualifier.equals(LATEST),
                when=qualifier.is_set().unsaid(),
                error="InvalidParameterValueException: We currently do not support adding policies for $LATEST.",
                source=QUALIFIED,
                fix=fix(Remove("qualifier"), otherwise=PUBLISHED, note="a published version needs publish"),
                invalid={"qualifier": LATEST},
                valid=({"qualifier": "live"}, {"qualifier": "1"}),
            ),
            only_with(
                "functionUrlAuthType",
                "NONE",
                {"action": "lambda:InvokeFunctionUrl"},
                beside={"principal": "*"},
                error="InvalidParameterValueException: FunctionUrlAuthType is only supported for"
                " lambda:InvokeFunctionUrl action",
                source=URLS,
            ),
            Constraint(
                demand=~principal.equals("amazonaws.com"),
                when=principal.is_set().unsaid(),
                error="InvalidParameterValueException: The provided principal was invalid. Please check the principal"
                " and try again.",
                source=PRINCIPALS,
                fix=fix(Set("principal", Blank("a service, such as apigateway.amazonaws.com"))),
                invalid={"principal": "amazonaws.com"},
                valid=({"principal": "s3.amazonaws.com"}, {"principal": "123456789012"}),
            ),
            Constraint(
                demand=~argument("function").ends_with(f":{LATEST}"),
                when=argument("function").is_given().unsaid(),
                error="InvalidParameterValueException: We currently do not support adding policies for $LATEST.",
                source=QUALIFIED,
                fix=fix(Set("function", Blank("the function's name or its ARN without $LATEST"))),
                correct=of_text(lambda text: text.removesuffix(f":{LATEST}")),
                invalid={"function": f"arn:aws:lambda:us-east-1:123456789012:function:orders:{LATEST}"},
                valid={"function": "arn:aws:lambda:us-east-1:123456789012:function:orders:live"},
            ),
            Constraint(
                demand=principal.matches(
                    r"\*|arn:.*|\d{12}|A[A-Z0-9]{15,127}|.*[.\s].*", "a service, an account, an ARN or *"
                ),
                when=principal.is_given().unsaid(),
                error="InvalidParameterValueException: The provided principal was invalid. Please check the principal"
                " and try again.",
                source=PRINCIPALS,
                fix=fix(Set("principal", Blank("a service, such as s3.amazonaws.com"))),
                invalid={"principal": "s3"},
                valid=({"principal": "s3.amazonaws.com"}, {"principal": "123456789012"}),
            ),
            Constraint(
                demand=principal.matches(r"[^\s]*", "a text without white space"),
                when=principal.is_set().unsaid(),
                error="ValidationException: 1 validation error detected: Value 's3 .amazonaws.com' at 'principal'"
                r" failed to satisfy constraint: Member must satisfy regular expression pattern: [^\s]+",
                source=ADD,
                fix=fix(Set("principal", Blank("a service, such as apigateway.amazonaws.com"))),
                correct=of_text(lambda text: "".join(text.split())),
                invalid={"principal": "events. amazonaws.com"},
                valid={"principal": "s3.amazonaws.com"},
            ),
            form(
                "statementId",
                "[a-zA-Z0-9_-]{1,100}",
                "up to 100 letters, digits, hyphens and underscores",
                invalid=("AllowS3.Orders", "a" * 101),
                valid="AllowS3-Orders",
                correct=joined("A-Za-z0-9_-", 100),
                error="ValidationException: 1 validation error detected: Value at 'statementId' failed to satisfy"
                " constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
                source=ADD,
            ),
            form(
                "action",
                r"\*|lambda:(?:\*|[a-zA-Z]+)",
                "an action of Lambda, such as lambda:InvokeFunction",
                invalid=("InvokeFunction", "s3:GetObject"),
                valid=("lambda:InvokeFunction", "lambda:*"),
                correct=of_text(lambda text: None if ":" in text else f"lambda:{text}"),
                error="ValidationException: 1 validation error detected: Value at 'action' failed to satisfy"
                " constraint: Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])",
                source=ADD,
            ),
        ),
        PROVISIONED_CONCURRENCY: (
            Constraint(
                demand=~qualifier.equals(LATEST),
                when=qualifier.is_set().unsaid(),
                error="InvalidParameterValueException: Provisioned Concurrency Configs cannot be applied to unpublished"
                " function versions.",
                source=PROVISIONED,
                fix=fix(PUBLISHED, note="a published version needs publish"),
                condition="qualifier of provisioned concurrency is $LATEST",
                invalid={"qualifier": LATEST},
                valid={"qualifier": "1"},
            ),
        ),
    },
    base={
        PERMISSION[0]: {"function": "orders", "principal": "s3.amazonaws.com", "action": "lambda:InvokeFunction"},
        PROVISIONED_CONCURRENCY[0]: {"functionName": "orders", "provisionedConcurrentExecutions": 1},
    },
)
