"""lambda-layer-region-valid: Lambda layers must be in the function's region."""

from policypack.aws import lambda_
from policypack.check import Resource, Verdict, any_of, known, require, together
from policypack.fix import Blank, Set, fix
from policypack.rule import Context, Rejection, ResourceRule

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


def check(function: Resource, context: Context[None]) -> Verdict:
    """Each layer that is written as an ARN is of the function's region."""
    region = context.region(function)
    return require(
        function["layers"].all(lambda one: any_of(known(one.is_unknown), together(is_of_region, one, region))),
        when=function["layers"].is_set(),
        at="layers",
        problem=f"A layer is of another region than the function, which is in {region}: a function finds only layers of"
        " its own region.",
        fix=fix(Set("layers", [Blank("the ARN of a layer in the function's region")])),
        rejects=OTHER_REGION,
    )


def is_of_region(arn: object, region: object) -> bool:
    """The ARN is of the region; so is every ARN where the function's region is not set anywhere."""
    parts = str(arn).split(":")
    return region is None or len(parts) < 7 or parts[2] != "lambda" or parts[3] in ("", "*", region)


RULE = ResourceRule(
    id="lambda-layer-region-valid",
    summary="Lambda layers must be in the function's region",
    rationale="""
        A layer is published in each region of its own, and a function finds only those of its region. The ARN of a
        layer that others publish, copied from a page, names the region of that page. Layers that the stack makes are
        not compared.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=lambda_.FUNCTION,
    references=(CREATE, "https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html"),
    rejections=(OTHER_REGION,),
    check=check,
)
