//! `cargo xtask`: the workspace's own tasks. This file reads the command line and speaks to the person at it.

/// Rust's own, but a reader who has gone away (`cargo xtask … | head`) is no failure.
macro_rules! print {
    ($($text:tt)*) => {
        // There is nobody left to tell.
        drop(std::io::Write::write_fmt(&mut std::io::stdout(), format_args!($($text)*)))
    };
}

/// As `print!`, with a line's end.
macro_rules! println {
    ($($text:tt)*) => { print!("{}\n", format_args!($($text)*)) };
}

/// As `println!`, to the standard error.
macro_rules! eprintln {
    ($($text:tt)*) => {
        drop(std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{}\n", format_args!($($text)*))))
    };
}

mod bench;
mod cargo;
mod changes;
mod docs;
mod erased;
mod examples;
mod features;
mod front;
mod generate;
mod lint;
mod load;
mod lower;
#[cfg(test)]
mod minimal;
mod mock;
mod names;
mod new;
mod package;
mod packages;
mod polish;
mod read;
mod regen;
mod registry;
mod spec;
mod tree;
mod yaml;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::{Arg, Parser, ValueExt};

use crate::spec::Problem;
use crate::tree::Difference;

const USAGE: &str = "\
cargo xtask regen [PROVIDER…] [--check]
    Generates the crates of all providers, or of those named, from specs/.
    --check writes nothing; it says what differs and exits 1 if anything does.

cargo xtask docs PROVIDER PAGE [--operation ID] [--accept]
    Says what the provider's page, saved as text, documents that was not recorded in specs/PROVIDER/inventory.txt, and
    the other way round; exits 1 if anything differs. --accept records it. --operation is for a provider with several.
cargo xtask docs --report
    Prints how well the specs cover the pages, as Markdown.

cargo xtask changes [--base REV] [--json] [--deny major|minor|patch]
    Says what the specs' changes since REV do to those who depend on the crates, and the version that each calls for; as
    Markdown, or --json. REV is where this branch left main unless it is named. --deny exits 1 if a change is that grave.

cargo xtask new PROVIDER --sample BODY [--page PAGE] [--sample BODY [--page PAGE] …]
    Writes specs/PROVIDER/ from sample bodies in JSON or XML, one or more for each operation, which is called as the file:
    get_account.json, get_account.empty.xml, get_account.404.json. --page is the page that documents the sample before it.

cargo xtask packages
    Packs every crate that is published, and uses the packages as a stranger would, in an empty folder: builds them, runs
    their doctests and examples, and runs a program of two of them.

cargo xtask features
    Checks every crate that is published with none of its features, with each alone, and with all.

cargo xtask bench [PART…] [--check | --accept]
    Prints what Bindery's work costs beside other libraries, as Markdown, or those parts of it: decoding, calls, footprint,
    generation. It needs valgrind, and six minutes or more; exits 1 if a row falls short of its goal.
    --check holds decoding and calling against crates/bench/baseline.txt, and exits 1 if either takes more instructions than
    was recorded there; --accept records them.
";

/// Why a task ended early.
enum Failure {
    /// The command line cannot be followed.
    Usage(String),
    /// A file or a name that was given cannot be used.
    Input(String),
    /// The specs have problems.
    Problems(Vec<Problem>),
    /// A file could not be read or written.
    Io(std::io::Error),
    /// What was checked does not hold, and that has been told.
    Differs,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Differs) => ExitCode::from(1),
        Err(Failure::Usage(message)) => {
            eprintln!("error: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(Failure::Input(message)) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
        Err(Failure::Io(error)) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
        Err(Failure::Problems(problems)) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            let count = problems.len();
            let noun = if count == 1 { "problem" } else { "problems" };
            eprintln!("{count} {noun}; nothing was written.");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Failure> {
    let mut arguments = Parser::from_env();
    match arguments.next()? {
        Some(Arg::Value(task)) if task == "regen" => regen(arguments),
        Some(Arg::Value(task)) if task == "docs" => docs(arguments),
        Some(Arg::Value(task)) if task == "changes" => changes(arguments),
        Some(Arg::Value(task)) if task == "new" => new(arguments),
        Some(Arg::Value(task)) if task == "packages" => plain(arguments, |root| {
            let specs = load::load(root).map_err(Failure::Problems)?;
            packages::packages(&specs, root).map_err(Failure::Input)
        }),
        Some(Arg::Value(task)) if task == "features" => plain(arguments, |root| {
            features::features(root).map_err(Failure::Input)
        }),
        Some(Arg::Value(task)) if task == "bench" => bench(arguments),
        Some(Arg::Long("help") | Arg::Short('h')) => {
            print!("{USAGE}");
            Ok(())
        }
        Some(other) => Err(other.unexpected().into()),
        None => Err(Failure::Usage("no task given".to_owned())),
    }
}

/// What regen does with what it finds.
enum Mode {
    Write,
    Check,
}

fn regen(mut arguments: Parser) -> Result<(), Failure> {
    let mut mode = Mode::Write;
    let mut named = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("check") => mode = Mode::Check,
            Arg::Value(provider) => named.push(provider.string()?),
            Arg::Long("help") | Arg::Short('h') => {
                print!("{USAGE}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let root = root();
    let specs = load::load(&root).map_err(Failure::Problems)?;
    if let Some(unknown) = named
        .iter()
        .find(|n| specs.iter().all(|s| s.provider != **n))
    {
        return Err(self::unknown(unknown, &specs));
    }
    let tree = regen::tree_of(&specs).map_err(Failure::Problems)?;
    let differences: Vec<Difference> = tree::drift(&tree, &root)
        .map_err(Failure::Io)?
        .into_iter()
        .filter(|d| {
            named.is_empty() || {
                let owner = owner(&d.path);
                owner == "registry" || named.contains(&owner)
            }
        })
        .collect();
    let orphans = regen::orphaned_snapshots(&specs, &root).map_err(Failure::Io)?;
    match mode {
        Mode::Check => check(&differences, &orphans),
        Mode::Write => {
            tree::write(&differences, &root).map_err(Failure::Io)?;
            // Only what a regeneration changed is told of, so one that changes nothing asks git nothing.
            let changes = match differences.as_slice() {
                [] => Err(String::new()),
                _ => changes::changes(&specs, &root, None),
            };
            report(&differences, &orphans, |provider| {
                changes
                    .as_ref()
                    .ok()
                    .and_then(|c| changes::summary(c, provider))
            });
            Ok(())
        }
    }
}

/// Says what was changed, a line for each crate, and below it what that does to those who depend on it; or that nothing was.
fn report(
    differences: &[Difference],
    orphans: &BTreeMap<String, usize>,
    summary: impl Fn(&str) -> Option<String>,
) {
    let mut changed: BTreeMap<String, Vec<&Difference>> = BTreeMap::new();
    for difference in differences {
        let owner = owner(&difference.path);
        changed.entry(owner).or_default().push(difference);
    }
    for (crate_name, differences) in &changed {
        let is_gone = |d: &&&Difference| d.wanted.is_none() && d.path.ends_with("Cargo.toml");
        let paths = if differences.iter().any(|d| is_gone(&d)) {
            format!("crates/{crate_name} (removed)")
        } else {
            let paths: Vec<String> = differences.iter().map(|d| path(d)).collect();
            paths.join(", ")
        };
        println!("{crate_name}: {paths}");
        print!("{}", summary(crate_name).unwrap_or_default());
    }
    if changed.is_empty() {
        println!("Nothing changed: every crate is as its spec says.");
    }
    tell_orphans(orphans);
}

/// The path of a file that was changed, and that it was removed if it was.
fn path(difference: &Difference) -> String {
    let path = difference.path.display();
    match difference.wanted {
        Some(_) => path.to_string(),
        None => format!("{path} (removed)"),
    }
}

/// Says which snapshots wait for their provider's spec to come back.
fn tell_orphans(orphans: &BTreeMap<String, usize>) {
    for (provider, count) in orphans {
        println!(
            "tests/snapshots/{provider}__*: {count} of a provider that has no spec; delete them if it is gone for good"
        );
    }
}

/// Says what differs; that is a failure of the check.
fn check(differences: &[Difference], orphans: &BTreeMap<String, usize>) -> Result<(), Failure> {
    for difference in differences {
        print!("{}", regen::describe(difference));
    }
    tell_orphans(orphans);
    if differences.is_empty() && orphans.is_empty() {
        return Ok(());
    }
    if !differences.is_empty() {
        println!("Run `cargo xtask regen`, and commit what it writes together with the specs.");
    }
    Err(Failure::Differs)
}

fn docs(mut arguments: Parser) -> Result<(), Failure> {
    let mut named = Vec::new();
    let mut operation = None;
    let mut accept = false;
    let mut report = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("accept") => accept = true,
            Arg::Long("report") => report = true,
            Arg::Long("operation") => operation = Some(arguments.value()?.string()?),
            Arg::Value(value) => named.push(value.string()?),
            Arg::Long("help") | Arg::Short('h') => {
                print!("{USAGE}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let root = root();
    if report {
        let specs = load::load(&root).map_err(Failure::Problems)?;
        print!("{}", docs::report(&specs));
        return Ok(());
    }
    let [provider, page] = named.as_slice() else {
        return Err(Failure::Usage(
            "docs takes a provider and a page".to_owned(),
        ));
    };
    let specs = load::load(&root).map_err(Failure::Problems)?;
    let Some(spec) = specs.iter().find(|s| s.provider == *provider) else {
        return Err(unknown(provider, &specs));
    };
    let operation = docs::operation(spec, operation.as_deref()).map_err(Failure::Input)?;
    let recorded = spec.inventory.get(&operation).cloned().unwrap_or_default();
    let text = load::page(Path::new(page)).map_err(Failure::Input)?;
    let facts = docs::extract(&text, &recorded);
    if facts.fields.is_empty() {
        return Err(Failure::Input(docs::no_fields(page)));
    }
    let changes = docs::inventory::difference(&recorded, &facts);
    if changes.is_empty() {
        println!("specs/{provider}: the page says what was recorded");
        return Ok(());
    }
    println!("specs/{provider}: the page differs from what was recorded");
    print!("{}", docs::describe(&changes));
    let file = spec.inventory_file();
    if accept {
        let mut inventory = spec.inventory.clone();
        inventory.insert(operation, facts);
        let written = Difference {
            path: PathBuf::from(&file),
            found: None,
            wanted: Some(docs::inventory::print(&inventory)),
        };
        tree::write(&[written], &root).map_err(Failure::Io)?;
        println!("Recorded in {file}.");
        return Ok(());
    }
    println!(
        "Edit {}, then: cargo xtask docs {provider} {page} --accept",
        spec.file()
    );
    Err(Failure::Differs)
}

fn changes(mut arguments: Parser) -> Result<(), Failure> {
    let mut base = None;
    let mut print: fn(&changes::Changes) -> String = changes::markdown;
    let mut denied = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("base") => base = Some(arguments.value()?.string()?),
            Arg::Long("json") => print = changes::json,
            Arg::Long("deny") => {
                let word = arguments.value()?.string()?;
                denied = Some(changes::Class::named(&word).ok_or_else(|| {
                    Failure::Usage(format!("--deny takes major, minor or patch, not {word}"))
                })?);
            }
            Arg::Long("help") | Arg::Short('h') => {
                print!("{USAGE}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let root = root();
    let specs = load::load(&root).map_err(Failure::Problems)?;
    let changes = changes::changes(&specs, &root, base.as_deref()).map_err(Failure::Input)?;
    print!("{}", print(&changes));
    match (denied, changes.class()) {
        (Some(denied), Some(class)) if class >= denied => Err(Failure::Differs),
        _ => Ok(()),
    }
}

fn new(mut arguments: Parser) -> Result<(), Failure> {
    let mut provider = None;
    let mut given: Vec<new::Given> = Vec::new();
    let mut early_page = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("sample") => {
                let file = arguments.value()?.string()?;
                let text = load::text_of(Path::new(&file)).map_err(Failure::Input)?;
                let page = early_page.take();
                given.push(new::Given { file, text, page });
            }
            Arg::Long("page") => {
                let file = arguments.value()?.string()?;
                let text = load::page(Path::new(&file)).map_err(Failure::Input)?;
                match given.last_mut() {
                    Some(sample) => sample.page = Some((file, text)),
                    None => early_page = Some((file, text)),
                }
            }
            Arg::Value(value) if provider.is_none() => provider = Some(value.string()?),
            Arg::Long("help") | Arg::Short('h') => {
                print!("{USAGE}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let Some(provider) = provider else {
        return Err(Failure::Usage("new takes a provider".to_owned()));
    };
    if given.is_empty() {
        return Err(Failure::Usage("new takes a sample body".to_owned()));
    }
    let root = root();
    let folder = format!("specs/{provider}");
    if root.join(&folder).exists() {
        return Err(Failure::Input(format!(
            "{folder} exists already; remove it first, or edit it"
        )));
    }
    let tree = new::files(&provider, &given).map_err(Failure::Input)?;
    let differences = tree::drift(&tree, &root).map_err(Failure::Io)?;
    let written: Vec<Difference> = differences
        .into_iter()
        .filter(|d| d.wanted.is_some())
        .collect();
    tree::write(&written, &root).map_err(Failure::Io)?;
    for difference in &written {
        println!("{}", difference.path.display());
    }
    println!("Now cargo xtask regen says what is left to fill in.");
    Ok(())
}

fn unknown(provider: &str, specs: &[spec::Spec]) -> Failure {
    let known: Vec<&str> = specs.iter().map(|s| s.provider.as_str()).collect();
    Failure::Input(format!(
        "no folder specs/{provider}; the providers are {}",
        known.join(", ")
    ))
}

/// A task that takes no arguments.
fn plain(
    mut arguments: Parser,
    task: impl FnOnce(&Path) -> Result<(), Failure>,
) -> Result<(), Failure> {
    match arguments.next()? {
        None => task(&root()),
        Some(Arg::Long("help") | Arg::Short('h')) => {
            print!("{USAGE}");
            Ok(())
        }
        Some(other) => Err(other.unexpected().into()),
    }
}

fn bench(mut arguments: Parser) -> Result<(), Failure> {
    let arguments: Vec<_> = arguments.raw_args()?.collect();
    if arguments.iter().any(|a| a == "--help" || a == "-h") {
        print!("{USAGE}");
        return Ok(());
    }
    let status = bench::bench(&root(), &arguments).map_err(Failure::Input)?;
    match status.code() {
        Some(0) => Ok(()),
        Some(1) => Err(Failure::Differs),
        _ => Err(Failure::Input(
            "the bench did not come to its end".to_owned(),
        )),
    }
}

/// The crate that a generated file belongs to, by its folder.
fn owner(path: &Path) -> String {
    let folder = path.components().nth(1);
    folder
        .map(|c| c.as_os_str().to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The workspace's root: the parent folder of this package, as cargo says where it is now, else where it was built.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().unwrap_or(&package).to_owned()
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}
