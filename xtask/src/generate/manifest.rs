//! The manifests of the generated crates: what is the same for all is a file, what differs is set in it.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use crate::generate::{VERSION, docs, header};
use crate::spec::{Format, RequestBody, Scalar, Schema, Spec};

/// `Cargo.toml` of a provider's crate.
pub fn provider(spec: &Spec) -> String {
    let name = format!("bindery-{}", spec.provider);
    let title = docs::line(&spec.document.title);
    let mut manifest = parse(include_str!("templates/manifest.toml"));
    manifest["package"]["description"] = value(description(spec, &title));
    manifest["package"]["documentation"] = value(format!("https://docs.rs/{name}"));
    manifest["package"]["name"] = value(name);
    manifest["package"]["keywords"] = value(keywords(spec));
    if spec.document.formats().contains(&Format::Xml) {
        push(&mut manifest["features"]["default"], "xml");
        if spec.document.operations.iter().filter_map(|o| o.body.as_ref()).any(sends_xml) {
            push(&mut manifest["features"]["client"], "xml");
        }
    } else {
        remove(&mut manifest["features"], "xml");
    }
    if spec.document.schemas().contains(&&Schema::Scalar(Scalar::Uuid)) {
        let runtime =
            inline([("workspace", true.into()), ("features", Array::from_iter(["uuid"]).into())]);
        manifest["dependencies"]["progenitor-client"] = runtime;
        let schemars = &mut manifest["dependencies"]["schemars"];
        schemars["features"] = value(Array::from_iter(["uuid1"]));
        if let Some(schemars) = schemars.as_inline_table_mut() {
            schemars.fmt();
        }
    } else {
        remove(&mut manifest["dependencies"], "uuid");
    }
    let mut examples = ArrayOfTables::new();
    for example in docs::examples(spec) {
        if example.uses_futures() {
            workspace(&mut manifest["dev-dependencies"], "futures-util");
        }
        if example.needs_mock() {
            let mut table = Table::new();
            table["name"] = value(example.target(spec));
            table["required-features"] = value(Array::from_iter(["mock"]));
            examples.push(table);
        }
    }
    if !examples.is_empty() {
        manifest["example"] = Item::ArrayOfTables(examples);
    }
    print(&spec.file(), &manifest)
}

/// `Cargo.toml` of the registry, which depends on the crates of these providers.
pub fn registry(specs: &[&Spec]) -> String {
    let mut manifest = parse(include_str!("templates/registry.toml"));
    for spec in specs {
        let name = format!("bindery-{}", spec.provider);
        for feature in ["rustls", "native-tls", "schemars"] {
            push(&mut manifest["features"][feature], &format!("{name}/{feature}"));
        }
        let xml = spec.document.formats().contains(&Format::Xml).then_some("xml");
        manifest["dependencies"][&name] = inline([
            ("version", VERSION.into()),
            ("path", format!("../{}", spec.provider).into()),
            ("default-features", false.into()),
            ("features", Array::from_iter(["erased"].into_iter().chain(xml)).into()),
        ]);
    }
    if let Some(dependencies) = manifest["dependencies"].as_table_mut() {
        dependencies.sort_values();
    }
    print("specs/", &manifest)
}

/// Whether a body is sent in XML, which the client then cannot do without.
fn sends_xml(body: &RequestBody) -> bool {
    body.sent().is_some_and(|m| m.format == Format::Xml)
}

/// What crates.io shows in a list: the provider, and the first sentence of what it offers.
fn description(spec: &Spec, title: &str) -> String {
    let client = format!("Unofficial typed client for the {title} API.");
    let about = docs::line(&spec.document.description);
    match about.split_inclusive(". ").next() {
        Some(sentence) => format!("{client} {}", sentence.trim_end()),
        None => client,
    }
}

/// What the crate is found by. crates.io takes five keywords of at most 20 characters each.
fn keywords(spec: &Spec) -> Array {
    let own = spec.document.keywords.iter().map(String::as_str);
    let keywords = [spec.provider.as_str()].into_iter().chain(own).chain(["api", "client"]);
    keywords.filter(|keyword| keyword.len() <= 20).take(5).collect()
}

#[expect(
    clippy::expect_used,
    reason = "the templates are part of this program, and tests read them"
)]
fn parse(template: &str) -> DocumentMut {
    template.parse().expect("a manifest")
}

fn print(source: &str, manifest: &DocumentMut) -> String {
    format!("# {}\n{manifest}", header(source))
}

fn push(list: &mut Item, entry: &str) {
    if let Some(list) = list.as_array_mut() {
        list.push(entry);
    }
}

fn remove(table: &mut Item, key: &str) {
    if let Some(table) = table.as_table_mut() {
        table.remove(key);
    }
}

/// `name.workspace = true`
fn workspace(table: &mut Item, name: &str) {
    let mut dependency = Table::new();
    dependency.set_dotted(true);
    dependency["workspace"] = value(true);
    table[name] = Item::Table(dependency);
}

fn inline<const N: usize>(entries: [(&str, Value); N]) -> Item {
    value(InlineTable::from_iter(entries))
}
