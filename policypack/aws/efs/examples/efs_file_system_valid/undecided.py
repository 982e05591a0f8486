import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.efs.FileSystem("files", throughput_mode=old.outputs["Mode"])  # undetermined: throughputMode
