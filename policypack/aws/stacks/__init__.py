"""What is asked of whole stacks: outputs, names, tags, races."""
