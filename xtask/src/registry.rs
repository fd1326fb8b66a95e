//! The crate `bindery-registry`: every provider with its operations and samples, so that no list of them is kept by hand.

use std::path::PathBuf;

use crate::package::{self, VERSION, header};
use crate::read::{self, Kind, Operation};
use crate::spec::{Sample, Spec};
use crate::tree::Tree;

/// Every file of the crate.
pub fn registry(specs: &[Spec]) -> Tree {
    let folder = PathBuf::from("crates/registry");
    let first_line = header("specs/");
    let mut tree = Tree::from([
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
    ]);
    for spec in specs {
        tree.insert(
            folder.join(format!("src/{}.rs", spec.provider)),
            format!("// {}\n{}", header(&spec.file()), module(spec)),
        );
    }
    tree
}

fn manifest(specs: &[Spec]) -> String {
    let providers: String = specs
        .iter()
        .map(|s| format!("bindery-{0} = {{ version = \"{VERSION}\", path = \"../{0}\", default-features = false, features = [\"client\"{1}] }}\n", s.provider, if package::has_xml(s) { ", \"xml\"" } else { "" }))
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

[dependencies]
{providers}bindery-runtime = {{ workspace = true, features = ["erased"] }}

[lints]
workspace = true
"#,
        metadata = package::metadata(
            "bindery-registry",
            &["api", "bindings", "openapi", "samples"]
        ),
        rustls = features("rustls"),
        native = features("native-tls"),
    )
}

const README: &str = "\
# bindery-registry

Every provider that Bindery has a crate for, with its operations and the sample bodies of its specs: for tools that serve all of
them, such as the command `bindery`. To call one provider, depend on its own crate instead.

## Licence

MIT or Apache-2.0, as you like.
";

fn lib(specs: &[Spec]) -> String {
    let modules: String = specs
        .iter()
        .map(|s| format!("#[rustfmt::skip]\nmod {};\n", s.provider))
        .collect();
    let entries: String = specs
        .iter()
        .map(|s| format!("    {}::ENTRY,\n", s.provider))
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

{modules}
use bindery_runtime::erased::Entry;

/// Every provider, sorted by name.
#[rustfmt::skip]
pub static PROVIDERS: &[Entry] = &[
{entries}];

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

fn module(spec: &Spec) -> String {
    let title = read::text(&spec.document["info"], "title");
    let name = &spec.provider;
    let mut operations: Vec<Operation<'_>> = read::operations(&spec.document).collect();
    operations.sort_by_key(|o| o.id);
    let endpoints: String = operations
        .iter()
        .enumerate()
        .map(|(index, operation)| endpoint(spec, index, operation))
        .collect();
    let calls: String = operations.iter().map(call).collect();
    format!(
        r#"//! {title}: its operations and samples.

use bindery_runtime::erased::{{self, Answer, Endpoint, Entry, Sample}};
use bindery_runtime::{{Api, Transport}};
use bindery_{name}::{{Client, PROVIDER, types}};

pub(crate) const ENTRY: Entry = Entry {{
    provider: &PROVIDER,
    endpoints: &[
{endpoints}    ],
    connect: erased::connect::<Client>,
}};
{calls}"#
    )
}

fn endpoint(spec: &Spec, index: usize, operation: &Operation<'_>) -> String {
    let id = operation.id;
    let success = operation
        .success()
        .and_then(|r| r.schema_name())
        .unwrap_or_default();
    let failure = operation
        .failure()
        .and_then(|r| r.schema_name())
        .unwrap_or_default();
    let samples: String = spec
        .samples
        .iter()
        .filter(|s| s.operation == id)
        .map(|sample| {
            format!(
                "                Sample {{\n                    name: {:?},\n                    file: {:?},\n                    status: {},\n                    media_type: {:?},\n                    body: {},\n                }},\n",
                sample.name,
                sample.file,
                sample.status,
                sample.media_type,
                literal(&sample.body)
            )
        })
        .collect();
    format!(
        r#"        Endpoint {{
            operation: &PROVIDER.operations[{index}],
            samples: &[
{samples}            ],
            decode: erased::decode::<types::{success}>,
            decode_error: erased::decode::<types::{failure}>,
            call: {id},
        }},
"#
    )
}

/// The function that calls an operation with its required parameters as text.
fn call(operation: &Operation<'_>) -> String {
    let id = operation.id;
    let mut index = 0;
    let arguments: Vec<String> = operation
        .arguments()
        .into_iter()
        .map(|parameter| {
            if !parameter.required {
                return "None".to_owned();
            }
            let (reference, r#type) = match read::kind(parameter.schema) {
                Kind::Integer(_) | Kind::Number(_) | Kind::Boolean => ("", ""),
                Kind::String("") => ("&", "::<String>"),
                _ => ("&", ""),
            };
            index += 1;
            format!(
                "{reference}erased::argument{type}(PROVIDER.operations, {id:?}, &arguments, {})?",
                index - 1
            )
        })
        .collect();
    format!(
        r#"
fn {id}(transport: &Transport, arguments: &[String]) -> Answer {{
    let client = Client::from_transport(transport.clone());
    let arguments = arguments.to_vec();
    Box::pin(async move {{
        let result = client
            .{id}({})
            .await;
        erased::answer(result)
    }})
}}
"#,
        arguments.join(", ")
    )
}

/// A body as a Rust literal: raw text where it is text, so that its diff reads as the sample's own.
fn literal(body: &[u8]) -> String {
    match std::str::from_utf8(body) {
        Ok(text) if !text.contains('\r') && !text.starts_with('\u{feff}') => {
            let hashes = (1..)
                .map(|n| "#".repeat(n))
                .find(|h| !text.contains(&format!("\"{h}")))
                .unwrap_or_default();
            format!("r{hashes}\"{text}\"{hashes}.as_bytes()")
        }
        _ => format!("b\"{}\"", body.escape_ascii()),
    }
}
