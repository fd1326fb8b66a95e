//! `bindery man`: a man page for the command and for each subcommand.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::output::Failure;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  bindery man ~/.local/share/man/man1")]
pub(crate) struct Arguments {
    /// Directory for the pages: bindery.1, bindery-get.1 and so on
    #[arg(value_name = "DIRECTORY")]
    directory: PathBuf,
}

pub(crate) fn run(arguments: &Arguments, command: Command) -> Result<(), Failure> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let place = arguments.directory.display();
    pages(&arguments.directory, &command)
        .map_err(|e| Failure::usage(format!("cannot write the pages to {place}: {e}")))
}

fn pages(directory: &Path, command: &Command) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    for command in std::iter::once(command).chain(command.get_subcommands()) {
        let man = Man::new(command.clone());
        let mut page = Vec::new();
        man.render_title(&mut page)?;
        man.render_name_section(&mut page)?;
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
        if command.has_subcommands() {
            man.render_subcommands_section(&mut page)?;
        }
        if let Some(notes) = command.get_after_help() {
            // Lines stay as they are: clap_mangen would run them together.
            let mut roff = Roff::new();
            roff.control("SH", ["NOTES"]).control("nf", []);
            for line in notes.to_string().lines() {
                roff.text([roman(line)]);
            }
            roff.control("fi", []).to_writer(&mut page)?;
        }
        fs::write(directory.join(man.get_filename()), page)?;
    }
    Ok(())
}
