import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.cloudtrail.Trail("account", s3_bucket_name="acme-trail", event_selectors=old.outputs["Selectors"])

# undetermined account: eventSelectors
