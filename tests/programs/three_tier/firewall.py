import pulumi_aws as aws

from network import vpc

ANYWHERE = ["0.0.0.0/0"]
ALLOW_ALL_OUT = [{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ANYWHERE}]


def group(name, port, source=None):
    rule = {"protocol": "tcp", "from_port": port, "to_port": port}
    if source is None:
        rule["cidr_blocks"] = ANYWHERE
    else:
        rule["security_groups"] = [source.id]
    return aws.ec2.SecurityGroup(
        f"bookshop-{name}-sg",
        name=f"bookshop-{name}",
        description=f"bookshop {name} tier",
        vpc_id=vpc.id,
        ingress=[rule],
        egress=ALLOW_ALL_OUT,
        tags={"Name": f"bookshop-{name}"},
    )


alb_sg = group("alb", 443)
app_sg = group("app", 8080, alb_sg)

# the database talks to nobody
db_sg = aws.ec2.SecurityGroup(
    "bookshop-db-sg",
    description="bookshop data tier",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": "3306", "to_port": "3306", "security_groups": [app_sg.id]}],
)
