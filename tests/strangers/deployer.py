"""A script that deploys a site with the Automation API."""

import argparse

import pulumi
import pulumi_aws as aws
from pulumi import automation as auto


def site():
    owner = pulumi.Config().require("owner")
    bucket = aws.s3.Bucket("site", tags={"Owner": owner, "Stack": pulumi.get_stack()})
    aws.s3.BucketWebsiteConfiguration("site", bucket=bucket.id, index_document={"suffix": "index.html"})
    aws.s3.BucketObject("index", bucket=bucket.id, key="index.html", content="<h1>Hello</h1>")
    pulumi.export("bucket", bucket.id)


parser = argparse.ArgumentParser()
parser.add_argument("--destroy", action="store_true")
options = parser.parse_args()

stack = auto.create_or_select_stack(stack_name="live", project_name="site", program=site)
stack.workspace.install_plugin("aws", "v7.0.0")
stack.set_config("aws:region", auto.ConfigValue(value="eu-west-1"))
stack.set_config("owner", auto.ConfigValue(value="web"))
stack.refresh(on_output=print)
if options.destroy:
    stack.destroy(on_output=print)
else:
    result = stack.up(on_output=print)
    pulumi.log.info(result.outputs["bucket"].value)
