//! Order never changes meaning.

use certdot::compile::Compilation;
use certdot::diagnostics::Severity;
use proptest::prelude::*;

use crate::likeness::{Likeness, surroundings, warnings};
use crate::program::{Modifier, Name, Program, Statement};
use crate::programs::{Dice, programs, right_programs};
use crate::project::{compiled, problems};
use crate::reference;
use crate::runs::holds;

/// The same program said in another order: statements stand elsewhere in their blocks, a group is reopened or written
/// in one, a chain runs from its other end.
fn reordered(program: &Program, dice: &mut Dice) -> Program {
    let files = program.files.iter();
    Program {
        files: files.map(|file| reordered_block(file, dice)).collect(),
    }
}

fn reordered_block(block: &[Statement], dice: &mut Dice) -> Vec<Statement> {
    let mut statements = Vec::new();
    for statement in block {
        match statement {
            Statement::Group {
                name,
                label,
                attributes,
                block,
            } => {
                let mut block = reordered_block(block, dice);
                let rest = if dice.once_in(2) {
                    block.split_off(dice.below(block.len() + 1))
                } else {
                    Vec::new()
                };
                if !rest.is_empty() {
                    statements.push(reopened(name, rest));
                }
                statements.push(Statement::Group {
                    name,
                    label: *label,
                    attributes: attributes.clone(),
                    block,
                });
            }
            Statement::Chain(chain) if dice.once_in(3) => {
                statements.push(Statement::Chain(chain.clone().reversed()));
            }
            other => statements.push(other.clone()),
        }
    }
    dice.shuffle(&mut statements);
    if dice.once_in(3) {
        merge_groups(&mut statements);
    }
    statements
}

fn reopened(name: Name, block: Vec<Statement>) -> Statement {
    Statement::Group {
        name,
        label: false,
        attributes: Vec::new(),
        block,
    }
}

/// Puts what reopened groups say into the first one of their name.
fn merge_groups(statements: &mut Vec<Statement>) {
    let mut merged: Vec<Statement> = Vec::new();
    for statement in statements.drain(..) {
        let Statement::Group {
            name,
            label,
            attributes,
            block,
        } = &statement
        else {
            merged.push(statement);
            continue;
        };
        let first = merged.iter_mut().find_map(|other| match other {
            Statement::Group {
                name: first, block, ..
            } if first == name => Some(block),
            _ => None,
        });
        match first {
            Some(first) if !label && attributes.is_empty() => first.extend(block.clone()),
            _ => merged.push(statement),
        }
    }
    *statements = merged;
}

/// Rule 2 is where order counts, and only in a scope that has several nodes of one name. Then each `new` goes.
pub fn without_exception(mut program: Program) -> Program {
    if reference::has_numbered_nodes(&program.said()) {
        for file in &mut program.files {
            without_new(file);
        }
    }
    program
}

fn without_new(block: &mut [Statement]) {
    for statement in block {
        match statement {
            Statement::Group { block, .. } => without_new(block),
            Statement::Chain(chain) => {
                for term in chain.terms.iter_mut().flatten() {
                    if term.modifier == Modifier::New {
                        term.modifier = Modifier::None;
                    }
                }
            }
            _ => {}
        }
    }
}

fn assert_alike(one: &Compilation, other: &Compilation) {
    assert_eq!(
        problems(one, Severity::Error),
        problems(other, Severity::Error)
    );
    let (Some(first), Some(second)) = (&one.model, &other.model) else {
        return;
    };
    assert_eq!(Likeness::of(first), Likeness::of(second));
    assert_eq!(surroundings(first), surroundings(second));
    assert_eq!(warnings(&one.diagnostics), warnings(&other.diagnostics));
}

fn assert_order_is_free(program: Program, seed: u64) {
    let program = without_exception(program);
    let one = compiled(&program.texts());
    let other = reordered(&program, &mut Dice::new(seed));
    let shown = other.clone();
    let other = compiled(&other.texts());
    if std::panic::catch_unwind(|| assert_alike(&one, &other)).is_err() {
        panic!("reordered:\n{shown:?}");
    }
}

#[test]
fn a_right_program_means_the_same_in_any_order() {
    holds(1500, (right_programs(), any::<u64>()), |(program, seed)| {
        assert_order_is_free(program, seed);
    });
}

#[test]
fn a_wrong_program_is_wrong_in_any_order() {
    holds(3000, (programs(), any::<u64>()), |(program, seed)| {
        assert_order_is_free(program, seed);
    });
}
