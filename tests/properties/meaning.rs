//! Each name means what the rules say, read a second time.

use std::collections::BTreeSet;

use certdot::diagnostics::{Code, Severity};

use crate::likeness::Likeness;
use crate::program::{Program, Statement};
use crate::programs::{programs, programs_of_several_files, right_programs};
use crate::project::compiled;
use crate::reference;
use crate::runs::holds;

/// What a program takes in from other files stands in it.
fn in_one_file(program: &Program) -> Vec<Statement> {
    let mut said: Vec<Statement> = Vec::new();
    for statement in program.said() {
        // One file has each of them once.
        let again = said.iter_mut().find_map(|other| match (other, &statement) {
            (Statement::Entry(noun, name, list), Statement::Entry(other, of, more))
                if (&*noun, &*name) == (other, of) =>
            {
                Some((list, more))
            }
            _ => None,
        });
        match again {
            Some((list, more)) => {
                let more = more.iter().filter(|attribute| !list.contains(attribute));
                list.extend(more.copied().collect::<Vec<_>>());
            }
            None => said.push(statement),
        }
    }
    said
}

/// The codes of mistakes that are no others' consequence.
fn mistakes(codes: BTreeSet<Code>) -> BTreeSet<Code> {
    // Where a chain stands decides all that its names mean.
    if codes.contains(&Code::MissingPlace) {
        return [Code::MissingPlace].into();
    }
    let consequences = [
        Code::EdgeToItself,
        Code::GroupAppearance,
        Code::WrongRow,
        Code::WrongEach,
    ];
    let is_first = |code: &Code| !consequences.contains(code);
    if codes.iter().any(is_first) {
        codes.into_iter().filter(is_first).collect()
    } else {
        codes
    }
}

fn assert_agreed(program: &Program) {
    let statements = in_one_file(program);
    let program = Program {
        files: vec![statements],
    };
    let compilation = compiled(&program.texts());
    match (reference::drawn(&program.files[0]), &compilation.model) {
        (Ok(expected), Some(model)) => assert_eq!(Likeness::of(model), expected),
        (Err(expected), _) => {
            let errors = compilation
                .diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == Severity::Error)
                .map(|diagnostic| diagnostic.code);
            assert_eq!(mistakes(errors.collect()), mistakes(expected));
        }
        (Ok(_), None) => panic!("nothing is wrong, but: {:?}", compilation.diagnostics),
    }
}

#[test]
fn a_right_program_draws_what_the_rules_say() {
    holds(1000, right_programs(), |program| assert_agreed(&program));
}

#[test]
fn a_wrong_program_is_wrong_as_the_rules_say() {
    holds(3000, programs(), |program| assert_agreed(&program));
}

#[test]
fn a_used_file_comes_in_as_if_written_there() {
    holds(500, programs_of_several_files(), |program| {
        let statements = in_one_file(&program);
        let one = Program {
            files: vec![statements],
        };
        let [several, one] = [program, one].map(|program| compiled(&program.texts()));
        if let (Some(several), Some(one)) = (&several.model, &one.model) {
            assert_eq!(Likeness::of(several), Likeness::of(one));
        }
    });
}
