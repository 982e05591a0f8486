"""apigateway-deployment-valid: Deployed REST APIs must have a method with an integration."""

from collections.abc import Iterator, Mapping

from policypack.aws.apigateway.rest import INTEGRATION, METHOD, REST_API, is_defined
from policypack.check import Linked, Resource, Stack, Verdict, any_of, is_not, require
from policypack.fix import NO_FIX, Blank, Create, Depend, Fix, Ref, fix
from policypack.rule import Rejection, StackContext, StackRule

DEPLOYMENT = ("aws:apigateway/deployment:Deployment",)

NO_METHOD = Rejection(
    service="API Gateway",
    condition="A REST API without a method is deployed",
    error="BadRequestException: The REST API doesn't contain any methods",
    source="https://github.com/anomalyco/sst/issues/3976",
    invalid="empty",
    valid="whole",
)
NO_INTEGRATION = Rejection(
    service="API Gateway",
    condition="A REST API is deployed whose methods have no integration",
    error="NotFoundException: No integration defined for method",
    source="https://github.com/getmoto/moto/issues/9466",
    invalid="loose",
    valid="whole",
)


def check(deployment: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The API that is deployed has a definition, or methods with integrations, or exists already."""
    stack = context.stack
    apis = stack.referred(deployment, "restApi", REST_API)
    yield require(
        apis.all(lambda api: any_of(is_defined(api, stack), methods(api, stack).exists())),
        at="restApi",
        problem="The deployed REST API has neither a definition nor a method.",
        fix=with_method(apis),
        rejects=NO_METHOD,
    )
    yield require(
        apis.all(
            lambda api: any_of(
                is_defined(api, stack), is_not(methods(api, stack).exists()), integrations(api, stack).exists()
            )
        ),
        at="restApi",
        problem="No method of the deployed REST API has an integration.",
        fix=with_integration(apis, stack),
        rejects=NO_INTEGRATION,
    )


def methods(api: Resource, stack: Stack) -> Linked:
    return stack.linked(METHOD, to=api, by="restApi")


def integrations(api: Resource, stack: Stack) -> Linked:
    return stack.linked(INTEGRATION, to=api, by="restApi")


def with_method(apis: Linked) -> Fix:
    """A method and its integration at the API's root, made before the deployment."""
    for api in apis:
        root = {"restApi": Ref.to(api, "id"), "resourceId": Ref.to(api, "rootResourceId")}
        authorization = Blank('"NONE" or the type of an authorizer')
        method = Create(
            METHOD[0],
            "method",
            {**root, "httpMethod": Blank("the HTTP method, such as GET"), "authorization": authorization},
        )
        integration = _integration({**root, "httpMethod": Ref("method", "httpMethod")})
        return fix(method, integration, Depend(Ref("integration")))
    return NO_FIX


def with_integration(apis: Linked, stack: Stack) -> Fix:
    """An integration of one of the API's methods, made before the deployment."""
    for method in (one for api in apis for one in methods(api, stack)):
        place = {name: Ref.to(method, name) for name in ("restApi", "resourceId", "httpMethod")}
        return fix(_integration(place), Depend(Ref("integration")))
    return NO_FIX


def _integration(place: Mapping[str, Ref]) -> Create:
    return Create(INTEGRATION[0], "integration", {**place, "type": Blank('"AWS_PROXY", "HTTP_PROXY" or "MOCK"')})


RULE = StackRule(
    id="apigateway-deployment-valid",
    summary="Deployed REST APIs must have a method with an integration",
    rationale="""
        A deployment is a snapshot of the API's methods. AWS rejects the deployment of an API without methods, and that
        of an API whose methods have no integration. The rule does not read definitions: an API with a `body` is fine,
        and so is one that exists already or that another stack makes. Whether the deployment waits for the methods is
        checked by `explicit-dependencies`.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=DEPLOYMENT,
    references=(
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/deployment/",
    ),
    rejections=(NO_METHOD, NO_INTEGRATION),
    check=check,
)
