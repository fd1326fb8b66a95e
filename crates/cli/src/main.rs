//! The command `bindery`: every provider of the registry by one code path, with exit codes that scripts can rely on.

mod decode;
mod demo;
mod find;
mod get;
mod mock;
mod output;
mod providers;
mod target;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::output::Failure;

/// Decodes and calls account APIs by the types that were made from their documentation pages.
#[derive(Debug, Parser)]
#[command(name = "bindery", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  the provider answered with an error
  2  usage or configuration
  3  the provider was not reached, or not in time
  4  the answer could not be decoded";

#[derive(Debug, Subcommand)]
enum Command {
    /// List the providers: operations, base URLs, and the environment variables for credentials
    Providers,
    /// Decode a body from a file and print what it holds
    Decode(decode::Arguments),
    /// Call a provider and print what it answers
    Get(get::Arguments),
    /// Serve every provider's documented samples on this machine
    Mock(mock::Arguments),
    /// Call every provider on a server of this machine and show a table
    Demo,
}

fn main() -> ExitCode {
    let command = match Cli::try_parse() {
        Ok(cli) => cli.command,
        Err(error) => return misuse(&error),
    };
    let outcome = match command {
        Command::Providers => providers::run(),
        Command::Decode(arguments) => decode::run(&arguments),
        Command::Get(arguments) => get::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Demo => demo::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// Prints help where that was asked for; else what is wrong, on one line, and clap's suggestions on another.
fn misuse(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind::{
        DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion,
    };
    if matches!(
        error.kind(),
        DisplayHelp | DisplayHelpOnMissingArgumentOrSubcommand | DisplayVersion
    ) {
        // A reader that has gone away has seen enough.
        drop(error.print());
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    }
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let problem = lines
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ");
    Failure::usage(problem)
        .advice(lines.collect::<Vec<_>>().join("; "))
        .report()
}
