"""The site: pages, the box for other sites, feeds and data, as static files."""
