//! The program as its users meet it: the binary, run from outside, in a folder of its own.
//!
//! Each module is a part of what a user sees: what is read, what is written, how messages look, what options do. They
//! look at exit codes, streams and files, and at wording only where a user acts on it.

// They need a disk that is full, a terminal (`script`) and a user who may not do everything (`setpriv`).
#![cfg(target_os = "linux")]

mod addresses;
mod alternatives;
mod cache;
mod catalogue;
mod checks;
mod colors;
mod commands;
mod explanations;
mod default_theme;
mod doors;
mod engines;
mod folder;
mod formatting;
mod help;
mod hostile_icons;
mod images;
mod icons;
mod inputs;
mod limits;
mod markdown;
mod messages;
mod outputs;
mod prefixes;
mod printed;
mod render;
mod requests;
mod shells;
mod streams;
mod untrusted;
mod warnings;
mod watch;
