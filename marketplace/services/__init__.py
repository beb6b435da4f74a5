"""What people do to the nouns of models: rules with names. No request, no form, no commit."""
