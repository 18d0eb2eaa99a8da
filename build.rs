//! Writes down by what the certs of the catalogues can be called, and links the program so that it starts fast.
//!
//! A name that nothing declares may be that of a cert in a catalogue that is not used. To find out, no catalogue is parsed
//! when the program runs: all names, codes and labels stand in one sorted table.
//!
//! What a small tree costs is mostly the system's loader. On Linux with glibc, half of that can be spared:
//!
//! - A program that is loaded at a fixed place needs none of its addresses put right: here there are 16,000, half of them
//!   places in source files that a panic could name, on a hundred pages that each would be copied. (What is lost is that
//!   the program's own code lies at another place in each run. Stack, heap and libraries still do.)
//! - The unwinder that Rust takes from `libgcc_s.so` is in `libgcc_eh.a` too, and one library less is opened.
//!
//! Elsewhere, where the compiler's own libraries are not found, and with `CERTDOT_PIE` in the environment, nothing is
//! changed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[path = "src/catalogues/fold.rs"]
mod fold;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    write_catalogue_keys();
    println!("cargo::rerun-if-env-changed=RUSTC_LINKER");
    println!("cargo::rerun-if-env-changed=CERTDOT_PIE");
    let is = |variable: &str, value: &str| env::var(variable).is_ok_and(|found| found == value);
    let is_glibc = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // One that is linked statically has no loader.
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    let is_static = features.split(',').any(|feature| feature == "crt-static");
    if !is_glibc || is_static || env::var_os("CERTDOT_PIE").is_some() {
        return;
    }
    if let Some(unwinder) = linker().and_then(|linker| unwinder(&linker)) {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        let folder = instead_of_the_shared(&unwinder);
        println!("cargo::rustc-link-arg-bins=-L{}", folder.display());
    }
}

/// Writes `catalogue_keys.rs`: `(key, catalogue, name of the cert)`, sorted by key.
fn write_catalogue_keys() {
    const FOLDER: &str = "assets/catalogues";
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=src/catalogues/fold.rs");
    let mut keys = Vec::new();
    for entry in fs::read_dir(FOLDER).expect("the catalogues are there") {
        let path = entry.expect("the catalogues can be listed").path();
        let catalogue = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("a catalogue can be read");
        for line in text.lines() {
            let Some((name, rest)) = line
                .strip_prefix("cert ")
                .and_then(|rest| rest.split_once(' '))
            else {
                continue;
            };
            let strings = |before: &str| rest.split_once(before)?.1.split('"').next();
            let mut of_cert = vec![fold::fold(name)];
            of_cert.extend(
                [strings("\""), strings("code=\"")]
                    .into_iter()
                    .flatten()
                    .map(|text| fold::fold(&text.replace("\\n", " "))),
            );
            of_cert.sort();
            of_cert.dedup();
            keys.extend(
                of_cert
                    .into_iter()
                    .map(|key| (key, catalogue.clone(), name.to_owned())),
            );
        }
    }
    keys.sort();
    let path =
        PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("catalogue_keys.rs");
    fs::write(path, format!("&{keys:?}")).expect("cargo's folder for this can be written to");
}

/// The compiler that links for the target.
fn linker() -> Option<String> {
    let is_native = env::var("HOST") == env::var("TARGET");
    let native = || is_native.then(|| "cc".to_owned());
    env::var("RUSTC_LINKER").ok().or_else(native)
}

/// Where that compiler keeps the unwinder for static linking.
fn unwinder(linker: &str) -> Option<PathBuf> {
    let asked = Command::new(linker)
        .arg("-print-file-name=libgcc_eh.a")
        .output()
        .ok()?;
    let path = PathBuf::from(String::from_utf8(asked.stdout).ok()?.trim_end());
    // A compiler that has none prints the name as it is.
    (path.is_absolute() && path.is_file()).then_some(path)
}

/// A folder in which the linker finds the static unwinder where it looks for the shared one: Rust says `-lgcc_s`, and
/// what stands earlier on the command line wins, where a build script can put nothing.
fn instead_of_the_shared(unwinder: &Path) -> PathBuf {
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("unwinder");
    fs::create_dir_all(&folder).expect("cargo's folder for this can be written to");
    let script = format!("INPUT(\"{}\")\n", unwinder.display());
    fs::write(folder.join("libgcc_s.so"), script)
        .expect("cargo's folder for this can be written to");
    folder
}
