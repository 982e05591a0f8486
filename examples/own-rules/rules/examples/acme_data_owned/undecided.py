import pulumi_aws as aws

later = aws.cloudformation.Stack("later", template_url="https://example.com/later.yaml")
aws.s3.Bucket("exports", tags={"data-owner": later.outputs["Team"]})  # undetermined: tags.data-owner
