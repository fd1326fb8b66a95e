//! The JSON Schema of what a spec may be, by which editors complete and check it.

use schemars::generate::SchemaSettings;

use super::document::OpenApi;

/// The bytes of `specs/schema.json`.
pub fn json_schema() -> Vec<u8> {
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<OpenApi>();
    let mut text = format!("{:#}", schema.as_value());
    text.push('\n');
    text.into_bytes()
}
