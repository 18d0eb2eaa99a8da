//! What certdot writes is what Graphviz reads.
//!
//! Random programs are compiled, the real `dot` reads what was written, and what it says it has read is held against
//! the program: texts to the last blank, the nesting of groups, what counts for each node, group and edge. Its SVG must
//! be well-formed and free of anything that runs, whatever the program says. The random programs are the same in each
//! run. How Graphviz spells texts is decoded here, independently of how certdot encodes them.

mod dice;
mod dot;
mod escapes;
mod icons;
mod injection;
mod labels;
mod layout;
mod legend;
mod letters;
mod loops;
mod order;
mod pictures;
mod plates;
mod printer;
mod program;
mod read;
mod said_first;
mod sizes;
mod staging;
mod structure;
mod words;
mod xml;
