//! The snapshots: where they are, that each has its source, and that none shows a secret.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use bindery_registry::PROVIDERS;
use bindery_runtime::erased::{Decoded, Sample};
use serde_json::{Value, json};

use crate::registry::{decode, every_sample, json_samples, provider, samples};

/// The workspace's root.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Compares a decoded sample with its snapshot, whose header names the sample's file.
pub(crate) fn of_sample(provider: &str, sample: &Sample, decoded: &dyn Decoded) {
    let mut settings = settings();
    settings.set_input_file(Path::new(ROOT).join(sample.file));
    settings.bind(|| {
        insta::assert_debug_snapshot!(format!("{provider}__{}", sample.name), OneLineEach(decoded))
    });
}

/// A value's `{:#?}` with each `Some(1)` on one line, so that a field that comes or goes is one line of a diff.
struct OneLineEach<'a>(&'a dyn Decoded);

impl fmt::Debug for OneLineEach<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = Vec::new();
        for line in format!("{:#?}", self.0).lines() {
            match &lines[..] {
                [.., open, only] if line.trim_start().starts_with(')') && open.ends_with('(') => {
                    let joined =
                        format!("{open}{}{}", only.trim().trim_end_matches(','), line.trim_start());
                    lines.truncate(lines.len() - 2);
                    lines.push(joined);
                }
                _ => lines.push(line.to_owned()),
            }
        }
        f.write_str(&lines.join("\n"))
    }
}

/// Compares the requests of an operation with their snapshot.
pub(crate) fn of_request(provider: &str, operation: &str, requests: &str) {
    settings().bind(|| insta::assert_snapshot!(format!("{provider}__{operation}.http"), requests));
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn on_disk() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let snapshots = files.filter(|file| file.extension().is_some_and(|ending| ending == "snap"));
    let read = |file: PathBuf| {
        (
            file.file_stem().unwrap().to_str().unwrap().to_owned(),
            std::fs::read_to_string(file).unwrap(),
        )
    };
    snapshots.map(read).collect()
}

#[test]
fn every_snapshot_has_its_source() {
    let of_samples =
        samples().map(|(entry, _, sample)| format!("{}__{}", entry.provider.name, sample.name));
    let of_requests = PROVIDERS.iter().flat_map(|entry| {
        entry
            .endpoints
            .iter()
            .map(|endpoint| format!("{}__{}.http", entry.provider.name, endpoint.operation.id))
    });
    let known: BTreeSet<_> = of_samples.chain(of_requests).collect();
    let stale: Vec<_> = on_disk()
        .into_keys()
        // Those of a provider without a spec are kept; `cargo xtask regen` reports them.
        .filter(|name| name.split_once("__").is_none_or(|(word, _)| provider(word).is_some()))
        .filter(|name| !known.contains(name))
        .collect();
    assert!(stale.is_empty(), "no sample or operation has these snapshots; remove them: {stale:?}");
}

#[test]
fn every_sample_on_disk_has_an_operation() {
    let known: BTreeSet<_> = every_sample().map(|(_, _, sample)| sample.file.to_owned()).collect();
    for entry in PROVIDERS {
        let folder = format!("specs/{}/samples", entry.provider.name);
        for file in std::fs::read_dir(Path::new(ROOT).join(&folder)).unwrap() {
            let file = format!("{folder}/{}", file.unwrap().file_name().to_str().unwrap());
            assert!(
                known.contains(&file),
                "{file}: no operation has this name, or the registry is old: run `cargo xtask regen`"
            );
        }
        for endpoint in entry.endpoints {
            let id = endpoint.operation.id;
            let is_success = |sample: &Sample| (200..300).contains(&sample.status);
            let has_body = endpoint.decoder(endpoint.success_status()).is_some();
            assert!(
                !has_body || endpoint.samples.iter().any(is_success),
                "{folder}: {id} has no sample of its response"
            );
        }
    }
}

/// The places in a decoded body that are secret, with the secrets: where [`Decoded::inspect`] hides what [`Decoded::reveal`] shows.
fn secrets(decoded: &dyn Decoded) -> BTreeMap<String, String> {
    use bindery_runtime::Value;

    let (hidden, shown) = (decoded.inspect().json, decoded.reveal());
    let mut found = BTreeMap::new();
    let mut rest = vec![(String::new(), &hidden, &shown)];
    while let Some((place, hidden, shown)) = rest.pop() {
        match (hidden, shown) {
            (Value::Object(hidden), Value::Object(shown)) => {
                assert!(
                    hidden.keys().eq(shown.keys()),
                    "{place} has other members hidden than shown"
                );
                rest.extend(
                    hidden
                        .iter()
                        .map(|(key, value)| (format!("{place}/{key}"), value, &shown[key])),
                );
            }
            (Value::Array(hidden), Value::Array(shown)) => {
                assert_eq!(hidden.len(), shown.len(), "{place}");
                rest.extend(
                    hidden
                        .iter()
                        .zip(shown)
                        .enumerate()
                        .map(|(index, (h, s))| (format!("{place}/{index}"), h, s)),
                );
            }
            (Value::String(hidden), Value::String(shown)) if hidden == "[redacted]" => {
                found.insert(place, shown.clone());
            }
            (hidden, shown) => assert_eq!(hidden, shown, "{place}"),
        }
    }
    found
}

#[test]
fn no_snapshot_shows_a_secret() {
    let snapshots = on_disk();
    for (entry, endpoint, sample) in samples() {
        let decoded = decode(endpoint, sample, sample.body).unwrap();
        let secrets = secrets(decoded.as_ref());
        let name = format!("{}__{}", entry.provider.name, sample.name);
        let hidden = snapshots.get(&name).map_or(0, |text| text.matches("[redacted]").count());
        assert_eq!(hidden, secrets.len(), "{name}: the secrets that its snapshot hides");
        // A page's placeholder, such as `<string>`, stands for many values in the samples; only the count above distinguishes them.
        let plain: String = samples()
            .filter(|(other, ..)| other.provider.name == entry.provider.name)
            .filter_map(|(_, endpoint, sample)| decode(endpoint, sample, sample.body).ok())
            .map(|decoded| decoded.inspect().json.to_string())
            .collect();
        for secret in secrets.values().filter(|secret| !plain.contains(secret.as_str())) {
            for (name, text) in &snapshots {
                assert!(!text.contains(secret), "{name}.snap shows a secret of {}", sample.file);
            }
        }
    }
}

#[test]
fn a_secret_is_hidden_whatever_it_is() {
    const MARK: &str = "5217471147";
    for (endpoint, sample, body) in json_samples() {
        for place in secrets(decode(endpoint, sample, sample.body).unwrap().as_ref()).into_keys() {
            let with = |value: Value| {
                let mut body = body.clone();
                *body.pointer_mut(&place).unwrap() = value;
                decode(endpoint, sample, body.to_string().as_bytes())
            };
            // One that does not fit is kept, and is a secret all the same.
            for value in [json!(MARK), json!(5_217_471_147_u64), json!([MARK]), json!({MARK: MARK})]
            {
                let shown = match with(value.clone()) {
                    Ok(decoded) => vec![
                        format!("{decoded:?}"),
                        format!("{decoded:#?}"),
                        decoded.inspect().json.to_string(),
                    ],
                    Err(error) => vec![error.to_string(), format!("{error:?}")],
                };
                for text in shown {
                    assert!(
                        !text.contains(MARK),
                        "{}: {place} is shown for {value}: {text}",
                        sample.file
                    );
                }
            }
        }
    }
}
