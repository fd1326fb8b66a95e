//! `cargo xtask`: the workspace's own tasks. A task is one variant here and one call into its module.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use xtask::{changes, pages, regen, release, report};

/// The workspace's own tasks
///
/// Exits with 0 for success, 1 where something differs, 2 where the task cannot be done.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true, arg_required_else_help = true)]
enum Task {
    Regen(regen::Arguments),
    /// Compare the pages of providers with their recorded facts
    #[command(disable_help_flag = true)]
    Docs(pages::Arguments),
    Changes(changes::command::Arguments),
    /// Write a first spec, or another operation of one, from samples and pages
    #[command(disable_help_flag = true)]
    New(pages::Arguments),
    Packages(release::packages::Arguments),
    Features(release::features::Arguments),
    Bench(release::bench::Arguments),
}

fn main() -> ExitCode {
    let task = match Task::try_parse() {
        Ok(task) => task,
        Err(error) => return report::usage(&error),
    };
    let root = root();
    report::end(match task {
        Task::Regen(arguments) => regen::run(&arguments, &root),
        Task::Docs(arguments) => pages::run("docs", &arguments, &root),
        Task::New(arguments) => pages::run("new", &arguments, &root),
        Task::Changes(arguments) => changes::command::run(&arguments, &root),
        Task::Packages(arguments) => release::packages::run(&arguments, &root),
        Task::Features(arguments) => release::features::run(&arguments, &root),
        Task::Bench(arguments) => release::bench::run(&arguments, &root),
    })
}

/// The workspace's root: the parent folder of this package, as cargo says where it is now, else where it was built.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().unwrap_or(&package).to_owned()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        super::Task::command().debug_assert();
    }
}
