//! Reads the specs as they were written.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use bindery_registry::PROVIDERS;
use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::Value;

/// The document of a provider.
pub(crate) fn spec(provider: &str) -> &'static Value {
    static SPECS: LazyLock<BTreeMap<&str, Value>> = LazyLock::new(|| {
        let names = PROVIDERS.iter().map(|entry| entry.provider.name);
        names.map(|name| (name, read(name))).collect()
    });
    &SPECS[provider]
}

fn read(provider: &str) -> Value {
    let file = format!("../specs/{provider}/openapi.yaml");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(file).unwrap();
    value(&Yaml::load_from_str(&text).unwrap()[0])
}

fn value(yaml: &Yaml<'_>) -> Value {
    match yaml {
        Yaml::Value(Scalar::Boolean(boolean)) => (*boolean).into(),
        Yaml::Value(Scalar::Integer(integer)) => (*integer).into(),
        Yaml::Value(Scalar::String(text)) => text.as_ref().into(),
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Sequence(items) => items.iter().map(value).collect(),
        Yaml::Mapping(members) => members
            .iter()
            .map(|(key, member)| (key.as_str().unwrap_or_default().to_owned(), value(member)))
            .collect(),
        other => panic!("no spec has {other:?}"),
    }
}
