//! The command line of `cargo xtask new`.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use crate::load;
use crate::new::{self, Given};
use crate::report::{Failure, print};
use crate::tree::Difference;
use crate::write;

/// Write a provider's first spec from sample bodies
///
/// A sample is named after its operation: get_account.json, get_account.empty.xml, get_account.404.json.
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
        command
            .arg(path("sample").value_name("BODY").required(true).help(
                "A body in JSON or XML as the provider sends it; once or more for each operation",
            ))
            .arg(
                path("page")
                    .value_name("PAGE")
                    .help("The page, saved as text, that documents the sample before it"),
            )
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

/// Writes the provider's folder, which must not be there yet.
pub fn run(arguments: &Arguments, root: &Path) -> Result<(), Failure> {
    let provider = &arguments.provider;
    let mut given = Vec::new();
    for (sample, page) in &arguments.samples.0 {
        let page = page.as_ref().map(|page| {
            let text = load::page(page)?;
            Ok::<_, String>((page.display().to_string(), text))
        });
        given.push(Given {
            file: sample.display().to_string(),
            text: load::text_of(sample)?,
            page: page.transpose()?,
        });
    }
    let lock = write::lock(root)?;
    let folder = Path::new("specs").join(provider);
    if root.join(&folder).exists() {
        let folder = folder.display();
        return Err(format!("{folder} exists already; remove it first, or edit it").into());
    }
    let files: Vec<Difference> = new::files(provider, &given)?
        .into_iter()
        .map(|(path, bytes)| Difference {
            path,
            found: None,
            wanted: Some(bytes),
        })
        .collect();
    let paths: Vec<String> = files
        .iter()
        .map(|file| format!("{}\n", file.path.display()))
        .collect();
    write::write(&lock, &[files])?;
    print(&paths.concat());
    print("Now cargo xtask regen says what is left to fill in.\n");
    Ok(())
}
