//! The command line of `cargo xtask changes`.

use std::path::Path;

use crate::changes::{self, Class};
use crate::report::{self, Failure};
use crate::spec;

/// Report the effect of changes to the specs on users of the crates
///
/// Compares with the commit where this branch left main.
#[derive(clap::Args)]
pub struct Arguments {
    /// Compare with this commit, branch or tag instead
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// Print JSON instead of Markdown
    #[arg(long)]
    json: bool,
    /// Exit with 1 if a change is of this class or a more severe one
    #[arg(long, value_name = "CLASS")]
    deny: Option<Class>,
}

/// Prints the changes of every provider whose spec has no problem, then the problems.
pub fn run(arguments: &Arguments, root: &Path) -> Result<(), Failure> {
    let specs = spec::load(root);
    let changes = changes::changes(&specs.providers, root, arguments.base.as_deref())?;
    if arguments.json {
        report::json(&changes::json(&changes));
    } else {
        report::print(&changes::markdown(&changes));
    }
    let problems = specs.all_problems();
    if !problems.is_empty() {
        return Err(problems.into());
    }
    match (arguments.deny, changes.class()) {
        (Some(denied), Some(class)) if class >= denied => Err(Failure::Differs),
        _ => Ok(()),
    }
}
