"""apigateway-deployment-valid: what an API may have to be deployed, and which APIs are not asked."""

from policypack.aws.apigateway.rest import DEFINITION, INTEGRATION, METHOD, REST_API
from policypack.aws.apigateway.rules.apigateway_deployment_valid import DEPLOYMENT, RULE
from policypack.testing import UNKNOWN, judge_stack, resource

API = resource(REST_API[0], "api", {"name": "api"})


def of(type_, name="one", api=API, by="restApi"):
    return resource(type_, name, {by: UNKNOWN}, depends={by: [api]})


def verdict(*others, api=API):
    return str(judge_stack(RULE, api, of(DEPLOYMENT[0], "release", api), *others)["release"])


def test_what_can_be_deployed():
    assert verdict() == "violated: restApi"
    assert verdict(of(METHOD[0])) == "violated: restApi"
    assert verdict(of(METHOD[0]), of(INTEGRATION[0])) == "fine"
    assert verdict(of(DEFINITION[0], by="restApiId")) == "fine"
    for body in ("{}", UNKNOWN):
        assert verdict(api=resource(REST_API[0], "api", {"name": "api", "body": body})) == "fine"


def test_methods_of_another_api_do_not_count():
    other = resource(REST_API[0], "other", {"name": "other"})
    assert verdict(other, of(METHOD[0], api=other), of(INTEGRATION[0], api=other)) == "violated: restApi"


def test_an_api_that_stands_already_is_not_asked():
    assert verdict(api=resource(REST_API[0], "api", {"name": "api"}, outputs={"id": "a1b2c3d4e5"})) == "fine"


def test_an_api_of_another_stack_is_not_asked():
    release = resource(DEPLOYMENT[0], "release", {"restApi": "a1b2c3d4e5"})
    assert str(judge_stack(RULE, release)["release"]) == "fine"
