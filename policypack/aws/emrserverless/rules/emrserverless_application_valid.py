"""emrserverless-application-valid: EMR Serverless applications in a VPC must have subnets and security groups."""

from policypack.aws.emrserverless import APPLICATION
from policypack.constraint import Constraint, Inputs, argument, form
from policypack.fix import Blank, Set, fix
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_CreateApplication.html"
NETWORK: Inputs = {"subnetIds": ["subnet-0a1b2c3d4e5f60718"], "securityGroupIds": ["sg-0a1b2c3d4e5f60718"]}
PARTS = ("subnetIds", "securityGroupIds")

RULE = constraints_rule(
    id="emrserverless-application-valid",
    service="EMR Serverless",
    summary="EMR Serverless applications must have a release, subnets and groups",
    rationale="""
        An application that reaches a VPC has subnets as well as security groups there. Its release is named like
        emr-7.5.0.
    """,
    since="0.2.0",
    references=(CREATE,),
    constraints={
        APPLICATION: (
            *(
                Constraint(
                    demand=argument(f"networkConfiguration.{name}").is_given(),
                    when=argument(f"networkConfiguration.{other}").is_given(),
                    error="ValidationException: SubnetIds and SecurityGroupIds are required",
                    source="https://github.com/aws-solutions-library-samples/guidance-for-clickstream-analytics-on-aws/"
                    "issues/225",
                    fix=fix(Set(f"networkConfiguration.{name}", [Blank("an ID")])),
                    invalid={"networkConfiguration": {other: NETWORK[other]}},
                    valid={"networkConfiguration": NETWORK},
                )
                for name, other in (PARTS, PARTS[::-1])
            ),
            form(
                "releaseLabel",
                r"emr-[A-Za-z0-9._-]+",
                "a release of EMR, such as emr-7.5.0",
                invalid=("7.5.0", "emr 7.5.0"),
                valid=("emr-7.5.0", "emr-6.15.0"),
                error="ValidationException: 1 validation error detected: Value '7.5.0' at 'releaseLabel' failed to"
                " satisfy constraint",
                source=CREATE,
            ),
        )
    },
    base={APPLICATION[0]: {"name": "orders", "type": "spark", "releaseLabel": "emr-7.5.0"}},
)
