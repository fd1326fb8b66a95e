//! The module `erased` of a provider's crate: its operations without their types, and its samples, so that no list of
//! either is kept by hand.

use crate::read::{self, Kind, Operation};
use crate::spec::Spec;

/// The text of `erased.rs`, without its header.
pub fn erased(spec: &Spec) -> String {
    let title = read::text(&spec.document["info"], "title");
    let operations = read::sorted_operations(&spec.document);
    let endpoints: String = operations
        .iter()
        .enumerate()
        .map(|(index, operation)| endpoint(spec, index, operation))
        .collect();
    let calls: String = operations.iter().map(call).collect();
    format!(
        r#"//! The operations of {title} without their types, and their sample bodies: for tools that serve every provider.

use progenitor_client::erased::{{self, Answer, Endpoint, Entry, Sample}};
use progenitor_client::{{Api, Transport}};

use crate::{{Client, PROVIDER, types}};

/// {title}, its operations and their samples.
pub const ENTRY: Entry = Entry::new(&PROVIDER, ENDPOINTS, erased::connect::<Client>);

const ENDPOINTS: &[Endpoint] = &[
{endpoints}];
{calls}"#
    )
}

fn endpoint(spec: &Spec, index: usize, operation: &Operation<'_>) -> String {
    let id = operation.id;
    let (success, failure) = (operation.success_type(), operation.failure_type());
    let samples: String = spec
        .samples
        .iter()
        .filter(|s| s.operation == id)
        .map(|sample| {
            format!(
                "        Sample::new(\n            {:?},\n            {:?},\n            {},\n            {:?},\n            {},\n        ),\n",
                sample.name,
                sample.file,
                sample.status,
                sample.media_type,
                literal(&sample.body)
            )
        })
        .collect();
    format!(
        r#"    Endpoint::new(
        &PROVIDER.operations[{index}],
        erased::decode::<types::{success}>,
        erased::decode::<types::{failure}>,
        {id},
    )
    .samples(&[
{samples}    ]),
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
                "{reference}erased::argument{type}({:?}, &arguments, {})?",
                parameter.name,
                index - 1
            )
        })
        .collect();
    let (given, kept) = match index {
        0 => ("_", ""),
        _ => ("arguments", "    let arguments = arguments.to_vec();\n"),
    };
    format!(
        r#"
fn {id}(transport: &Transport, {given}: &[String]) -> Answer {{
    let client = Client::from_transport(transport.clone());
{kept}    Box::pin(async move {{
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
