//! `cargo xtask new`: samples and pages from the command line, the first spec of a provider or another operation to the disk.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use xtask::new::{self, Given, Page};
use xtask::spec::{self, Spec};
use xtask::tree::Difference;
use xtask::write;

use bindery_pages::extract::{self, Asked, Operation};
use bindery_pages::fetch;

/// Write a provider's first spec, or another operation of one, from sample bodies and the pages that document them
///
/// A sample is named after its operation: get_account.json, get_account.empty.xml, get_account.404.json,
/// update_account.request.json.
#[derive(clap::Args)]
pub struct Arguments {
    /// The provider: lower-case letters and digits
    provider: String,
    #[command(flatten)]
    samples: Samples,
}

/// Samples, each with the page that documents it, in the order of the command line.
struct Samples(Vec<(PathBuf, Option<PathBuf>)>);

impl Args for Samples {
    fn augment_args(command: Command) -> Command {
        let path = |name| {
            let arg = Arg::new(name).long(name).action(clap::ArgAction::Append);
            arg.value_parser(clap::value_parser!(PathBuf))
        };
        let sample = "A body in JSON or XML as it is sent; once or more for each operation";
        let page = "The page that documents the sample before it: HTML, Markdown or text";
        command
            .arg(
                path("sample")
                    .value_name("BODY")
                    .required(true)
                    .help(sample),
            )
            .arg(path("page").value_name("PAGE").help(page))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Samples {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |name| {
            let places = matches.indices_of(name).into_iter().flatten();
            places.zip(matches.get_many::<PathBuf>(name).into_iter().flatten())
        };
        let mut samples: Vec<(usize, PathBuf, Option<PathBuf>)> = given("sample")
            .map(|(place, path)| (place, path.clone(), None))
            .collect();
        for (place, page) in given("page") {
            // A page before the first sample is that sample's.
            let before = samples.iter().rposition(|sample| sample.0 < place);
            if let Some(sample) = samples.get_mut(before.unwrap_or(0))
                && let Some(other) = sample.2.replace(page.clone())
            {
                let message = format!(
                    "{} and {} are pages of one sample; give each its --sample\n",
                    other.display(),
                    page.display()
                );
                return Err(clap::Error::raw(
                    clap::error::ErrorKind::ArgumentConflict,
                    message,
                ));
            }
        }
        Ok(Self(samples.into_iter().map(|s| (s.1, s.2)).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Writes the files, and says what a person has to decide.
pub fn run(specs: &Path, arguments: &Arguments) -> Result<(), String> {
    let root = specs.parent().ok_or("no workspace around the specs")?;
    let provider = &arguments.provider;
    let samples: Vec<(String, Vec<u8>, Option<Operation>)> = arguments
        .samples
        .0
        .iter()
        .map(|(sample, page)| {
            let page = page.as_deref().map(read_page).transpose()?;
            Ok((sample.display().to_string(), bytes(sample)?, page))
        })
        .collect::<Result<_, String>>()?;
    let requests: Vec<Option<String>> = samples
        .iter()
        .map(|(_, _, page)| Some(page.as_ref()?.request.as_ref()?.to_string()))
        .collect();
    let given: Vec<Given<'_>> = samples
        .iter()
        .zip(&requests)
        .map(|((file, body, page), request)| Given {
            file,
            body,
            page: page.as_ref().map(|page| Page {
                facts: &page.facts,
                request: request.as_deref(),
            }),
        })
        .collect();
    let lock = write::lock(root)?;
    let existing = existing(root, provider)?;
    let existing = existing.as_ref().map(|(yaml, spec)| (yaml.as_str(), spec));
    let written = new::spec(provider, existing, &given)?;
    let files = written.files.into_iter();
    let files: Vec<Difference> = files
        .map(|(path, bytes)| Difference {
            path,
            found: None,
            wanted: Some(bytes),
        })
        .collect();
    let paths: String = files
        .iter()
        .map(|file| format!("{}\n", file.path.display()))
        .collect();
    write::write(&lock, &[files])?;
    xtask::report::print(&paths);
    for sentence in written.open {
        xtask::report::print(&format!("- {sentence}\n"));
    }
    xtask::report::print("Next: `cargo xtask regen`, which says what is left to fill in.\n");
    Ok(())
}

/// The provider's document and spec, if it is there.
fn existing(root: &Path, provider: &str) -> Result<Option<(String, Spec)>, String> {
    match spec::load(root).providers.remove(provider) {
        None => Ok(None),
        Some(Err(problems)) => {
            let first = problems
                .first()
                .map(ToString::to_string)
                .unwrap_or_default();
            Err(format!("{first}; correct the spec before adding to it"))
        }
        Some(Ok(spec)) => {
            let file = spec.file();
            let yaml =
                std::fs::read_to_string(root.join(&file)).map_err(|e| format!("{file}: {e}"))?;
            Ok(Some((yaml, spec)))
        }
    }
}

/// The operation that a page documents: its first.
fn read_page(page: &Path) -> Result<Operation, String> {
    let text = fetch::decode(&bytes(page)?, "");
    let reading = extract::read(&bindery_pages::read(&text), &Asked::default());
    for question in &reading.questions {
        xtask::report::warn(&format!("{}: {question}", page.display()));
    }
    let operation = reading.operations.into_iter().next();
    operation.ok_or_else(|| {
        format!(
            "{}: nothing is documented there that can be read",
            page.display()
        )
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let is_file = std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() <= 16 << 20);
    match is_file {
        true => std::fs::read(path).map_err(|e| format!("{}: {e}", path.display())),
        false => Err(format!("{}: not a file of at most 16 MiB", path.display())),
    }
}
