//! Where credentials come from: the environment, or a profile in a file that only its owner can read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use bindery_runtime::{Provider, Scheme, variable};
use etcetera::BaseStrategy as _;
use toml_edit::{DocumentMut, Item, TomlError, Value};

use crate::output::Failure;

/// The values of a provider's variables, such as `SAKARI_TOKEN`, by their names.
pub(crate) type Variables = BTreeMap<String, String>;

/// The profile that is used unless another is named.
pub(crate) const DEFAULT: &str = "default";

/// The largest file of profiles, in bytes.
const LIMIT: u64 = 1 << 20;

/// The variables of the profile that was named; else those of the environment, and those of the default profile where
/// the environment has no credentials.
pub(crate) fn variables(provider: &Provider, profile: Option<&str>) -> Result<Variables, Failure> {
    let path = path();
    if let Some(profile) = profile {
        let path = path?;
        return of_profile(&path, profile, provider)?.ok_or_else(|| {
            Failure::usage(format!("{} has no profile {profile}", path.display())).advice(format!(
                "Create it with: bindery login {} --profile {profile}",
                provider.name
            ))
        });
    }
    let environment = of_environment(provider)?;
    let base_url = variable(provider.name, "base_url");
    if environment.keys().any(|name| *name != base_url) {
        return Ok(environment);
    }
    let mut variables = match path {
        Ok(path) => of_profile(&path, DEFAULT, provider)?.unwrap_or_default(),
        // Without a home there is no file.
        Err(_) => Variables::new(),
    };
    variables.extend(environment);
    Ok(variables)
}

/// The names of a provider's variables.
fn names(provider: &Provider) -> impl Iterator<Item = String> {
    let words = provider.schemes().into_iter().flat_map(|scheme| scheme.words());
    words.chain(["base_url"]).map(|word| variable(provider.name, word))
}

fn of_environment(provider: &Provider) -> Result<Variables, Failure> {
    let mut variables = Variables::new();
    for name in names(provider) {
        match std::env::var(&name) {
            Ok(value) if !value.is_empty() => {
                variables.insert(name, value);
            }
            Ok(_) | Err(std::env::VarError::NotPresent) => {}
            Err(std::env::VarError::NotUnicode(_)) => {
                return Err(Failure::usage(format!(
                    "the environment variable {name} is not UTF-8"
                )));
            }
        }
    }
    Ok(variables)
}

fn of_profile(
    path: &Path,
    profile: &str,
    provider: &Provider,
) -> Result<Option<Variables>, Failure> {
    let document = read(path)?;
    let Some(table) = document.get(profile).and_then(Item::as_table_like) else {
        return Ok(None);
    };
    let mut variables = Variables::new();
    for name in names(provider) {
        let Some(item) = table.get(&name) else {
            continue;
        };
        let value = item.as_str().ok_or_else(|| {
            let place = path.display();
            Failure::usage(format!("{place}: {name} of profile {profile} is not a string"))
        })?;
        variables.insert(name, value.to_owned());
    }
    Ok(Some(variables))
}

/// Adds the variables of a scheme to a profile, in place of the base URL and of the schemes that would be used instead of
/// it. Gives the file.
pub(crate) fn save(
    provider: &Provider,
    scheme: &Scheme,
    profile: &str,
    variables: Variables,
) -> Result<PathBuf, Failure> {
    let mut path = path()?;
    let mut document = read(&path)?;
    let entry = document.entry(profile).or_insert_with(toml_edit::table);
    let table = entry
        .as_table_like_mut()
        .ok_or_else(|| Failure::usage(format!("{}: {profile} is not a table", path.display())))?;
    let preferred = provider.preferred_to(scheme);
    for word in preferred.iter().flat_map(|other| other.words()).chain(["base_url"]) {
        table.remove(&variable(provider.name, word));
    }
    for (name, value) in variables {
        table.insert(&name, toml_edit::value(Value::from(value)));
    }
    if let Ok(target) = fs::canonicalize(&path) {
        // A link, as people have who keep such files elsewhere, stays one.
        path = target;
    }
    write(&path, &document.to_string())
        .map_err(|e| Failure::usage(format!("cannot write {}: {e}", path.display())))?;
    Ok(path)
}

/// `~/.config/bindery/profiles.toml`, or what the system has in its place.
fn path() -> Result<PathBuf, Failure> {
    let strategy = etcetera::choose_base_strategy().map_err(|_| {
        Failure::usage("cannot find your home directory").advice("Set the variable HOME.")
    })?;
    Ok(strategy.config_dir().join("bindery").join("profiles.toml"))
}

/// The file; empty if there is none. Its text is in no error, since it holds secrets.
fn read(path: &Path) -> Result<DocumentMut, Failure> {
    let place = path.display();
    let failure = |e: io::Error| Failure::usage(format!("cannot read {place}: {e}"));
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(DocumentMut::new()),
        Err(e) => return Err(failure(e)),
    };
    if !metadata.is_file() {
        return Err(Failure::usage(format!("{place} is not a regular file")));
    }
    if is_open_to_others(&metadata) {
        let problem = format!("{place} can be read by other users");
        return Err(Failure::usage(problem).advice(format!("Close it with: chmod 600 {place}")));
    }
    let mut text = String::new();
    let file = File::open(path).map_err(failure)?;
    file.take(LIMIT).read_to_string(&mut text).map_err(failure)?;
    text.parse().map_err(|error: TomlError| {
        let offset = error.span().map_or(0, |span| span.start);
        let line = text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1;
        Failure::usage(format!("{place}: line {line}: not TOML: {}", error.message()))
    })
}

#[cfg(unix)]
fn is_open_to_others(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &fs::Metadata) -> bool {
    // A user's own folder is closed to others there.
    false
}

/// Writes the file in one step, open to its owner only.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    // A temporary file is its owner's alone.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
