//! The plugin for MkDocs, in the sites of MkDocs and of Zensical.
//!
//! The tests are in `integrations/mkdocs/tests`, in Python. On a machine that lacks their packages they are passed over,
//! which is said; where `CI` is set, that is a failure.

#![cfg(unix)]

#[path = "adapters/tool.rs"]
mod tool;

#[test]
fn sites_are_built_with_their_trees() {
    let packages = "pytest, material, zensical, mkdocs_certdot";
    tool::pytest("integrations/mkdocs/tests", packages);
}
