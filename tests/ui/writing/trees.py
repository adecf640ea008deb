"""Texts that an editor can hold: everything a tree has, in the one form."""

from hypothesis import strategies as st

from isodesk.writing.normal import normal
from isodesk.writing.tree import Tree
from tests.writing.trees import TREES as ANY

TREES: st.SearchStrategy[Tree] = ANY.map(normal)
