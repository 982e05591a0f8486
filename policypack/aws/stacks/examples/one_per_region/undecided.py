import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.guardduty.Detector("detector")
aws.guardduty.Detector("elsewhere", region=old.outputs["Region"])  # undetermined: region
