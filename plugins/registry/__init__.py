"""The contact registry and other programs: exports to compare it with, files to exchange it in.

``python -m plugins.registry compare|export|import``. What the formats carry: decision 027.
"""
