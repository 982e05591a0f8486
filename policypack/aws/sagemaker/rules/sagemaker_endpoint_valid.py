"""sagemaker-endpoint-valid: SageMaker endpoints, domains, notebooks and features must have what fits together."""

from dataclasses import replace

from policypack.aws.sagemaker import (
    DOMAIN,
    ENDPOINT,
    ENDPOINT_CONFIGURATION,
    FEATURE_GROUP,
    MODEL,
    NOTEBOOK,
    PIPELINE,
    USER_PROFILE,
)
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Remove,
    Set,
    Table,
    argument,
    few,
    fits,
    fix,
    form,
    joined,
    needs,
    note,
    one_of,
)
from policypack.model.conditions import NEW, Condition, Words
from policypack.model.facts import Fact
from policypack.model.values import Plain, Value
from policypack.rule import StackRule

API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
OF_ENDPOINT = f"{API}/API_CreateEndpointConfig.html"
OF_VARIANT = f"{API}/API_ProductionVariant.html"
OF_DOMAIN = f"{API}/API_CreateDomain.html"
OF_FEATURES = f"{API}/API_CreateFeatureGroup.html"
ROLE = "arn:aws:iam::123456789012:role/ml"
STUDIO = r"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:\d{12}:studio-lifecycle-config/.*"
SCRIPT = "arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/start"
OF_NOTEBOOK = "arn:aws:sagemaker:us-east-1:123456789012:notebook-instance-lifecycle-config/start"
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1"
SCALED: Inputs = {"status": "ENABLED", "minInstanceCount": 1, "maxInstanceCount": 2}
ONE: Inputs = {
    "variantName": "orders",
    "modelName": "orders",
    "instanceType": "ml.m5.large",
    "initialInstanceCount": 1,
}
SERVERLESS: Inputs = {"maxConcurrency": 5, "memorySizeInMb": 2048}
FEATURES: list[Plain] = [
    {"featureName": "order", "featureType": "String"},
    {"featureName": "at", "featureType": "Fractional"},
]
STUDIO_DOMAIN = {"domainExecutionRoleArn": ROLE}
RETIRED = ("notebook-al1-v1", "notebook-al2-v1")
"""Platforms on which no notebook is made any more."""

model, instance = argument("modelName"), argument("instanceType")
manager = argument("appSecurityGroupManagement")
rstudio = argument("domainSettings.rStudioServerProDomainSettings")
serverless = argument("serverlessConfig")


def undefined(name: str | None, definitions: Plain) -> str | None:
    """The feature is not among the definitions."""
    if not isinstance(definitions, list) or not name:
        return None
    names = [one.get("featureName") for one in definitions if isinstance(one, dict)]
    return (
        None if name in names else f"featureDefinitions has no feature of that name, but {', '.join(map(str, names))}"
    )


def scripts(path: str) -> Constraint:
    """The scripts of an app of Studio."""

    def of_studio(one: Value) -> Fact:
        return one.matches(STUDIO)

    field = f"{path}.lifecycleConfigArns"
    return Constraint(
        demand=Condition(
            lambda it: it.at(field).all(of_studio),
            Words.be(field, "ARNs of lifecycle configurations of Studio"),
            (field,),
        ),
        when=argument(field).is_given().unsaid(),
        error="LifecycleConfigArns/0: failed validation constraint for keyword [pattern]",
        source="https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1953",
        fix=note("a StudioLifecycleConfig in place of a lifecycle configuration of notebooks"),
        invalid=nested(path, {"lifecycleConfigArns": [OF_NOTEBOOK]}),
        valid=nested(path, {"lifecycleConfigArns": [SCRIPT]}),
    )


def nested(path: str, fields: Inputs) -> Inputs:
    """The settings of one app, beside the role of their user."""
    first, _, app = path.partition(".")
    return {first: {"executionRole": ROLE, app: fields}}


APPS = ("codeEditorAppSettings", "jupyterLabAppSettings", "jupyterServerAppSettings", "kernelGatewayAppSettings")


def named(path: str, member: str) -> Constraint:
    """A name of SageMaker."""
    row = form(
        path,
        r"[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}",
        "1 to 63 letters, digits and hyphens, a letter or digit first and last",
        invalid=("orders_eu", "orders eu", "orders-"),
        valid=("orders-eu", "o"),
        correct=joined("a-zA-Z0-9", 63),
        error=f"ValidationException: Value 'orders_eu' at '{member}' failed to satisfy constraint: Member must satisfy"
        " regular expression pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9])*",
        source="https://github.com/aws-samples/sagemaker-ml-workflow-with-apache-airflow/issues/3",
    )
    return replace(row, condition=f"{member} has other characters than letters, digits and hyphens")


ENDPOINT_ROWS = (
    named("name", "endpointConfigName"),
    named("modelName", "productionVariants.1.member.modelName").inside(
        "productionVariants[]", beside={"variantName": "orders", "instanceType": "ml.m5.large"}
    ),
    one_of(
        "serverlessConfig.memorySizeInMb",
        *(1024 * size for size in range(1, 7)),
        but_not=2500,
        error="Valid values are in 1 GB increments: 1024 MB, 2048 MB, 3072 MB, 4096 MB, 5120 MB, or 6144 MB.",
        source=f"{API}/API_ProductionVariantServerlessConfig.html",
    ).inside("productionVariants[]", beside={"variantName": "orders", "modelName": "orders"}),
    Constraint(
        demand=argument("managedInstanceScaling").is_empty(),
        when=model.is_given(),
        error="ValidationException: ManagedInstanceScaling is only supported for inference component endpoints.",
        source="https://github.com/hashicorp/terraform-provider-aws/pull/45926",
        fix=fix(Remove("managedInstanceScaling")),
        invalid={**ONE, "managedInstanceScaling": SCALED},
        valid=ONE,
    ).inside("productionVariants[]"),
    Constraint(
        demand=model.is_present(),
        error="ExecutionRoleArn: Required when model_name is not specified in production_variants to support Inference"
        " Components.",
        source="https://www.pulumi.com/registry/packages/aws/api-docs/sagemaker/endpointconfiguration/",
        fix=fix(Set("modelName", Blank("the name of a model"))),
        invalid={"variantName": "orders", "instanceType": "ml.m5.large", "initialInstanceCount": 1},
        valid=ONE,
    ).inside("productionVariants[]", given=~argument("executionRoleArn").is_present()),
    Constraint(
        demand=instance.is_empty(),
        when=serverless.is_given(),
        error="Specifies a serverless endpoint configuration instead of an instance-based endpoint configuration.",
        source=OF_VARIANT,
        fix=fix(Remove("instanceType")),
        invalid={
            "variantName": "orders",
            "modelName": "orders",
            "instanceType": "ml.m5.large",
            "serverlessConfig": SERVERLESS,
        },
        valid=({"variantName": "orders", "modelName": "orders", "serverlessConfig": SERVERLESS}, ONE),
    ).inside("productionVariants[]"),
    Constraint(
        demand=argument("serverlessConfig.provisionedConcurrency").at_most_that_of(
            argument("serverlessConfig.maxConcurrency")
        ),
        error="ProvisionedConcurrency: Should be less than or equal to MaxConcurrency.",
        source=f"{API}/API_ProductionVariantServerlessConfig.html",
        fix=fix(Set("serverlessConfig.provisionedConcurrency", Blank("at most maxConcurrency"))),
        invalid={
            "variantName": "orders",
            "modelName": "orders",
            "serverlessConfig": {**SERVERLESS, "provisionedConcurrency": 6},
        },
        valid={
            "variantName": "orders",
            "modelName": "orders",
            "serverlessConfig": {**SERVERLESS, "provisionedConcurrency": 5},
        },
    ).inside("productionVariants[]"),
    few(
        "shadowProductionVariants",
        1,
        item=ONE,
        given={"productionVariants": [ONE]},
        error="If you use this field, you can only specify one variant for ProductionVariants and one variant for"
        " ShadowProductionVariants.",
        source=OF_ENDPOINT,
    ),
)
DOMAIN_ROWS = (
    Constraint(
        demand=rstudio.is_given(),
        when=manager.is_given(),
        at=manager.path,
        error="ValidationException: AppSecurityGroupManagement can only be set for Rstudio enabled domains.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/39923",
        fix=fix(Remove(manager.path)),
        invalid={"appSecurityGroupManagement": "Service"},
        valid={
            "appNetworkAccessType": "VpcOnly",
            "appSecurityGroupManagement": "Service",
            "domainSettings": {"rStudioServerProDomainSettings": STUDIO_DOMAIN},
        },
    ),
    Constraint(
        demand=manager.is_present(),
        when=rstudio.is_given() & argument("appNetworkAccessType").equals("VpcOnly"),
        error="AppSecurityGroupManagement: Required when CreateDomain.AppNetworkAccessType is VPCOnly and"
        " DomainSettings.RStudioServerProDomainSettings.DomainExecutionRoleArn is provided.",
        source=OF_DOMAIN,
        fix=fix(Set(manager.path, Blank("Service or Customer"))),
        invalid={
            "appNetworkAccessType": "VpcOnly",
            "domainSettings": {"rStudioServerProDomainSettings": STUDIO_DOMAIN},
        },
        valid={
            "appNetworkAccessType": "VpcOnly",
            "appSecurityGroupManagement": "Customer",
            "domainSettings": {"rStudioServerProDomainSettings": STUDIO_DOMAIN},
        },
    ),
    *(scripts(f"defaultUserSettings.{app}") for app in APPS),
    *(scripts(f"defaultSpaceSettings.{app}") for app in APPS[1:]),
)
NOTEBOOK_ROWS = (
    needs(
        {"directInternetAccess": "Disabled"},
        "subnetId",
        "subnet-0a1b2c3d4e5f60718",
        beside={"securityGroups": ["sg-0a1b2c3d4e5f60718"]},
        blank="the ID of a subnet",
        error="DirectInternetAccess: You can set the value of this parameter to Disabled only if you set a value for"
        " the SubnetId parameter.",
        source=f"{API}/API_CreateNotebookInstance.html",
    ),
    Constraint(
        demand=~argument("platformIdentifier").one_of(*RETIRED),
        when=NEW.unsaid(),
        error="ValidationException: Platform identifier (notebook-al2-v1) is not supported for this service.",
        source="https://github.com/orcasecurity-research/AIGoat/issues/10",
        fix=fix(Set("platformIdentifier", Blank("a platform on which notebooks are made"))),
        invalid=tuple({"platformIdentifier": one} for one in RETIRED),
        valid=({"platformIdentifier": "notebook-al2-v3"}, {}),
    ),
)
FEATURE_ROWS = (
    *(
        Constraint(
            demand=fits(
                argument(path),
                "one of the features that are defined",
                undefined,
                argument(path).of,
                lambda it: it.at("featureDefinitions").complete(),
            ),
            error=f"{name}: The name must refer to one of the names of a feature defined in FeatureDefinitions.",
            source=OF_FEATURES,
            fix=fix(Set(path, Blank("the name of a feature in featureDefinitions"))),
            invalid={path: "shop", "onlineStoreConfig": {"enableOnlineStore": True}},
            valid={"onlineStoreConfig": {"enableOnlineStore": True}},
        )
        for path, name in (
            ("recordIdentifierFeatureName", "RecordIdentifierFeatureName"),
            ("eventTimeFeatureName", "EventTimeFeatureName"),
        )
    ),
    Constraint(
        demand=(argument("onlineStoreConfig").is_given() | argument("offlineStoreConfig").is_given()).called(
            "there is a store", "there must be a store, online or offline", fails="there is no store"
        ),
        at="onlineStoreConfig",
        error="You must include at least one of OnlineStoreConfig and OfflineStoreConfig to create a FeatureGroup.",
        source=OF_FEATURES,
        fix=note("a store, in onlineStoreConfig or offlineStoreConfig"),
        invalid={},
        valid={"onlineStoreConfig": {"enableOnlineStore": True}},
    ),
)
PIPELINE_ROWS = (
    Constraint(
        demand=(
            argument("pipelineDefinition").is_present() | argument("pipelineDefinitionS3Location").is_present()
        ).called("there is a definition", "there must be a definition", fails="the pipeline has no definition"),
        at="pipelineDefinition",
        error="one of `pipeline_definition,pipeline_definition_s3_location` must be specified",
        source="https://www.pulumi.com/registry/packages/aws/api-docs/sagemaker/pipeline/",
        fix=note("the definition, in pipelineDefinition or in a bucket"),
        invalid={},
        valid={"pipelineDefinitionS3Location": {"bucket": "orders", "objectKey": "pipeline.json"}},
    ),
)
TABLE = Table(
    "SageMaker",
    {
        ENDPOINT_CONFIGURATION: ENDPOINT_ROWS,
        MODEL: (named("name", "modelName"),),
        ENDPOINT: (named("name", "endpointName"),),
        DOMAIN: DOMAIN_ROWS,
        USER_PROFILE: tuple(scripts(f"userSettings.{app}") for app in APPS),
        NOTEBOOK: NOTEBOOK_ROWS,
        FEATURE_GROUP: FEATURE_ROWS,
        PIPELINE: PIPELINE_ROWS,
    },
    {
        ENDPOINT_CONFIGURATION[0]: {"productionVariants": [ONE]},
        MODEL[0]: {"executionRoleArn": ROLE, "primaryContainer": {"image": IMAGE}},
        ENDPOINT[0]: {"endpointConfigName": "orders"},
        DOMAIN[0]: {
            "domainName": "orders",
            "authMode": "IAM",
            "vpcId": "vpc-0a1b2c3d4e5f60718",
            "subnetIds": ["subnet-0a1b2c3d4e5f60718"],
            "defaultUserSettings": {"executionRole": ROLE},
        },
        USER_PROFILE[0]: {"domainId": "d-a1b2c3d4e5f6", "userProfileName": "orders"},
        NOTEBOOK[0]: {"instanceType": "ml.t3.medium", "roleArn": ROLE},
        FEATURE_GROUP[0]: {
            "featureGroupName": "orders",
            "roleArn": ROLE,
            "recordIdentifierFeatureName": "order",
            "eventTimeFeatureName": "at",
            "featureDefinitions": FEATURES,
        },
        PIPELINE[0]: {"pipelineName": "orders", "pipelineDisplayName": "orders", "roleArn": ROLE},
    },
)
RULE: StackRule[None] = StackRule(
    id="sagemaker-endpoint-valid",
    summary="SageMaker endpoints, domains, notebooks and features must fit together",
    rationale="""
        A variant of an endpoint has a model, on instances or without servers, or it is for inference components, whose
        number SageMaker manages. Apps of Studio start with lifecycle configurations of Studio, not with those of
        notebooks. The identifier and the time of a record are features of its group.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=TABLE.types,
    references=TABLE.sources,
    table=TABLE,
    rejections=TABLE.rejections,
)
