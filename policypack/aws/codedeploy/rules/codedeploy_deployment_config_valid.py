"""codedeploy-deployment-config-valid: Deployment configurations for servers must say how many hosts stay healthy."""

from policypack.aws.codedeploy import DEPLOYMENT_CONFIG
from policypack.constraint import Constraint, argument
from policypack.fix import Blank, Set, fix
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeploymentConfig.html"
platform, hosts = argument("computePlatform"), argument("minimumHealthyHosts")
HALF = {"type": "FLEET_PERCENT", "value": 50}

RULE = constraints_rule(
    id="codedeploy-deployment-config-valid",
    service="CodeDeploy",
    summary="Configurations for servers must say how many hosts stay healthy",
    rationale="""
        A deployment to servers, the default platform, takes some of them out of service at a time, and the
        configuration says how many must stay. One for functions or containers shifts traffic instead.
    """,
    since="0.2.0",
    references=(CREATE,),
    constraints={
        DEPLOYMENT_CONFIG: (
            Constraint(
                demand=hosts.is_present(),
                when=(platform.is_empty() | platform.equals("Server")).called(
                    "computePlatform is Server, the default", "computePlatform must be Server"
                ),
                error="InvalidMinimumHealthyHostValueException: minimum healthy hosts argument is missing",
                source="https://github.com/awsdocs/aws-cloudformation-user-guide/pull/451",
                fix=fix(Set("minimumHealthyHosts", Blank("a type, HOST_COUNT or FLEET_PERCENT, and a value"))),
                invalid=({}, {"computePlatform": "Server"}),
                valid=(
                    {"minimumHealthyHosts": HALF},
                    {
                        "computePlatform": "Lambda",
                        "trafficRoutingConfig": {
                            "type": "TimeBasedLinear",
                            "timeBasedLinear": {"interval": 10, "percentage": 10},
                        },
                    },
                ),
            ),
            Constraint(
                demand=argument("minimumHealthyHosts.value").between(0, 100),
                when=argument("minimumHealthyHosts.type").equals("FLEET_PERCENT"),
                error="InvalidMinimumHealthyHostValueException: The minimum healthy instance value was specified in an"
                " invalid format.",
                source=CREATE,
                fix=fix(Set("minimumHealthyHosts.value", Blank("a percentage"))),
                invalid={"minimumHealthyHosts": {**HALF, "value": 150}},
                valid=({"minimumHealthyHosts": HALF}, {"minimumHealthyHosts": {"type": "HOST_COUNT", "value": 150}}),
            ),
        )
    },
    base={DEPLOYMENT_CONFIG[0]: {"deploymentConfigName": "half"}},
)
