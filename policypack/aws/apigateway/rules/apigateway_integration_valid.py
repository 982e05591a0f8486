"""apigateway-integration-valid: Integrations and responses must be of methods that exist."""

from collections.abc import Iterator

from policypack.aws.apigateway.rest import (
    INTEGRATION,
    INTEGRATION_RESPONSE,
    METHOD,
    METHOD_RESPONSE,
    REST_API,
    is_defined,
)
from policypack.aws.common.computed import comes_from
from policypack.check import Fact, Resource, Stack, Verdict, any_of, require, together
from policypack.fix import Blank, Set, fix
from policypack.model.values import same
from policypack.rule import Rejection, StackContext, StackRule

PUT = "https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html"
RESPONSES = "https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html"
NO_METHOD = Rejection(
    service="API Gateway",
    condition="An integration or a response is of a method that its resource does not have",
    error="NotFoundException: Invalid Method identifier specified",
    source="https://github.com/hashicorp/terraform/issues/17747",
    invalid="no-method",
    valid="method",
)
NO_RESPONSE = Rejection(
    service="API Gateway",
    condition="An integration response has a status code that its method has no response for",
    error="NotFoundException: Invalid Response status code specified",
    source=RESPONSES,
    invalid="no-response",
    valid="response",
)


def check(part: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A REST API that the stack makes has a method, or a response, by the name that the program writes."""
    stack = context.stack
    for api in stack.referred(part, "restApi", REST_API).certain():
        if is_defined(api, stack).truth is not False:
            continue
        yield require(
            has(METHOD, "httpMethod", part, api, stack),
            when=part["httpMethod"].is_set(),
            at="httpMethod",
            problem=f"httpMethod is {part['httpMethod']}, and the API has no such method.",
            fix=fix(Set("httpMethod", Blank("the httpMethod of the method"))),
            rejects=NO_METHOD,
        )
        if part.type in INTEGRATION_RESPONSE:
            yield require(
                has(METHOD_RESPONSE, "statusCode", part, api, stack),
                when=part["statusCode"].is_set(),
                at="statusCode",
                problem=f"statusCode is {part['statusCode']}, and no method of the API has a response with it.",
                fix=fix(Set("statusCode", Blank("the statusCode of a response of the method"))),
                rejects=NO_RESPONSE,
            )


def has(types: tuple[str, ...], field: str, part: Resource, api: Resource, stack: Stack) -> Fact:
    """One of ``types`` is of the API and has the same value, or gives it."""
    return any_of(
        comes_from(types.__contains__, part[field], part, field, stack),
        stack.linked_like(types, api, "restApi", field, part[field]).any(
            lambda other: together(same, part[field], other[field])
        ),
    )


RULE = StackRule(
    id="apigateway-integration-valid",
    summary="Integrations and responses must be of methods that exist",
    rationale="""
        An integration belongs to a method of a resource, by the method's own httpMethod: what is integrated with PUT
        needs a method PUT, and a method ANY has an integration for ANY. A response of an integration needs a response
        of the method with the same status code. Which resource of the API has the method is not checked. APIs with an
        OpenAPI definition, and APIs that exist already, are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*INTEGRATION, *INTEGRATION_RESPONSE, *METHOD_RESPONSE),
    references=(PUT, RESPONSES),
    rejections=(NO_METHOD, NO_RESPONSE),
    check=check,
)
