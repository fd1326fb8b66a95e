//! The crate `bindery-registry`: every provider with its operations and samples, so that no list of them is kept by hand.

use std::path::PathBuf;

use crate::package::{self, VERSION, header};
use crate::read;
use crate::spec::{Sample, Spec};
use crate::tree::{Tree, texts};

/// Every file of the crate.
pub fn registry(specs: &[&Spec]) -> Tree {
    let folder = PathBuf::from("crates/registry");
    let first_line = header("specs/");
    texts([
        (
            folder.join("Cargo.toml"),
            format!("# {first_line}\n{}", manifest(specs)),
        ),
        (
            folder.join("src/lib.rs"),
            format!("// {first_line}\n{}", lib(specs)),
        ),
        (
            folder.join("README.md"),
            format!("<!-- {first_line} -->\n\n{README}"),
        ),
        package::licence(&folder, "LICENSE-APACHE"),
        package::licence(&folder, "LICENSE-MIT"),
    ])
}

fn manifest(specs: &[&Spec]) -> String {
    let providers: String = specs
        .iter()
        .map(|s| format!("bindery-{0} = {{ version = \"{VERSION}\", path = \"../{0}\", default-features = false, features = [\"erased\"] }}\n", s.provider))
        .collect();
    let features = |feature: &str| {
        specs
            .iter()
            .map(|s| format!("\"bindery-{}/{feature}\"", s.provider))
            .collect::<Vec<_>>()
            .join(", ")
    };
    format!(
        r#"[package]
name = "bindery-registry"
description = "Every Bindery provider with its operations and sample bodies, for tools that serve all of them."
{metadata}
[features]
default = ["rustls"]
rustls = [{rustls}]
native-tls = [{native}]
# JSON schemas of every type.
schemars = ["dep:schemars", {schemars}]

[dependencies]
{providers}bindery-runtime = {{ workspace = true, features = ["erased"] }}
schemars = {{ workspace = true, optional = true }}

[lints]
workspace = true
"#,
        metadata = package::metadata(
            "bindery-registry",
            &["api", "bindings", "openapi", "samples"]
        ),
        rustls = features("rustls"),
        native = features("native-tls"),
        schemars = features("schemars"),
    )
}

const README: &str = "\
# bindery-registry

Every provider that Bindery has a crate for, with its operations and the sample bodies of its specs: for tools that serve all of
them, such as the command `bindery`. To call one provider, depend on its own crate instead.

## Licence

MIT or Apache-2.0, as you like.
";

fn lib(specs: &[&Spec]) -> String {
    let entries: String = specs
        .iter()
        .map(|s| format!("    bindery_{}::erased::ENTRY,\n", s.provider))
        .collect();
    let schemas: String = specs
        .iter()
        .flat_map(|s| read::schemas(&s.document).map(move |(name, _)| (&s.provider, name)))
        .map(|(provider, name)| {
            format!("    ({provider:?}, {name:?}, schemars::SchemaGenerator::subschema_for::<bindery_{provider}::types::{name}>),\n")
        })
        .collect();
    let samples: String = specs
        .iter()
        .flat_map(|s| s.samples.iter().map(move |sample| (s, sample)))
        .map(|(spec, sample)| {
            format!(
                "        $case!({}, {:?}, {:?});\n",
                test_name(spec, sample),
                spec.provider,
                sample.name
            )
        })
        .collect();
    format!(
        r#"#![doc = include_str!("../README.md")]

use bindery_runtime::erased::Entry;

/// Every provider, sorted by name.
#[rustfmt::skip]
pub static PROVIDERS: &[Entry] = &[
{entries}];

/// Adds a type's JSON schema to those of a generator, and refers to it.
#[cfg(feature = "schemars")]
pub type Describe = fn(&mut schemars::SchemaGenerator) -> schemars::Schema;

/// Every schema of every spec: the provider, the schema's name, and the JSON schema of its Rust type.
#[cfg(feature = "schemars")]
#[rustfmt::skip]
pub static SCHEMAS: &[(&str, &str, Describe)] = &[
{schemas}];

/// Calls `case!(name, "provider", "sample")` once for each sample body: for tests, which need a function for each.
#[rustfmt::skip]
#[macro_export]
macro_rules! samples {{
    ($case:ident) => {{
{samples}    }};
}}
"#
    )
}

/// `sakari__get_account_404`
fn test_name(spec: &Spec, sample: &Sample) -> String {
    let name: String = sample
        .name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    format!("{}__{name}", spec.provider)
}
