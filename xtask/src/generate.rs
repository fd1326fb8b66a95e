//! Runs progenitor over a lowered document.

use std::panic;

use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};
use serde_json::{Value, json};

use crate::read::{self, Kind};
use crate::spec::{Problem, Spec};

/// The code that progenitor makes of `lowered`, or why it made none: its own error, or the panic that it ended with.
pub fn generate(spec: &Spec, lowered: &Value) -> Result<syn::File, Problem> {
    let problem = |message: String| Problem {
        file: spec.file(),
        place: String::new(),
        message: format!("progenitor cannot generate {}: {message}", spec.provider),
    };
    let document: OpenAPI =
        serde_json::from_value(lowered.clone()).map_err(|e| problem(e.to_string()))?;
    let mut generator = Generator::new(&settings(spec));
    let tokens = caught(|| generator.generate_tokens(&document))
        .map_err(|panic| problem(format!("it panicked: {panic}")))?
        .map_err(|e| problem(e.to_string()))?;
    syn::parse2(tokens).map_err(|e| problem(format!("its code does not parse: {e}")))
}

/// The runtime types for what JSON schema cannot say: type, format, path.
const CONVERSIONS: [(&str, &str, &str); 3] = [
    ("number", "decimal", "::progenitor_client::Decimal"),
    ("string", "date-time", "::progenitor_client::Timestamp"),
    ("string", "password", "::progenitor_client::Secret"),
];

fn settings(spec: &Spec) -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_inner_type(quote::quote!(progenitor_client::Transport))
        .with_map_type("::std::collections::BTreeMap")
        .with_derive("PartialEq");
    for (r#type, format, path) in CONVERSIONS {
        let schema = schemars08::schema::SchemaObject {
            instance_type: serde_json::from_value(json!(r#type)).ok(),
            format: Some(format.to_owned()),
            ..Default::default()
        };
        settings.with_conversion(schema, path, std::iter::empty::<TypeImpl>());
    }
    // `polish` writes these itself: open enums, and objects of which nothing is documented.
    for (name, schema) in read::schemas(&spec.document) {
        if matches!(read::kind(schema), Kind::Enum | Kind::Map) {
            settings.with_replacement(
                name,
                format!("crate::types::{name}"),
                [TypeImpl::FromStr, TypeImpl::Display].into_iter(),
            );
        }
    }
    settings
}

/// Runs `work`, and gives the words of its panic if it ends with one.
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(panic::AssertUnwindSafe(work));
    panic::set_hook(hook);
    result.map_err(|payload| {
        payload
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| payload.downcast_ref::<&str>().map(|s| (*s).to_owned()))
            .unwrap_or_else(|| "without a word".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::generate;
    use crate::lower::lower;
    use crate::minimal;

    #[test]
    fn a_panic_inside_progenitor_is_told_with_the_providers_name() {
        let spec = minimal::with(
            "",
            "Thing: {type: object, additionalProperties: true, description: A thing.}",
        );
        let problem = generate(&spec, &lower(&spec))
            .err()
            .expect("the path's parameter is missing");
        assert_snapshot!(problem, @"specs/acme/openapi.yaml: progenitor cannot generate acme: it panicked: missing path name mapping id");
    }

    #[test]
    fn an_error_of_progenitor_is_told_with_the_providers_name() {
        let mut spec = minimal::with_schemas(
            "Thing: {type: object, additionalProperties: true, description: A thing.}",
        );
        spec.document["openapi"] = "3.1.0".into();
        let problem = generate(&spec, &lower(&spec))
            .err()
            .expect("progenitor reads 3.0 only");
        assert_snapshot!(problem, @"specs/acme/openapi.yaml: progenitor cannot generate acme: unexpected or unhandled format in the OpenAPI document invalid version: 3.1.0");
    }
}
