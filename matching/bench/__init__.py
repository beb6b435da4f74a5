"""Our method and its opponents side by side: the same problems, one run, one judge."""
