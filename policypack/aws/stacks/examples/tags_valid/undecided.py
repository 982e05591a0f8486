import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://s3.amazonaws.com/templates/old.json")
aws.s3.Bucket("orders", tags={"team": old.outputs["Team"]})  # undetermined: tags.team
