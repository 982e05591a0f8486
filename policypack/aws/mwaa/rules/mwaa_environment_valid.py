"""mwaa-environment-valid: Airflow environments must have two subnets, paths in their bucket and fitting sizes."""

from policypack.aws.mwaa import ENVIRONMENT
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, fix, note, ordered
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/mwaa/latest/API/API_CreateEnvironment.html"
SUBNETS = ("subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718", "subnet-2a1b2c3d4e5f60718")
GROUPS = ["sg-0a1b2c3d4e5f60718"]
MICRO: Inputs = {"environmentClass": "mw1.micro"}
PATHS = ("dagS3Path", "pluginsS3Path", "requirementsS3Path", "startupScriptS3Path")
COUNTS = ("schedulers", "minWebservers", "maxWebservers")
"""What an environment of the smallest class has one of, and each other class two to five."""

subnets, size = argument("networkConfiguration.subnetIds"), argument("environmentClass")
is_micro = size.equals("mw1.micro")
is_of_airflow_1 = argument("airflowVersion").starts_with("1.").unsaid()

RULE = constraints_rule(
    id="mwaa-environment-valid",
    service="MWAA",
    summary="Airflow environments must have two subnets, and sizes of their class",
    rationale="""
        An environment is in two private subnets. Its DAGs, plugins and requirements are named by their paths in the
        bucket, not by the address of an object. The class mw1.micro has one scheduler and one web server, every larger
        class two to five.
    """,
    since="0.2.0",
    constraints={
        ENVIRONMENT: (
            Constraint(
                demand=subnets.has_exactly(2),
                when=subnets.is_given().unsaid(),
                error="ValidationException: 1 validation error detected: Value at 'networkConfiguration.subnetIds'"
                " failed to satisfy constraint: Member must have length less than or equal to 2",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/19293",
                fix=note("two private subnets, in two availability zones"),
                invalid=(
                    {subnets.path: list(SUBNETS)},
                    {subnets.path: list(SUBNETS[:1])},
                ),
                valid={subnets.path: list(SUBNETS[:2])},
            ),
            *(
                Constraint(
                    demand=argument(name).lacks("^s3://", "scheme of an address"),
                    when=argument(name).is_given().unsaid(),
                    error="DagS3Path: The relative path to the DAGs folder on your Amazon S3 bucket. For example,"
                    " dags.",
                    source="https://github.com/aws/aws-cdk/issues/12611",
                    fix=fix(Set(name, Blank("the path inside of the bucket, such as dags"))),
                    invalid={name: "s3://airflow-orders/orders"},
                    valid={name: "orders"},
                )
                for name in PATHS
            ),
            *(
                Constraint(
                    demand=argument(name).equals(1),
                    when=is_micro & argument(name).is_given().unsaid(),
                    error="Defaults to 2 for all environment sizes except mw1.micro, which defaults to 1.",
                    source="https://github.com/aws-ia/terraform-aws-mwaa/issues/86",
                    fix=fix(Set(name, 1)),
                    invalid={**MICRO, name: 2},
                    valid={**MICRO, name: 1},
                )
                for name in COUNTS
            ),
            *(
                Constraint(
                    demand=argument(name).between(2, 5),
                    when=argument(name).is_given().unsaid() & ~is_micro & ~is_of_airflow_1,
                    error="For environments larger than mw1.micro, accepts values from 2 to 5.",
                    source=CREATE,
                    fix=fix(Set(name, Blank("2 to 5"))),
                    invalid={name: 6},
                    valid=({name: 2}, {name: 5}, {**MICRO, name: 1}, {"airflowVersion": "1.10.12", name: 1}),
                )
                for name in COUNTS
            ),
            ordered(
                "minWorkers",
                "maxWorkers",
                low=1,
                high=10,
                error="ValidationException: MinWorkers must be less than or equal to MaxWorkers",
                source=CREATE,
            ),
            ordered(
                "minWebservers",
                "maxWebservers",
                low=2,
                high=4,
                error="ValidationException: MinWebservers must be less than or equal to MaxWebservers",
                source=CREATE,
            ),
        )
    },
    base={
        ENVIRONMENT[0]: {
            "name": "orders",
            "dagS3Path": "dags",
            "executionRoleArn": "arn:aws:iam::123456789012:role/airflow",
            "sourceBucketArn": "arn:aws:s3:::airflow-orders",
            "networkConfiguration": {"securityGroupIds": GROUPS, "subnetIds": list(SUBNETS[:2])},
        }
    },
    references=(CREATE,),
)
