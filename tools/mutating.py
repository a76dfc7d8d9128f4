"""Every small mistake that one could make in a module: the mutants that `make mutants` shows to its tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

NEAR = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
"""The border moved by one."""
AGAINST = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SUMS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
UNREAD = {"annotation", "returns", "decorator_list", "args", "type_params", "bases"}
"""Fields of definitions: what a type says, and what is worked out once at import and kept elsewhere."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to the tree. `lines` are those of the statement, which a test has to come to if it is to see it."""

    line: int
    lines: range
    says: str
    name: str
    """The constant of the module that it changes; empty inside a function."""
    holder: ast.AST
    field: str
    place: int | None
    instead: ast.AST


@contextmanager
def applied(mutant: Mutant) -> Iterator[None]:
    """The tree with this one mistake in it, and as it was afterwards."""
    held = getattr(mutant.holder, mutant.field)
    if mutant.place is None:
        setattr(mutant.holder, mutant.field, mutant.instead)
    else:
        changed = list(held)
        changed[mutant.place] = mutant.instead
        setattr(mutant.holder, mutant.field, changed)
    try:
        yield
    finally:
        setattr(mutant.holder, mutant.field, held)


def mutants(tree: ast.Module) -> Iterator[Mutant]:
    """All mutants of a module: of its functions and of its constants, in the order of its lines.

    Words are left alone, and so are default values and the bodies of classes: a test that reads messages letter by
    letter is no better for it, and what was worked out at import cannot be changed afterwards.
    """
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield from _defined(statement)
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            yield from _inside(statement, _lines(statement), statement.targets[0].id)


def _defined(found: ast.AST) -> Iterator[Mutant]:
    if isinstance(found, ast.ClassDef):
        for statement in found.body:
            yield from _defined(statement)
    elif isinstance(found, ast.FunctionDef):
        yield from _inside(found, range(0), "")


def _lines(statement: ast.stmt) -> range:
    """The lines of a statement; of one with a body, those of its head."""
    inner = getattr(statement, "body", None)
    last = inner[0].lineno - 1 if inner else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(last, statement.lineno) + 1)


def _inside(holder: ast.AST, lines: range, name: str) -> Iterator[Mutant]:
    for field, held in ast.iter_fields(holder):
        if field in UNREAD and isinstance(
            holder, ast.FunctionDef | ast.AnnAssign | ast.ClassDef | ast.Lambda
        ):
            continue
        many = isinstance(held, list)
        for place, node in enumerate(held if many else [held]):
            if not isinstance(node, ast.AST):
                continue
            here = _lines(node) if isinstance(node, ast.stmt) else lines
            for instead, says in _changed(node, holder, field):
                for part in ast.walk(instead):
                    if not hasattr(part, "lineno"):
                        ast.copy_location(part, node)
                line = getattr(node, "lineno", here.start)
                yield Mutant(line, here, says, name, holder, field, place if many else None, instead)
            yield from _inside(node, here, name)


def _changed(node: ast.AST, holder: ast.AST, field: str) -> Iterator[tuple[ast.AST, str]]:
    """What could stand instead of this node, and how to say it."""
    for instead in _instead(node):
        yield instead, f"{ast.unparse(node)} -> {ast.unparse(instead)}"
    asked = (field == "test" and isinstance(holder, ast.If | ast.While | ast.IfExp)) or (
        field == "ifs" and isinstance(holder, ast.comprehension)
    )
    if asked and not _answers(node):
        yield ast.UnaryOp(ast.Not(), node), f"{ast.unparse(node)} -> not {ast.unparse(node)}"
    if asked and field == "ifs":
        yield ast.Constant(True), f"if {ast.unparse(node)} -> no condition"


def _answers(node: ast.AST) -> bool:
    """Whether the node has a mutant of its own that turns it round."""
    return isinstance(node, ast.Compare | ast.BoolOp) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    )


def _instead(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, ops, comparators):
            for n, op in enumerate(ops):
                for other in (table[type(op)] for table in (NEAR, AGAINST) if type(op) in table):
                    yield ast.Compare(left, [*ops[:n], other(), *ops[n + 1 :]], comparators)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for n in range(len(values)):
                left_over = values[:n] + values[n + 1 :]
                yield ast.BoolOp(op, left_over) if len(left_over) > 1 else left_over[0]
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in SUMS and not (_words(left) or _words(right)):
            yield ast.BinOp(left, SUMS[type(op)](), right)
        case ast.AugAssign(target, op, value) if type(op) in SUMS and not _words(value):
            yield ast.AugAssign(target, SUMS[type(op)](), value)
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Call(ast.Name(called), args, keywords) if called in NAMES:
            kept = [] if called == "sorted" else keywords
            yield ast.Call(ast.Name(NAMES[called], ast.Load()), args, kept)
        case ast.Return(value) if value is not None and not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.Expr(ast.Call()):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _words(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
