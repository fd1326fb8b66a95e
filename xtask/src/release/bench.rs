//! `cargo xtask bench`: builds crates/bench, which is out of the workspace, and starts it.

use std::path::Path;

use clap::ValueEnum;

use crate::cargo::{self, cargo, metadata};
use crate::report::Failure;

/// Compare the cost of Bindery with that of other libraries
///
/// Needs valgrind, and six minutes or more. Exits with 1 if a row falls short of its goal.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only these parts of the table
    parts: Vec<Part>,
    /// Compare decoding and calls with crates/bench/baseline.txt; exit with 1 if either takes more instructions
    #[arg(long, conflicts_with_all = ["parts", "accept"])]
    check: bool,
    /// Record decoding and calls in crates/bench/baseline.txt
    #[arg(long, conflicts_with = "parts")]
    accept: bool,
}

/// A part of the table, called as the bench calls it.
#[derive(Clone, Copy, ValueEnum)]
enum Part {
    Decoding,
    Calls,
    Footprint,
    Generation,
}

/// Starts the bench, which prints.
pub fn run(arguments: &Arguments, root: &Path) -> Result<(), Failure> {
    let target = Path::new(cargo::text(&metadata(root)?, "target_directory")).join("bench");
    let mut command = cargo(&root.join("crates/bench"));
    command
        .args(["run", "--release", "--locked", "--quiet", "--"])
        .args(arguments.check.then_some("--check"))
        .args(arguments.accept.then_some("--accept"))
        .env("CARGO_TARGET_DIR", target);
    for part in arguments.parts.iter().filter_map(Part::to_possible_value) {
        command.arg(part.get_name());
    }
    let status = command.status().map_err(|e| format!("cargo run: {e}"))?;
    match status.code() {
        Some(0) => Ok(()),
        Some(1) => Err(Failure::Differs),
        _ => Err(format!("the bench failed: {status}").into()),
    }
}
