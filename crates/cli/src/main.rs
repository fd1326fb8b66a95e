//! The command `bindery`: every provider of the registry by one code path, with exit codes that scripts can rely on.

mod call;
mod connection;
mod decode;
mod demo;
mod find;
mod format;
mod get;
mod ids;
mod input;
mod items;
mod json;
mod login;
mod man;
mod many;
mod mock;
mod output;
mod profile;
mod providers;
mod results;
mod schema;
mod target;
mod trace;
mod view;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;

use crate::output::Failure;

/// Call account APIs, decode saved responses, and mock providers locally.
#[derive(Debug, Parser)]
#[command(name = "bindery", version, max_term_width = 100, after_help = NOTES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const NOTES: &str = "\
Exit codes:
  0    success
  1    the provider responded with an error
  2    wrong usage or configuration
  3    the provider was not reached, or the timeout expired
  4    the response could not be decoded
  130  interrupted by Ctrl-C
With --ids, the highest code of any call.

Start with:
  bindery demo
  bindery providers
  bindery decode sakari body.json";

#[derive(Debug, Subcommand)]
enum Command {
    /// List providers, their operations, and the variables for base URL and credentials
    Providers(providers::Arguments),
    /// Decode a response body and print what it holds
    Decode(decode::Arguments),
    /// Call an operation by id and print the response
    Get(get::Arguments),
    /// Call any operation with its parameters and request body
    Call(call::Arguments),
    /// Store credentials in a profile
    Login(login::Arguments),
    /// Print the JSON schemas of a provider's types
    Schema(schema::Arguments),
    /// Serve the documented samples of every provider on this machine
    Mock(mock::Arguments),
    /// Call every provider on a local mock and print a table
    Demo,
    /// Generate shell completions
    #[command(
        after_help = "Example:\n  bindery completions bash > ~/.local/share/bash-completion/completions/bindery"
    )]
    Completions {
        /// Shell to complete for
        shell: Shell,
    },
    /// Write the man pages, one for each subcommand
    Man(man::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Providers(arguments) => providers::run(&arguments),
        Command::Decode(arguments) => decode::run(&arguments),
        Command::Get(arguments) => get::run(&arguments),
        Command::Call(arguments) => call::run(&arguments),
        Command::Login(arguments) => login::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Demo => demo::run(),
        Command::Completions { shell } => completions(shell),
        Command::Man(arguments) => man::run(&arguments, Cli::command()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "bindery", &mut script);
    output::write(&script).map(drop)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
