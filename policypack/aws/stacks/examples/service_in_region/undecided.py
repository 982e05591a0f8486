"""A region that another stack gives."""

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.amplify.App("site", name="site", region=old.outputs["Region"])  # undetermined: region
