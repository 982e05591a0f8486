"""lambda-layer-region-valid: Lambda layers must be in the function's region."""

from policypack.aws import lambda_
from policypack.aws.common.regions import same_region
from policypack.check import Fact, Resource, Value, Verdict, all_facts, require, together
from policypack.fix import Blank, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"
OTHER_REGION = Rejection(
    service="Lambda",
    condition="A layer is in another region than its function",
    error="InvalidParameterValueException: Layers are not in the same region as the function. Layers are expected to be"
    " in region us-east-1.",
    source="https://github.com/TotalTechGeek/elysia-lambda/issues/2",
    invalid="far",
    valid="near",
)


def check(function: Resource, context: StackContext[None]) -> Verdict:
    """Each layer is of the function's region."""
    return require(
        function["layers"].all(lambda one: is_near(one, function, context)),
        when=function["layers"].is_set(),
        at="layers",
        problem=f"A layer is of another region than the function, which is in {context.region(function)}: a function"
        " finds only layers of its own region.",
        fix=fix(Set("layers", [Blank("the ARN of a layer in the function's region")])),
        rejects=OTHER_REGION,
    )


def is_near(layer: Value, function: Resource, context: StackContext[None]) -> Fact:
    """By the region in the ARN; a layer that the stack makes is in its own region."""
    if not layer.is_unknown:
        return together(is_of_region, layer, context.region(function))
    sources = [context.stack.get(urn) for urn in function.property_dependencies.get("layers", ())]
    known = [one for one in sources if one is not None and one.type in lambda_.LAYER_VERSION]
    if not known or len(known) < len(sources):
        return layer.undecided()
    return all_facts(same_region(one, function, context.deployment) for one in known)


def is_of_region(arn: object, region: object) -> bool:
    """The ARN is of the region; so is every ARN where the function's region is not set anywhere."""
    parts = str(arn).split(":")
    return region is None or len(parts) < 7 or parts[2] != "lambda" or parts[3] in ("", "*", region)


RULE = StackRule(
    id="lambda-layer-region-valid",
    summary="Lambda layers must be in the function's region",
    rationale="""
        A layer is published in each region of its own, and a function finds only those of its region. The ARN of a
        layer that others publish, copied from a page, names the region of that page.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=lambda_.FUNCTION,
    references=(CREATE, "https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html"),
    rejections=(OTHER_REGION,),
    check=check,
)
