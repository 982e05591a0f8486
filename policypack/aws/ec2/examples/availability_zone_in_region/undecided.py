# config: aws:region=us-west-1

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ebs.Volume("unknown", availability_zone=old.outputs["Zone"], size=100, type="gp3")  # undetermined: availabilityZone
aws.ebs.Volume("skipped", availability_zone="us-west-1b", size=100, type="gp3")  # undetermined: availabilityZone
