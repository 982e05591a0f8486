"""Tags for everything, whoever makes it."""
import pulumi

UNTAGGABLE = ("aws:lambda/layerVersion:LayerVersion",)


def register_auto_tags(tags):
    def auto_tag(args: pulumi.ResourceTransformationArgs):
        if args.type_.startswith("aws:") and args.type_ not in UNTAGGABLE and "tags" in args.props:
            args.props["tags"] = {**(args.props["tags"] or {}), **tags}
            return pulumi.ResourceTransformationResult(args.props, args.opts)
        return None

    pulumi.runtime.register_stack_transformation(auto_tag)
