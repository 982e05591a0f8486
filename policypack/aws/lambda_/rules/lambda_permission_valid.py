"""lambda-permission-valid: Lambda permissions and provisioned concurrency must be valid."""

from collections.abc import Iterator

from policypack.aws import lambda_
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

URL_ACTION = "lambda:InvokeFunctionUrl"


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The qualifier is a version or an alias, and what is for function URLs stands with their action."""
    qualifier = resource["qualifier"]
    yield require(
        is_not(qualifier.equals(lambda_.LATEST)),
        when=qualifier.is_set(),
        at=qualifier,
        problem=f"qualifier is {qualifier}, which Lambda refuses here: it takes a published version or an alias.",
        fix="qualifier=function.version  # with publish=True; a permission for all versions has no qualifier",
    )
    action = resource["action"]
    yield require(
        action.equals(URL_ACTION),
        when=is_not(resource["functionUrlAuthType"].is_empty()),
        at="functionUrlAuthType",
        problem=f"functionUrlAuthType is set and action is {action}, which Lambda rejects: it is only for"
        f" {URL_ACTION}.",
        fix=f'action="{URL_ACTION}"  # or without function_url_auth_type',
    )
    principal = resource["principal"]
    yield require(
        is_not(principal.equals("amazonaws.com")),
        when=principal.is_set(),
        at=principal,
        problem=f"principal is {principal}, which is no service: Lambda refuses it.",
        fix='principal="apigateway.amazonaws.com"',
    )


_ADD = "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html"
_PROVISION = "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"

RULE = ResourceRule(
    id="lambda-permission-valid",
    summary="Lambda permissions and provisioned concurrency must be valid",
    rationale="""
        The unpublished version $LATEST can have neither a permission of its own nor provisioned concurrency. A
        permission without a qualifier is for all of the function. The kind of authorization of function URLs stands
        with the action lambda:InvokeFunctionUrl; the second permission, that for lambda:InvokeFunction, has
        invoked_via_function_url instead.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*lambda_.PERMISSION, *lambda_.PROVISIONED_CONCURRENCY),
    references=(_ADD, _PROVISION),
    rejections=(
        Rejection(
            service="Lambda",
            condition="A permission is for $LATEST",
            error="InvalidParameterValueException: We currently do not support adding policies for $LATEST.",
            source="https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/36",
            invalid="latest",
            valid="alias",
        ),
        Rejection(
            service="Lambda",
            condition="Provisioned concurrency is for $LATEST",
            error="InvalidParameterValueException: Provisioned Concurrency Configs cannot be applied to unpublished"
            " function versions.",
            source="https://github.com/hashicorp/terraform-provider-aws/issues/12120",
            invalid="warm-latest",
            valid="warm",
        ),
        Rejection(
            service="Lambda",
            condition="A permission has an authorization of function URLs and another action than theirs",
            error="InvalidParameterValueException: FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl"
            " action",
            source="https://github.com/RJPearson94/terraform-aws-open-next/issues/73",
            invalid="url",
            valid="url-action",
        ),
        Rejection(
            service="Lambda",
            condition="A permission's principal is amazonaws.com without a service",
            error="InvalidParameterValueException: The provided principal was invalid. Please check the principal and"
            " try again.",
            source="https://github.com/Pocket/terraform-modules/pull/1037",
            invalid="no-service",
            valid="alias",
        ),
    ),
    check=check,
)
