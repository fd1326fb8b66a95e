//! Cargo, where a task needs it.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::report::print;

/// The cargo that started this task, in a folder.
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

/// What cargo knows of the workspace's own packages.
pub fn metadata(root: &Path) -> Result<Value, String> {
    let mut command = cargo(root);
    command.args(["metadata", "--no-deps", "--format-version", "1"]);
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|e| format!("cargo metadata: {e}"))?;
    serde_json::from_slice(&output.stdout).map_err(|e| format!("cargo metadata: {e}"))
}

/// Those of the packages that are published.
pub fn published(metadata: &Value) -> impl Iterator<Item = &Value> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages.filter(|package| package["publish"].is_null())
}

/// A text of cargo's metadata; nothing where there is none.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// Says what is done, and does it.
pub fn run(what: &str, command: &mut Command) -> Result<(), String> {
    print(&format!("{what}\n"));
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{what} failed: {status}")),
        Err(error) => {
            Err(format!("{what}: cannot run {}: {error}", command.get_program().to_string_lossy()))
        }
    }
}
