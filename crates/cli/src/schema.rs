//! `bindery schema`: the JSON schemas of a provider's types.

use bindery_registry::SCHEMAS;
use serde_json::json;

use crate::json;
use crate::output::{self, Failure};
use crate::target;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery schema metallic
  bindery schema metallic Contact > contact.schema.json")]
pub(crate) struct Arguments {
    /// Provider, as listed by `bindery providers`
    #[arg(value_parser = target::providers())]
    provider: String,
    /// Type, as the provider's crate names it [default: all types, under `$defs`]
    #[arg(value_name = "TYPE")]
    type_name: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let types = || {
        let all = SCHEMAS.iter();
        all.filter(|(provider, ..)| *provider == arguments.provider)
    };
    let mut generator = schemars::SchemaGenerator::default();
    let mut document = json!({"$schema": "https://json-schema.org/draft/2020-12/schema"});
    match &arguments.type_name {
        None => types().for_each(|(_, _, describe)| {
            describe(&mut generator);
        }),
        Some(wanted) => {
            let found = types().find(|(_, name, _)| name == wanted);
            let (.., describe) = found.ok_or_else(|| {
                let names: Vec<_> = types().map(|(_, name, _)| *name).collect();
                Failure::usage(format!("{} has no type {wanted}", arguments.provider))
                    .advice(format!("Its types are: {}", names.join(", ")))
            })?;
            if let Some(reference) = describe(&mut generator).as_object() {
                document.as_object_mut().into_iter().for_each(|d| d.extend(reference.clone()));
            }
        }
    }
    document["$defs"] = generator.take_definitions(true).into();
    output::write((json::pretty(&document) + "\n").as_bytes()).map(drop)
}
