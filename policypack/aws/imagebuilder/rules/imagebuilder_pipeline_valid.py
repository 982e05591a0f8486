"""imagebuilder-pipeline-valid: Pipelines of Image Builder and what they use must be complete."""

from policypack.aws.imagebuilder import DISTRIBUTION, IMAGE, INFRASTRUCTURE, PIPELINE
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, fix
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/imagebuilder/latest/APIReference"
CREATE = f"{API}/API_CreateImagePipeline.html"
ARN = "arn:aws:imagebuilder:us-east-1:123456789012"
RECIPE: Inputs = {"imageRecipeArn": f"{ARN}:image-recipe/orders/1.0.0"}
CONTAINER: Inputs = {"imageRecipeArn": None, "containerRecipeArn": f"{ARN}:container-recipe/orders/1.0.0"}
WORKFLOWS: Inputs = {
    "workflows": [{"workflowArn": "arn:aws:imagebuilder:us-east-1:aws:workflow/build/build-image/1.0.0"}]
}
SCANNED: Inputs = {"imageScanningConfiguration": {"imageScanningEnabled": True}}

image, container = argument("imageRecipeArn"), argument("containerRecipeArn")

RULE = constraints_rule(
    id="imagebuilder-pipeline-valid",
    service="Image Builder",
    summary="Pipelines of Image Builder and what they use must be complete",
    rationale="""
        A pipeline has one recipe, of an image or of a container, and a role where it names workflows; a scan comes
        after the tests. Build instances in a subnet that the program names have security groups, and the name of a
        distributed image has the date of its build.
    """,
    since="0.2.0",
    constraints={
        (*PIPELINE, *IMAGE): (
            Constraint(
                demand=container.is_empty(),
                when=image.is_given(),
                error="You must specify exactly one recipe for the pipeline, using either a containerRecipeArn or an"
                " imageRecipeArn.",
                source=CREATE,
                fix=fix(Remove(container.path), otherwise=Remove(image.path)),
                invalid={container.path: CONTAINER[container.path]},
                valid=({}, CONTAINER),
            ),
            Constraint(
                demand=image.is_present() | container.is_present(),
                at=image.path,
                error="You must specify exactly one recipe for the pipeline, using either a containerRecipeArn or an"
                " imageRecipeArn.",
                source=CREATE,
                fix=fix(Set(image.path, Blank("the ARN of a recipe"))),
                invalid={image.path: None},
                valid=({}, CONTAINER),
                condition="there is neither imageRecipeArn nor containerRecipeArn",
            ),
            Constraint(
                demand=argument("executionRole").is_present(),
                when=argument("workflows").is_given(),
                error="workflows: You must also specify executionRole when you provide workflows.",
                source=CREATE,
                fix=fix(Set("executionRole", Blank("the ARN of a role for the workflows"))),
                invalid=WORKFLOWS,
                valid={**WORKFLOWS, "executionRole": "arn:aws:iam::123456789012:role/builder"},
            ),
            Constraint(
                demand=~argument("imageTestsConfiguration.imageTestsEnabled").equals(False),
                when=argument("imageScanningConfiguration.imageScanningEnabled").is_true(),
                error="imageScanningEnabled: You must also enable image tests.",
                source=f"{API}/API_ImageScanningConfiguration.html",
                fix=fix(Set("imageTestsConfiguration.imageTestsEnabled", True)),
                invalid={**SCANNED, "imageTestsConfiguration": {"imageTestsEnabled": False}},
                valid=(SCANNED, {"imageTestsConfiguration": {"imageTestsEnabled": False}}),
            ),
        ),
        INFRASTRUCTURE: (
            Constraint(
                demand=argument("securityGroupIds").is_present(),
                when=argument("subnetId").is_given(),
                error="If you specify subnetId, you must also specify one or more security group IDs in"
                " securityGroupIds.",
                source=f"{API}/API_CreateInfrastructureConfiguration.html",
                fix=fix(Set("securityGroupIds", [Blank("the ID of a security group")])),
                invalid={"subnetId": "subnet-0a1b2c3d4e5f60718"},
                valid={"subnetId": "subnet-0a1b2c3d4e5f60718", "securityGroupIds": ["sg-0a1b2c3d4e5f60718"]},
            ),
        ),
        DISTRIBUTION: (
            Constraint(
                demand=argument("amiDistributionConfiguration.name").matches(
                    r".*\{\{ ?imagebuilder:buildDate ?\}\}.*", "a name with {{ imagebuilder:buildDate }}"
                ),
                when=argument("amiDistributionConfiguration.name").is_given().unsaid(),
                error="The name must include the {{ imagebuilder:buildDate }} dynamic tag so that each build produces a"
                " uniquely named AMI.",
                source=f"{API}/API_AmiDistributionConfiguration.html",
                fix=fix(Set("amiDistributionConfiguration.name", Blank("a name with {{ imagebuilder:buildDate }}"))),
                invalid={"amiDistributionConfiguration": {"name": "orders"}, "region": "us-east-1"},
                valid={
                    "amiDistributionConfiguration": {"name": "orders-{{ imagebuilder:buildDate }}"},
                    "region": "us-east-1",
                },
            ).inside("distributions[]"),
        ),
    },
    base={
        PIPELINE[0]: {
            "name": "orders",
            "infrastructureConfigurationArn": f"{ARN}:infrastructure-configuration/orders",
            **RECIPE,
        },
        IMAGE[0]: {"infrastructureConfigurationArn": f"{ARN}:infrastructure-configuration/orders", **RECIPE},
        INFRASTRUCTURE[0]: {"name": "orders", "instanceProfileName": "builder"},
        DISTRIBUTION[0]: {"name": "orders"},
    },
    references=(CREATE,),
)
