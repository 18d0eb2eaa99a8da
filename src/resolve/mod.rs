//! Tree → model: names, scopes, used files, appearances.
//!
//! The stages, each in a file of its own: all that is said outside chains (`declarations`), the groups that `in` makes
//! (`places`), all names that chains say (`mentions`), what they mean (`meaning`), nodes and edges (`assembly`), and
//! what each of them looks like (`appearance`). It never fails: what is wrong is reported, and the best guess goes on.
//! It knows nothing of Graphviz, and reads no files but to see whether an icon is there.

mod appearance;
mod assembly;
mod declarations;
mod icon_names;
mod icons;
mod lists;
mod looks;
mod meaning;
mod mentions;
mod merge;
mod names;
mod occurrences;
mod places;
mod program;
mod scopes;
mod slips;
mod styles;
mod synonyms;
mod wording;

pub use icons::IconPlaces;
pub use occurrences::{Occurrence, Referent, Role};
pub use program::{Program, Use};

use crate::diagnostics::Collector;
use crate::model::{Model, StyleId, Texts};

/// About how often a name is said, commas and arrows counted: room for names is made accordingly.
const PARTS_PER_NAME: usize = 6;

/// Resolves a program.
pub fn resolve(program: &Program, places: IconPlaces<'_>, collector: &mut Collector) -> Model {
    run(program, places, collector, None)
}

/// Resolves a program, and tells where each name is said and what it means there, in the order of their places.
pub fn resolve_for_editors(
    program: &Program,
    places: IconPlaces<'_>,
    collector: &mut Collector,
) -> (Model, Vec<Occurrence>) {
    let mut occurrences = Vec::new();
    let model = run(program, places, collector, Some(&mut occurrences));
    (model, occurrences)
}

fn run(
    program: &Program,
    places: IconPlaces<'_>,
    collector: &mut Collector,
    occurrences: Option<&mut Vec<Occurrence>>,
) -> Model {
    let stretches = program.stretches();
    let files = program
        .sources
        .files()
        .map(|(id, _)| declarations::file_of(program, id));
    let lists = lists::Lists::new(files, program.ways());
    let mut names = names::Names::new(
        Texts::new(program.sources.clone()),
        program
            .trees
            .iter()
            .map(|tree| tree.parts.len())
            .sum::<usize>()
            / PARTS_PER_NAME,
    );
    let mut scopes = scopes::Scopes::new(&mut names);
    let mut declarations = declarations::declarations(
        program,
        &stretches,
        &lists,
        &mut names,
        &mut scopes,
        collector,
    );
    declarations.add_dive(&mut names);
    let mut places_of_chains = places::places(
        program,
        &declarations.placed,
        &mut names,
        &mut scopes,
        collector,
    );
    let renumbered = scopes.settle();
    declarations.renumber(&renumbered);
    for scope in &mut places_of_chains {
        *scope = renumbered[*scope as usize];
    }
    let styles = styles::Styles::new(
        &names,
        (0..)
            .zip(&declarations.styles.entries)
            .map(|(index, entry)| (entry.name, StyleId(index))),
    );
    declarations.check_names(&styles, &scopes, &names, collector);
    let around = mentions::MentionContext {
        program,
        stretches: &stretches,
        declarations: &declarations,
        places: &places_of_chains,
        styles: &styles,
        scopes: &scopes,
    };
    let mentions = mentions::mentions(&around, &mut names, collector);
    let meanings = meaning::meanings(&mentions, names.len(), &scopes);
    slips::report(&around, &mentions, &meanings, &names, collector);
    let has_each = mentions.has_each;
    drop(mentions);
    let mut looks = appearance::looks(program, &declarations, &scopes, &names, collector);
    let assembly = assembly::assemble(
        &around,
        &meanings.meanings,
        meanings.nodes,
        has_each,
        &lists,
        &mut looks,
        &mut names,
        collector,
    );
    if let Some(occurrences) = occurrences {
        *occurrences =
            occurrences::occurrences(&around, &meanings.meanings, &assembly.nodes, &mut names);
    }
    drop(meanings.meanings);
    appearance::model(
        program,
        &declarations,
        &scopes,
        &lists,
        looks,
        names,
        assembly,
        &meanings.nodes_before,
        places,
        collector,
    )
}
