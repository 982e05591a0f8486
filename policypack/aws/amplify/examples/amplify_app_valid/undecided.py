import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
app = aws.amplify.App("shop", name="shop")
aws.amplify.Branch("main", app_id=app.id, branch_name=old.outputs["Branch"])
aws.amplify.DomainAssociation(
    "shop", app_id=app.id, domain_name="example.com", sub_domains=[{"branch_name": "main", "prefix": "www"}]
)  # undetermined: branchName
