"""apprunner-service-valid: App Runner services must have one source that they may read."""

from policypack.aws.apprunner import SERVICE
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, fix, form, note
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/apprunner/latest/api"
OF_SOURCE = f"{API}/API_SourceConfiguration.html"
OF_ACCESS = f"{API}/API_AuthenticationConfiguration.html"
ROLE = "arn:aws:iam::123456789012:role/images"
CONNECTION = "arn:aws:apprunner:us-east-1:123456789012:connection/orders/a1b2c3d4e5f60718293a4b5c6d7e8f90"
PUBLIC: Inputs = {"imageIdentifier": "public.ecr.aws/orders/shop:1", "imageRepositoryType": "ECR_PUBLIC"}
PRIVATE: Inputs = {
    "imageIdentifier": "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1",
    "imageRepositoryType": "ECR",
}
CODE: Inputs = {
    "repositoryUrl": "https://github.com/example/orders",
    "sourceCodeVersion": {"type": "BRANCH", "value": "main"},
    "codeConfiguration": {"configurationSource": "REPOSITORY"},
}
OF_IMAGE: Inputs = {"sourceConfiguration": {"autoDeploymentsEnabled": False, "imageRepository": PUBLIC}}
CONNECTOR = "arn:aws:apprunner:us-east-1:123456789012:vpcconnector/orders/1/a1b2c3d4e5f60718293a4b5c6d7e8f90"

image, code = argument("sourceConfiguration.imageRepository"), argument("sourceConfiguration.codeRepository")
kind = argument("sourceConfiguration.imageRepository.imageRepositoryType")
automatic = argument("sourceConfiguration.autoDeploymentsEnabled")
role = argument("sourceConfiguration.authenticationConfiguration.accessRoleArn")
connection = argument("sourceConfiguration.authenticationConfiguration.connectionArn")
egress = argument("networkConfiguration.egressConfiguration.egressType")
connector = argument("networkConfiguration.egressConfiguration.vpcConnectorArn")
observed = argument("observabilityConfiguration.observabilityEnabled")
observer = argument("observabilityConfiguration.observabilityConfigurationArn")


def source(**fields: Inputs | bool) -> Inputs:
    """A source of the examples."""
    return {"sourceConfiguration": fields}


def egress_of(**fields: str) -> Inputs:
    """A way out of the examples."""
    return {"networkConfiguration": {"egressConfiguration": fields}}


RULE = constraints_rule(
    id="apprunner-service-valid",
    service="App Runner",
    summary="App Runner services must have one source that they may read",
    rationale="""
        A service is made of an image or of code. It reads a private image with a role and code with a connection, and
        it cannot follow an image of the public gallery by itself, which autoDeploymentsEnabled turns on unless it is
        false. A way out through a VPC has a connector.
    """,
    since="0.2.0",
    constraints={
        SERVICE: (
            *(
                form(
                    f"instanceConfiguration.{name}",
                    pattern,
                    words,
                    invalid=wrong,
                    valid=right,
                    error=f"ValidationException: Value '0 vCPU' at 'instanceConfiguration.{name}' failed to satisfy"
                    f" constraint: Member must satisfy regular expression pattern: {pattern}",
                    source="https://github.com/awslabs/amazon-app-runner-deploy/issues/39",
                )
                for name, pattern, words, wrong, right in (
                    (
                        "cpu",
                        r"256|512|1024|2048|4096|(0.25|0.5|1|2|4) vCPU",
                        "256, 512, 1024, 2048 or 4096, or 0.25, 0.5, 1, 2 or 4 vCPU",
                        "0 vCPU",
                        ("0.25 vCPU", "1024"),
                    ),
                    (
                        "memory",
                        r"512|1024|2048|3072|4096|6144|8192|10240|12288|(0.5|1|2|3|4|6|8|10|12) GB",
                        "512 to 12288, or 0.5, 1, 2, 3, 4, 6, 8, 10 or 12 GB",
                        "0 GB",
                        ("0.5 GB", "2048"),
                    ),
                )
            ),
            Constraint(
                demand=automatic.equals(False),
                when=kind.equals("ECR_PUBLIC"),
                error="InvalidRequestException: App Runner doesn't support automatic deployments for an image in an ECR"
                " Public repository.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/24531",
                fix=fix(Set(automatic.path, False)),
                invalid=(source(imageRepository=PUBLIC), source(imageRepository=PUBLIC, autoDeploymentsEnabled=True)),
                valid=OF_IMAGE,
            ),
            Constraint(
                demand=role.is_present(),
                when=kind.equals("ECR"),
                error="AccessRoleArn: It's required for ECR image repositories (but not for ECR Public repositories).",
                source=OF_ACCESS,
                fix=fix(Set(role.path, Blank("the ARN of a role that App Runner assumes"))),
                invalid=source(imageRepository=PRIVATE),
                valid=source(imageRepository=PRIVATE, authenticationConfiguration={"accessRoleArn": ROLE}),
            ),
            Constraint(
                demand=connection.is_present(),
                when=code.is_given(),
                error="ConnectionArn: It's required for GitHub code repositories.",
                source=OF_ACCESS,
                fix=fix(Set(connection.path, Blank("the ARN of a connection"))),
                invalid=source(codeRepository=CODE),
                valid=source(codeRepository=CODE, authenticationConfiguration={"connectionArn": CONNECTION}),
            ),
            Constraint(
                demand=image.is_empty(),
                when=code.is_given(),
                error="You must provide either this member or ImageRepository (but not both).",
                source=OF_SOURCE,
                fix=fix(Remove(image.path)),
                invalid=source(
                    codeRepository=CODE,
                    imageRepository=PUBLIC,
                    autoDeploymentsEnabled=False,
                    authenticationConfiguration={"connectionArn": CONNECTION},
                ),
                valid=OF_IMAGE,
            ),
            Constraint(
                demand=(image.is_given() | code.is_given()).called(
                    "there is a source", "there must be a source", fails="there is no source"
                ),
                at=image.path,
                error="You must provide either this member or CodeRepository (but not both).",
                source=OF_SOURCE,
                fix=note("an image, in imageRepository, or code, in codeRepository"),
                invalid=source(autoDeploymentsEnabled=False),
                valid=OF_IMAGE,
            ),
            Constraint(
                demand=egress.equals("VPC"),
                when=connector.is_present(),
                error="VpcConnectorArn: Only valid when EgressType = VPC.",
                source=f"{API}/API_EgressConfiguration.html",
                fix=fix(Set(egress.path, "VPC")),
                invalid={**OF_IMAGE, **egress_of(egressType="DEFAULT", vpcConnectorArn=CONNECTOR)},
                valid={**OF_IMAGE, **egress_of(egressType="VPC", vpcConnectorArn=CONNECTOR)},
            ),
            Constraint(
                demand=connector.is_present(),
                when=egress.equals("VPC"),
                error="Set to VPC to associate your service to a custom VPC specified by VpcConnectorArn.",
                source=f"{API}/API_EgressConfiguration.html",
                fix=fix(Set(connector.path, Blank("the ARN of a VPC connector"))),
                invalid={**OF_IMAGE, **egress_of(egressType="VPC")},
                valid={**OF_IMAGE, **egress_of(egressType="VPC", vpcConnectorArn=CONNECTOR)},
            ),
            Constraint(
                demand=observer.is_present(),
                when=observed.is_true(),
                error="ObservabilityEnabled: When true, an observability configuration resource is associated with the"
                " service, and an ObservabilityConfigurationArn is specified.",
                source=f"{API}/API_ServiceObservabilityConfiguration.html",
                fix=fix(Set(observer.path, Blank("the ARN of an observability configuration"))),
                invalid={**OF_IMAGE, "observabilityConfiguration": {"observabilityEnabled": True}},
                valid={
                    **OF_IMAGE,
                    "observabilityConfiguration": {
                        "observabilityEnabled": True,
                        "observabilityConfigurationArn": CONNECTION.replace("connection", "observabilityconfiguration"),
                    },
                },
            ),
        ),
    },
    base={SERVICE[0]: {"serviceName": "orders", **OF_IMAGE}},
    references=(OF_SOURCE,),
)
