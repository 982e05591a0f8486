"""lambda-function-valid: Lambda functions must have valid names, limits, layers and code."""

from policypack.aws.lambda_ import FUNCTION, IMAGE
from policypack.constraint import (
    Archive,
    Constraint,
    Inputs,
    argument,
    few,
    form,
    joined,
    not_with,
    of_text,
    within,
)
from policypack.fix import Blank, Ref, Remove, Set, fix
from policypack.model.conditions import Condition, Subject, Words
from policypack.model.facts import Fact, any_of, known
from policypack.model.values import Plain
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"
QUOTAS = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"
MEMORY = "https://github.com/artilleryio/artillery/issues/1566"
PACKAGE = "https://github.com/boto/boto3/issues/2705"
IMAGE_PACKAGE = "https://github.com/pulumi/pulumi-aws/issues/5439"
INVALID = (
    "ValidationException: 1 validation error detected: Value at '{}' failed to satisfy constraint: Member must have {}"
)


def are_subnets(it: Subject) -> Fact:
    """Each one is the ID of a subnet; an output, which a preview does not know, is."""
    return it.at("vpcConfig.subnetIds").all(lambda one: any_of(known(one.is_unknown), one.matches(r"subnet-[0-9a-z]*")))


NO_SNAPSHOTS = (
    r"nodejs(?:12|14|16|18|20|22)\.x|ruby[23]\.\d|python3\.(?:[6-9]|10|11)|java8(?:\.al2)?|dotnet6|dotnetcore3\.1"
    r"|go1\.x|provided(?:\.al2(?:023)?)?"
)
"""Runtimes without SnapStart.

Source: https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html, November 2026: Java 11 and later, Python 3.12 and
later, .NET 8 and later have it.
"""
MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/lambda"
SIGNING = "arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0a1b2c3d4e5f60718"
FILES = {
    "arn": "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0",
    "localMountPath": "/mnt/data",
}
LAYER = "arn:aws:lambda:us-east-1:123456789012:layer:shared:"
FROM_IMAGE = {
    "packageType": IMAGE,
    "imageUri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1",
    "code": None,
    "runtime": None,
    "handler": None,
}

name, package = argument("name"), argument("packageType")
on_lambdas_machines = (~argument("capacityProviderConfig").is_set()).unsaid()
"""Functions on a capacity provider have other limits."""


def limit(path: str, low: int, high: int, error: str, source: str) -> Constraint:
    """A limit of functions that run on Lambda's own machines."""
    return within(path, low, high, error=error, source=source).also_when(on_lambdas_machines)


def of_archive(path: str, value: str, blank: str) -> Constraint:
    """Code from an archive needs a runtime and a handler; ``value`` is an example of it."""
    return Constraint(
        demand=argument(path).is_given(),
        when=~package.equals(IMAGE),
        error="InvalidParameterValueException: Runtime and Handler are mandatory parameters for functions created with"
        " deployment packages.",
        source=PACKAGE,
        fix=fix(
            Set(path, Blank(blank)),
            otherwise=(
                Set("packageType", IMAGE),
                Set("imageUri", Blank("the URI of the image in Amazon ECR")),
                *(Remove(one) for one in ("code", "runtime", "handler") if one != path),
            ),
        ),
        invalid={path: None},
        valid=({path: value}, FROM_IMAGE),
    )


def not_of_image(path: str, value: Plain) -> Constraint:
    """A container image has its own runtime and handler, and no layers."""
    image: Inputs = FROM_IMAGE
    return Constraint(
        demand=argument(path).is_empty(),
        when=package.equals(IMAGE),
        error="InvalidParameterValueException: Please don't provide Handler or Runtime or Layer when the intended"
        " function PackageType is Image.",
        source=IMAGE_PACKAGE,
        fix=fix(Remove(path)),
        invalid={**image, path: value},
        valid=image,
    )


RULE = constraints_rule(
    id="lambda-function-valid",
    service="Lambda",
    summary="Lambda functions must have valid names, limits, layers and code",
    rationale="""
        A function runs for up to 15 minutes with 128 MB to 10,240 MB of memory, 512 MB to 10,240 MB of storage and five
        layers. Code from an archive needs a runtime and a handler; a container image has its own and no layers.
        A function in a VPC has subnets and security groups, and one that is not cannot mount a file system. Levels of
        logs are for logs in JSON. Failed events go to a standard queue or topic.
        New accounts may have less memory, which only AWS knows. Functions on a capacity provider have other limits,
        which this rule does not check.
    """,
    since="0.1.0",
    constraints={
        FUNCTION: (
            limit("timeout", 1, 900, INVALID.format("timeout", "value less than or equal to 900"), QUOTAS),
            limit(
                "memorySize",
                128,
                10240,
                "ValidationException: 'MemorySize' value failed to satisfy constraint: Member must have value less than"
                " or equal to 10240",
                MEMORY,
            ),
            limit(
                "ephemeralStorage.size",
                512,
                10240,
                INVALID.format("ephemeralStorage.size", "value greater than or equal to 512"),
                CREATE,
            ),
            Constraint(
                demand=name.matches(
                    r"[A-Za-z0-9_-]{1,64}|(?s:.*:.*)", "up to 64 letters, digits, hyphens and underscores, or an ARN"
                ),
                when=name.is_given().unsaid(),
                error=INVALID.format("functionName", "length less than or equal to 64"),
                source=CREATE,
                fix=fix(Set("name", Blank("up to 64 letters, digits, hyphens and underscores"))),
                correct=joined("A-Za-z0-9_-", 64),
                invalid=({"name": "orders.api"}, {"name": "a" * 65}),
                valid=({"name": "a" * 64}, {"name": "arn:aws:lambda:us-east-1:123456789012:function:orders"}),
            ),
            few(
                "layers",
                5,
                item=LAYER,
                error="InvalidParameterValueException: Cannot reference more than 5 layers.",
                source=QUOTAS,
            ),
            Constraint(
                demand=argument("layers").elements_match(
                    r"arn:[\w-]+:lambda:.*:layer:[\w-]+:\d+|.*:awslayer:.*", "ARNs of layers, each with its version"
                ),
                when=argument("layers").is_given().unsaid(),
                error=INVALID.format("layers", "satisfied regular expression pattern"),
                source="https://github.com/pulumi/pulumi-aws/issues/750",
                fix=fix(Set("layers", [Blank("the ARN of a version of the layer, which ends with a number")])),
                invalid=({"layers": [LAYER.removesuffix(":")]}, {"layers": [f"{LAYER}latest"]}),
                valid={"layers": [f"{LAYER}1"]},
                condition="a layer is named without the number of its version",
            ),
            of_archive("runtime", "python3.14", "a runtime"),
            of_archive("handler", "main.handler", "the function that Lambda calls, such as main.handler"),
            Constraint(
                demand=~argument("runtime").matches(NO_SNAPSHOTS, "a runtime without SnapStart"),
                when=argument("snapStart.applyOn").equals("PublishedVersions"),
                at="snapStart",
                error="InvalidParameterValueException: nodejs22.x is not supported for SnapStart enabled functions.",
                source="https://github.com/localstack/localstack/pull/12458",
                fix=fix(Remove("snapStart")),
                invalid=tuple(
                    {"runtime": one, "snapStart.applyOn": "PublishedVersions"} for one in ("nodejs22.x", "python3.11")
                ),
                valid={"runtime": "python3.13", "snapStart.applyOn": "PublishedVersions"},
            ),
            form(
                "fileSystemConfig.localMountPath",
                r"/mnt/[a-zA-Z0-9-_.]+",
                "a folder of /mnt",
                invalid=("/data", "/mnt/", "/mnt/a/b"),
                valid="/mnt/data",
                correct=of_text(lambda text: "/mnt/" + text.removeprefix("/mnt/").strip("/").replace("/", "-")),
                error=INVALID.format("fileSystemConfigs.1.member.localMountPath", "pattern: ^/mnt/[a-zA-Z0-9-_.]+$"),
                source="https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html",
            ),
            Constraint(
                demand=package.equals(IMAGE),
                when=argument("imageUri").is_present(),
                at="packageType",
                error="InvalidParameterValueException: Please don't provide ImageUri when updating a function with"
                " packageType Zip.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/37784",
                fix=fix(
                    Set("packageType", IMAGE),
                    *(Remove(one) for one in ("code", "runtime", "handler")),
                    otherwise=Remove("imageUri"),
                ),
                invalid=({"imageUri": FROM_IMAGE["imageUri"]}, {"imageUri": Ref("repository", "repositoryUrl")}),
                valid=FROM_IMAGE,
            ),
            Constraint(
                demand=argument("imageUri").matches(
                    r".*\.dkr[.-]ecr[.-].*",
                    "an image in a private repository of Amazon ECR",
                ),
                when=argument("imageUri").is_given().unsaid(),
                error="InvalidParameterValueException: Source image instance-scheduler-ecr-repo:latest is not valid."
                " Provide a valid source image.",
                source="https://github.com/ministryofjustice/modernisation-platform/pull/2419",
                fix=fix(Set("imageUri", Blank("the URI of the image in Amazon ECR"))),
                invalid=(
                    {**FROM_IMAGE, "imageUri": "orders:latest"},
                    {**FROM_IMAGE, "imageUri": "public.ecr.aws/lambda/python:3.14"},
                ),
                valid=FROM_IMAGE,
            ),
            Constraint(
                demand=argument("imageUri").is_present(),
                when=package.equals(IMAGE),
                error="InvalidParameterValueException: ImageUri is required.",
                source=f"{MADE}/pf-lambda-image-requires-imageuri/meta.yaml",
                fix=fix(
                    Set("imageUri", Blank("the URI of the image in Amazon ECR")),
                    *(Remove(one) for one in ("code", "s3Bucket", "s3Key", "s3ObjectVersion")),
                ),
                invalid={**FROM_IMAGE, "imageUri": None, "s3Bucket": "orders", "s3Key": "code.zip"},
                valid=FROM_IMAGE,
            ),
            Constraint(
                demand=Condition(
                    are_subnets, Words.be("vpcConfig.subnetIds", "IDs of subnets"), ("vpcConfig.subnetIds",)
                ),
                when=argument("vpcConfig.subnetIds").is_given().unsaid(),
                error="ValidationException: 1 validation error detected: Value '[10.0.0.0/27]' at"
                " 'vpcConfig.subnetIds' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                " ^subnet-[0-9a-z]*$",
                source="https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/182",
                fix=fix(Set("vpcConfig.subnetIds", [Blank("the ID of a subnet")])),
                invalid={"vpcConfig": {"subnetIds": ["10.0.0.0/27"], "securityGroupIds": ["sg-1"]}},
                valid={"vpcConfig": {"subnetIds": ["subnet-1"], "securityGroupIds": ["sg-1"]}},
            ),
            Constraint(
                demand=argument("deadLetterConfig.targetArn").matches(
                    r"arn:[^:]+:(?:sqs|sns):.*(?<!\.fifo)", "a standard queue or topic"
                ),
                when=argument("deadLetterConfig.targetArn").is_given().unsaid(),
                error="InvalidParameterValueException: Invalid dead letter queue ARN: FIFO SQS queue is not supported"
                " for dead letter configuration",
                source=f"{MADE}/pf-lambda-dlq-no-fifo/meta.yaml",
                fix=fix(Set("deadLetterConfig.targetArn", Blank("the ARN of a standard queue or topic"))),
                invalid=tuple(
                    {"deadLetterConfig": {"targetArn": f"arn:aws:{one}"}}
                    for one in (
                        "sqs:us-east-1:123456789012:failed.fifo",
                        "kinesis:us-east-1:123456789012:stream/failed",
                    )
                ),
                valid={"deadLetterConfig": {"targetArn": "arn:aws:sqs:us-east-1:123456789012:failed"}},
                condition="a dead letter target is a FIFO queue, or neither queue nor topic",
            ),
            Constraint(
                demand=package.equals(IMAGE),
                when=argument("imageConfig").is_given(),
                at="imageConfig",
                error="InvalidParameterValueException: The ImageConfig parameter is not supported for functions created"
                " with deployment packages.",
                source=f"{MADE}/pf-lambda-imageconfig-requires-image/meta.yaml",
                fix=fix(Remove("imageConfig")),
                invalid={"imageConfig": {"commands": ["main.handler"]}},
                valid={**FROM_IMAGE, "imageConfig": {"commands": ["main.handler"]}},
            ),
            form(
                "loggingConfig.logGroup",
                r"(?!(?i:aws/))[.\-_/#A-Za-z0-9]+",
                "letters, digits and ._/#-, and not start with aws/",
                invalid=("aws/lambda/orders", "orders logs"),
                valid=("/aws/lambda/orders", "orders"),
                correct=of_text(lambda text: f"/{text}" if text.lower().startswith("aws/") else None),
                error="InvalidParameterValueException: Log groups starting with AWS/ are reserved for AWS. Update the"
                " LogGroup value and try again.",
                source=f"{MADE}/pf-lambda-loggroup-no-aws-prefix/meta.yaml",
                given={"loggingConfig.logFormat": ("Text", "JSON")},
            ),
            Constraint(
                demand=argument("codeSigningConfigArn").is_empty(),
                when=package.equals(IMAGE),
                error="Code signing applies to .zip functions only",
                source=f"{MADE}/pf-lambda-code-signing-zip-only/meta.yaml",
                fix=fix(Remove("codeSigningConfigArn")),
                invalid={**FROM_IMAGE, "codeSigningConfigArn": SIGNING},
                valid={"codeSigningConfigArn": SIGNING},
            ),
            *(
                not_with(
                    f"loggingConfig.{level}",
                    "WARN",
                    {"loggingConfig.logFormat": "Text"},
                    error='InvalidParameterValueException: LogLevel is not supported when LogFormat is set to "Text".'
                    ' Remove LogLevel from your request or change the LogFormat to "JSON" and try again.',
                    source=f"{MADE}/pf-lambda-loglevel-requires-json/meta.yaml",
                )
                for level in ("applicationLogLevel", "systemLogLevel")
            ),
            *(
                Constraint(
                    demand=argument(f"vpcConfig.{one}").is_given(),
                    when=argument(f"vpcConfig.{other}").is_given(),
                    error="InvalidParameterValueException: SubnetIds and SecurityIds must coexist or be both empty"
                    " list.",
                    source=f"{MADE}/pf-lambda-vpc-non-empty/meta.yaml",
                    fix=fix(Set(f"vpcConfig.{one}", [Blank(f"the ID of a {words}")])),
                    invalid={"vpcConfig": {one: [], other: [example]}},
                    valid=(
                        {"vpcConfig": {"subnetIds": ["subnet-1"], "securityGroupIds": ["sg-1"]}},
                        {"vpcConfig": {"subnetIds": [], "securityGroupIds": []}},
                    ),
                )
                for one, other, words, example in (
                    ("subnetIds", "securityGroupIds", "subnet", "sg-1"),
                    ("securityGroupIds", "subnetIds", "security group", "subnet-1"),
                )
            ),
            Constraint(
                demand=argument("vpcConfig").is_present(),
                when=argument("fileSystemConfig.arn").matches(
                    "arn:[^:]+:elasticfilesystem:.*", "an access point of EFS"
                ),
                at="vpcConfig",
                error="InvalidParameterValueException: Function must be configured to execute in a VPC to reference"
                " access point.",
                source=f"{MADE}/pf-lambda-efs-requires-vpc/meta.yaml",
                fix=fix(
                    Set(
                        "vpcConfig",
                        {
                            "subnetIds": [Blank("the ID of a subnet")],
                            "securityGroupIds": [Blank("the ID of a security group")],
                        },
                    )
                ),
                invalid={"fileSystemConfig": FILES},
                valid={
                    "fileSystemConfig": FILES,
                    "vpcConfig": {"subnetIds": ["subnet-1"], "securityGroupIds": ["sg-1"]},
                },
            ),
            not_of_image("runtime", "python3.14"),
            not_of_image("handler", "main.handler"),
            not_of_image("layers", [f"{LAYER}1"]),
        )
    },
    base={
        FUNCTION[0]: {
            "role": "arn:aws:iam::123456789012:role/orders",
            "runtime": "python3.14",
            "handler": "main.handler",
            "code": Archive(),
        }
    },
)
