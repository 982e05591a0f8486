"""lambda-function-valid: Lambda functions must have valid names, limits, layers and code."""

from collections.abc import Iterator

from policypack.aws import lambda_
from policypack.check import Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

LONGEST_NAME = 64
LONGEST_TIMEOUT = 900
MEMORY = (128, 10240)
STORAGE = (512, 10240)
MOST_LAYERS = 5


def check(function: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Name, time, memory and layers are within Lambda's limits, and the code is of one kind."""
    yield from limits(function)
    yield from package(function)
    name = function["name"].as_text()
    yield require(
        any_of(name.matches(rf"[A-Za-z0-9_-]{{1,{LONGEST_NAME}}}"), name.test(lambda text: ":" in text)),
        when=is_not(name.is_empty()),
        at=name,
        problem=f"The function's name is {name}; Lambda takes up to {LONGEST_NAME} letters, digits, hyphens and"
        " underscores.",
        fix='name="orders"',
    )
    layers = function["layers"]
    yield require(
        is_not(layers.count().at_least(MOST_LAYERS + 1)),
        when=is_not(layers.is_empty()),
        at=layers,
        problem=f"layers has {layers.count()} of them, and a function has at most {MOST_LAYERS}.",
        fix="# put several libraries into one layer",
    )


def limits(function: Resource) -> Iterator[Verdict]:
    """Functions on instances of one's own (a capacity provider) have limits of their own."""
    managed = is_not(function["capacityProviderConfig"].is_set())
    storage = function["ephemeralStorage"]["size"]
    for value, (least, most), unit in (
        (function["timeout"], (1, LONGEST_TIMEOUT), "seconds"),
        (function["memorySize"], MEMORY, "MB"),
        (storage, STORAGE, "MB"),
    ):
        yield require(
            all_of(value.at_least(least), value.at_most(most)),
            when=all_of(managed, value.is_set()),
            at=value,
            problem=f"{value.path} is {value}; Lambda takes {least} to {most} {unit}.",
            fix=f"# {least} to {most} {unit}",
        )


def package(function: Resource) -> Iterator[Verdict]:
    """Lambda has to know how to start code from an archive; an image says it itself."""
    image = lambda_.is_image(function)
    for argument, example in (("runtime", 'runtime="python3.13"'), ("handler", 'handler="main.handler"')):
        value = function[argument]
        yield require(
            is_not(value.is_empty()),
            when=is_not(image),
            at=argument,
            problem=f"The function has no {argument}, which Lambda needs for code from an archive.",
            fix=f'{example}  # or package_type="Image" and image_uri',
        )
    for argument in ("runtime", "handler", "layers"):
        yield require(
            function[argument].is_empty(),
            when=image,
            at=argument,
            problem=f"packageType is Image and {argument} is set, which Lambda refuses: the image says it itself.",
            fix=f"# without {argument}; image_config={{...}} replaces what the image says",
        )


_CREATE = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"
_QUOTAS = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"
_IMAGE = "https://github.com/pulumi/pulumi-aws/issues/5439"

RULE = ResourceRule(
    id="lambda-function-valid",
    summary="Lambda functions must have valid names, limits, layers and code",
    rationale="""
        A function runs for up to 15 minutes with 128 MB to 10,240 MB of memory, 512 MB to 10,240 MB of storage and five
        layers. Code from an archive needs a runtime and a handler; a container image brings its own and takes no
        layers. An account that is new may have less memory, which only AWS knows, and functions on a capacity
        provider have other limits, which are not looked into.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=lambda_.FUNCTION,
    references=(_CREATE, _QUOTAS, _IMAGE),
    rejections=(
        Rejection(
            service="Lambda",
            condition="A function's timeout is under 1 or over 900 seconds",
            error="ValidationException: 1 validation error detected: Value at 'timeout' failed to satisfy constraint:"
            " Member must have value less than or equal to 900",
            source=_QUOTAS,
            invalid="slow",
            valid="largest",
        ),
        Rejection(
            service="Lambda",
            condition="A function's memory is under 128 or over 10,240 MB",
            error="ValidationException: 'MemorySize' value failed to satisfy constraint: Member must have value less"
            " than or equal to 10240",
            source="https://github.com/artilleryio/artillery/issues/1566",
            invalid="huge",
            valid="largest",
        ),
        Rejection(
            service="Lambda",
            condition="A function's ephemeral storage is under 512 or over 10,240 MB",
            error="ValidationException: 1 validation error detected: Value at 'ephemeralStorage.size' failed to satisfy"
            " constraint: Member must have value greater than or equal to 512",
            source=_CREATE,
            invalid="small-disk",
            valid="largest",
        ),
        Rejection(
            service="Lambda",
            condition="A function's name has other characters than letters, digits, hyphens and underscores, or over"
            " 64",
            error="ValidationException: 1 validation error detected: Value at 'functionName' failed to satisfy"
            " constraint: Member must have length less than or equal to 64",
            source=_CREATE,
            invalid="dotted",
            valid="longest",
        ),
        Rejection(
            service="Lambda",
            condition="A function has more than five layers",
            error="InvalidParameterValueException: Cannot reference more than 5 layers.",
            source=_QUOTAS,
            invalid="layered",
            valid="five-layers",
        ),
        Rejection(
            service="Lambda",
            condition="A function from an archive has no runtime or no handler",
            error="InvalidParameterValueException: Runtime and Handler are mandatory parameters for functions created"
            " with deployment packages.",
            source="https://github.com/boto/boto3/issues/2705",
            invalid="no-handler",
            valid="image",
        ),
        Rejection(
            service="Lambda",
            condition="A function from a container image has a runtime, a handler or layers",
            error="InvalidParameterValueException: Please don't provide Handler or Runtime or Layer when the intended"
            " function PackageType is Image.",
            source=_IMAGE,
            invalid="image-handler",
            valid="image",
        ),
    ),
    check=check,
)
