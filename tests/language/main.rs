//! What the language promises, sentence by sentence: each test breaks when its promise does.
//!
//! The modules follow the specification: what a text may hold, statements, names, chains, files, attributes, the DOT
//! that comes out, errors. They look at what is drawn and at codes, never at the words of messages or at dumps.

mod appearances;
mod attributes;
mod bounds;
mod catalogues;
mod chains;
mod errors;
mod files;
mod icons;
mod legend;
mod links;
mod names;
mod output;
mod paths;
mod picture;
mod places;
mod statements;
mod summaries;
mod text;
