"""The nouns of REST APIs: their methods, integrations and responses."""

from __future__ import annotations

from policypack.model.facts import Fact, any_of, is_not
from policypack.model.resources import Resource
from policypack.model.stack import Stack

REST_API = ("aws:apigateway/restApi:RestApi",)
METHOD = ("aws:apigateway/method:Method",)
RESOURCE = ("aws:apigateway/resource:Resource",)
AUTHORIZER = ("aws:apigateway/authorizer:Authorizer",)
STAGE = ("aws:apigateway/stage:Stage",)
METHOD_SETTINGS = ("aws:apigateway/methodSettings:MethodSettings",)
USAGE_PLAN = ("aws:apigateway/usagePlan:UsagePlan",)
GATEWAY_RESPONSE = ("aws:apigateway/response:Response",)
DOCUMENTATION_PART = ("aws:apigateway/documentationPart:DocumentationPart",)
DOMAIN_NAME = ("aws:apigateway/domainName:DomainName",)
API_KEY = ("aws:apigateway/apiKey:ApiKey",)
MODEL = ("aws:apigateway/model:Model",)
METHOD_RESPONSE = ("aws:apigateway/methodResponse:MethodResponse",)
INTEGRATION = ("aws:apigateway/integration:Integration",)
INTEGRATION_RESPONSE = ("aws:apigateway/integrationResponse:IntegrationResponse",)
DEFINITION = ("aws:apigateway/restApiPut:RestApiPut",)

VERBS = ("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY")


def is_defined(api: Resource, stack: Stack) -> Fact:
    """The API's own body or a RestApiPut defines it, or it exists already, with the methods that it has."""
    definitions = stack.linked(DEFINITION, to=api, by="restApiId")
    return any_of(api["body"].is_set(), definitions.exists(), is_not(api.is_new()))
