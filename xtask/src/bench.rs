//! `cargo xtask bench`: builds crates/bench, which is out of the workspace, and starts it.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitStatus;

use crate::cargo::{cargo, metadata};
use crate::read;

/// Hands the arguments on to the bench, which prints.
pub fn bench(root: &Path, arguments: &[OsString]) -> Result<ExitStatus, String> {
    let target = Path::new(read::text(&metadata(root)?, "target_directory")).join("bench");
    let mut run = cargo(&root.join("crates/bench"));
    run.args(["run", "--release", "--locked", "--quiet", "--"])
        .args(arguments)
        .env("CARGO_TARGET_DIR", target);
    run.status().map_err(|e| format!("cargo run: {e}"))
}
