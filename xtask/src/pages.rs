//! `cargo xtask docs` and `cargo xtask new`: they read pages, so they are tasks of the package xtask/pages, which is built when
//! one of them is used for the first time.

use std::ffi::OsString;
use std::path::Path;

use crate::cargo::cargo;
use crate::report::Failure;

/// What is passed on.
#[derive(clap::Args)]
pub struct Arguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

/// Starts a task of the package, which prints by itself.
pub fn run(task: &str, arguments: &Arguments, root: &Path) -> Result<(), Failure> {
    // Paths among the arguments are relative to where the task was started, so it stays there.
    let mut command = cargo(Path::new("."));
    command.args(["run", "--quiet", "--manifest-path"]);
    command.arg(root.join("xtask/pages/Cargo.toml"));
    command.args(["--", task, "--specs"]).arg(root.join("specs"));
    command.args(&arguments.arguments);
    let status = command.status().map_err(|e| format!("cargo run: {e}"))?;
    match status.code() {
        Some(0) => Ok(()),
        Some(1) => Err(Failure::Differs),
        _ => Err(Failure::Told),
    }
}
