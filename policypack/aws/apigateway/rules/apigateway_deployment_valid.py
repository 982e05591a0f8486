"""apigateway-deployment-valid: Deployed REST APIs must have a method with an integration."""

from collections.abc import Iterator

from policypack.check import Fact, Resource, Stack, Verdict, any_of, is_not, known, require
from policypack.rule import Rejection, StackContext, StackRule

DEPLOYMENT = ("aws:apigateway/deployment:Deployment",)
REST_API = ("aws:apigateway/restApi:RestApi",)
METHOD = ("aws:apigateway/method:Method",)
INTEGRATION = ("aws:apigateway/integration:Integration",)
DEFINITION = ("aws:apigateway/restApiPut:RestApiPut",)


def check(deployment: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The API that is deployed has a definition, or methods with integrations, or stands already."""
    stack = context.stack
    apis = stack.referred(deployment, "restApi", REST_API)
    yield require(
        apis.all(lambda api: any_of(is_defined(api, stack), has(METHOD, api, stack))),
        at="restApi",
        problem="The REST API has neither a definition nor a method, so AWS rejects its deployment.",
        fix="body=...  # of the RestApi; or a Method and an Integration that the Deployment's depends_on names",
    )
    yield require(
        apis.all(
            lambda api: any_of(is_defined(api, stack), is_not(has(METHOD, api, stack)), has(INTEGRATION, api, stack))
        ),
        at="restApi",
        problem="No method of the REST API has an integration, so AWS rejects its deployment.",
        fix="aws.apigateway.Integration(..., rest_api=..., resource_id=..., http_method=..., type=...)",
    )


def is_defined(api: Resource, stack: Stack) -> Fact:
    """A body says what the API has, its own or a put one; one that stands already has what it has."""
    return any_of(api["body"].is_set(), has(DEFINITION, api, stack), known(api.is_deployed))


def has(types: tuple[str, ...], api: Resource, stack: Stack) -> Fact:
    """A resource of these types belongs to the API."""
    return stack.linked(types, to=api, by="restApi" if types != DEFINITION else "restApiId").exists()


RULE = StackRule(
    id="apigateway-deployment-valid",
    summary="Deployed REST APIs must have a method with an integration",
    rationale="""
        A deployment is a snapshot of the API's methods. AWS refuses one of an API without methods, and one of methods
        without an integration. Definitions are not read: an API with a `body` passes. An API that exists already, or
        that another stack makes, is not asked. That the deployment waits for the methods is another matter, of
        `explicit-dependencies`.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=DEPLOYMENT,
    references=(
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/deployment/",
    ),
    rejections=(
        Rejection(
            service="API Gateway",
            condition="A REST API without a method is deployed",
            error="BadRequestException: The REST API doesn't contain any methods",
            source="https://github.com/anomalyco/sst/issues/3976",
            invalid="empty",
            valid="whole",
        ),
        Rejection(
            service="API Gateway",
            condition="A REST API is deployed whose methods have no integration",
            error="NotFoundException: No integration defined for method",
            source="https://github.com/getmoto/moto/issues/9466",
            invalid="loose",
            valid="whole",
        ),
    ),
    check=check,
)
