//! The language server, seen from outside: by pytest-lsp, a client of another make.
//!
//! The tests are in `tests/language_server`, in Python. On a machine that lacks their packages they are passed over, which
//! is said; where `CI` is set, that is a failure.

#![cfg(unix)]

#[path = "adapters/tool.rs"]
mod tool;

#[test]
fn a_client_of_another_make_is_served() {
    tool::pytest("tests/language_server", "pytest_lsp");
}
