//! The command `bindery`: every provider of the registry by one code path, with exit codes that scripts can rely on.

mod decode;
mod demo;
mod find;
mod get;
mod many;
mod mock;
mod output;
mod providers;
mod target;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;

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
  4  the answer could not be decoded
  130  interrupted by Ctrl-C
Of many calls that failed, the highest.

Start with:
  bindery demo
  bindery providers
  bindery decode sakari body.json";

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
    /// Print what completes this command's words in a shell
    #[command(
        after_help = "Example:\n  bindery completions bash > ~/.local/share/bash-completion/completions/bindery"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual's page
    #[command(after_help = "Example:\n  bindery man > ~/.local/share/man/man1/bindery.1")]
    Man,
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
        Command::Completions { shell } => completions(shell),
        Command::Man => manual(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "bindery", &mut script);
    output::print(String::from_utf8_lossy(&script).trim_end())
}

/// One page for the command and all of its subcommands.
fn manual() -> Result<(), Failure> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    let render = |command: &clap::Command, page: &mut Vec<u8>| {
        let manual = clap_mangen::Man::new(command.clone());
        if command.get_name() == "bindery" {
            manual.render(page)
        } else {
            page.extend_from_slice(
                format!(".SH {}\n", command.get_name().to_uppercase()).as_bytes(),
            );
            manual.render_description_section(page)?;
            manual.render_synopsis_section(page)?;
            manual.render_options_section(page)?;
            manual.render_extra_section(page)
        }
    };
    let commands = std::iter::once(&command)
        .chain(command.get_subcommands().filter(|c| c.get_name() != "help"));
    for command in commands {
        render(command, &mut page)
            .map_err(|e| Failure::usage(format!("cannot write the manual: {e}")))?;
    }
    output::print(String::from_utf8_lossy(&page).trim_end())
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_holds_together() {
        super::Cli::command().debug_assert();
    }
}
