"""A connection and an app in regions that have neither service, by the stack's region and by an argument."""

# config: aws:region=eu-south-2

import pulumi_aws as aws

aws.codestarconnections.Connection("madrid", name="shop", provider_type="GitHub")  # finds: region
aws.amplify.App("site", name="site", region="ca-west-1")  # finds: region
aws.codeconnections.Connection("newer", name="shop", provider_type="GitHub")  # finds: region
