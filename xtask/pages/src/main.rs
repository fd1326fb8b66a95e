//! The program behind `cargo xtask docs`.

use std::path::PathBuf;
use std::process::ExitCode;

use bindery_pages::docs::{self, Accept, Options, Report, State};
use bindery_pages::fetch::Limits;
use bindery_pages::new::command;
use bindery_pages::section::Section;
use clap::{Parser, Subcommand, ValueEnum};

/// Read documentation pages
#[derive(Parser)]
#[command(bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The folder with the specifications.
    #[arg(long, global = true, default_value = "specs", hide = true)]
    specs: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// Compare a page with its recorded facts
    ///
    /// Exits with 1 if they differ, and with 2 if a page cannot be read.
    Docs(Docs),
    New(command::Arguments),
}

#[derive(clap::Args)]
struct Docs {
    /// A provider and the file of its page; with --fetch, the providers [default: all]
    #[arg(value_name = "PROVIDER PAGE")]
    names: Vec<String>,
    /// Fetch the pages that `externalDocs` names
    #[arg(long)]
    fetch: bool,
    /// Operation that the page documents, if the provider has several
    #[arg(long)]
    operation: Option<String>,
    /// Subject of the parts of the page without a heading that names it
    #[arg(long)]
    section: Option<Part>,
    /// Record the facts of the page
    #[arg(long)]
    accept: bool,
    /// Record them although little of the page was understood
    #[arg(long, requires = "accept")]
    partial: bool,
    /// Format of the output
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum, PartialEq)]
enum Format {
    Text,
    Json,
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum Part {
    Parameters,
    Body,
    Response,
    Error,
}

impl From<Part> for Section {
    fn from(part: Part) -> Self {
        match part {
            Part::Parameters => Self::Parameters,
            Part::Body => Self::Body,
            Part::Response => Self::Response,
            Part::Error => Self::Error,
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let specs = arguments.specs;
    let result = match arguments.command {
        Command::Docs(docs) => self::docs(specs, docs),
        Command::New(new) => command::run(&specs, &new).map(|()| ExitCode::SUCCESS),
    };
    result.unwrap_or_else(|message| {
        eprintln!("error: {message}");
        ExitCode::from(2)
    })
}

fn docs(specs: PathBuf, docs: Docs) -> Result<ExitCode, String> {
    let accept = match (docs.accept, docs.partial) {
        (false, _) => Accept::No,
        (true, false) => Accept::Whole,
        (true, true) => Accept::Partial,
    };
    let options = Options { specs, section: docs.section.map(Into::into), accept };
    let reports = match (docs.fetch, docs.names.as_slice()) {
        (true, names) => docs::fetch(&options, names, Limits::default())?,
        (false, [provider, page]) => vec![docs::file(&options, provider, page.as_ref(), docs.operation.as_deref())?],
        (false, _) => return Err("name a provider and a page: `cargo xtask docs PROVIDER PAGE`, or fetch pages with --fetch".to_owned()),
    };
    let format = if docs.json { Format::Json } else { docs.format };
    match format {
        Format::Text => print(&reports.iter().map(|r| r.text(accept)).collect::<String>()),
        Format::Json => {
            print(&(serde_json::to_string_pretty(&reports).map_err(|e| e.to_string())? + "\n"))
        }
        Format::Markdown => {
            let changed = reports.iter().filter(|r| r.state != State::Same);
            print(&changed.map(|r| r.markdown() + "\n").collect::<String>());
        }
    }
    let any = |state| reports.iter().any(|r: &Report| r.state == state);
    Ok(match (any(State::Unreadable), any(State::Changed) && accept == Accept::No) {
        (true, _) => ExitCode::from(2),
        (_, true) => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    })
}

/// Prints a text; a reader that has gone away, such as `head`, has seen what it wanted.
fn print(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(text.as_bytes());
}
