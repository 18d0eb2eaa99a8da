//! Saying the same thing twice draws it once.

use proptest::prelude::*;

use crate::order::without_exception;
use crate::program::{Modifier, Program, Statement};
use crate::programs::{Dice, right_programs};
use crate::project::{compiled, dot};
use crate::runs::holds;

fn repeated(block: &[Statement], dice: &mut Dice) -> Vec<Statement> {
    let mut statements = Vec::new();
    for statement in block {
        let mut statement = statement.clone();
        if let Statement::Group { block, .. } = &mut statement {
            *block = repeated(block, dice);
        }
        if !is_once(&statement) && dice.once_in(3) {
            statements.push(statement.clone());
        }
        statements.push(statement);
    }
    statements
}

/// What makes something each time it is said, and what one file says once.
fn is_once(statement: &Statement) -> bool {
    match statement {
        Statement::Group { block, .. } => block.iter().any(is_once),
        Statement::Chain(chain) => {
            let mut terms = chain.terms.iter().flatten();
            terms.any(|term| term.modifier == Modifier::New)
        }
        Statement::Entry(..) => true,
        Statement::Row(_) | Statement::Defaults(..) | Statement::Use(_) => false,
    }
}

#[test]
fn what_is_said_twice_is_drawn_once() {
    holds(1000, (right_programs(), any::<u64>()), |(program, seed)| {
        let program = without_exception(program);
        let mut dice = Dice::new(seed);
        let files = program.files.iter();
        let twice = Program {
            files: files.map(|file| repeated(file, &mut dice)).collect(),
        };
        let [one, other] = [&program, &twice].map(|program| {
            let dot = dot(&compiled(&program.texts()));
            String::from_utf8(dot).expect("DOT is UTF-8")
        });
        assert_eq!(one, other, "repeated:\n{twice:?}");
    });
}
