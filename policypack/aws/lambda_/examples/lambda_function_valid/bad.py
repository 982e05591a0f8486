import pulumi
import pulumi_aws as aws

role = "arn:aws:iam::123456789012:role/orders"
image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1"
layer = "arn:aws:lambda:us-east-1:123456789012:layer:shared"


def function(name, title=None, **more):
    more = {"runtime": "python3.13", "handler": "main.handler", "code": pulumi.FileArchive("."), **more}
    aws.lambda_.Function(name, name=title or name, role=role, **more)


function("slow", timeout=901)
function("huge", memory_size=10241)
function("small-disk", ephemeral_storage={"size": 256})
function("dotted", "orders.api")
function("long", "a" * 65)
function("layered", layers=[f"{layer}:{version}" for version in range(6)])
function("no-handler", handler=None)
function("no-runtime", runtime=None)
function("image-handler", package_type="Image", image_uri=image, code=None, runtime=None)
function(
    "image-layers", package_type="Image", image_uri=image, code=None, runtime=None, handler=None, layers=[f"{layer}:1"]
)

# finds slow: timeout
# finds huge: memorySize
# finds small-disk: ephemeralStorage.size
# finds dotted: name
# finds long: name
# finds layered: layers
# finds no-handler: handler
# finds no-runtime: runtime
# finds image-handler: handler
# finds image-layers: layers
