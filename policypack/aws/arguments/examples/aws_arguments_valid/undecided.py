import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ecr.Repository("orders", image_tag_mutability=old.outputs["Mutability"])  # undetermined: imageTagMutability
