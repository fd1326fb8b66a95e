//! Runs progenitor over a lowered document.

use std::cell::Cell;
use std::panic;
use std::sync::Once;

use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TypeImpl, TypePatch};
use serde_json::json;
use syn::{Item, ItemImpl};

use super::lower::{ANY, FREE_FORM, lower};
use super::rust;
use crate::spec::{Document, Object, Scalar, Schema, Shape};

/// What progenitor makes of a spec.
pub struct Output {
    /// The items of its module `types`.
    pub types: Vec<Item>,
    /// Its `impl Client { … }` with the methods.
    pub methods: ItemImpl,
}

/// Runs progenitor; its error, or the panic that it ended with, in a sentence.
pub fn run(document: &Document) -> Result<Output, String> {
    let lowered: OpenAPI = serde_json::from_value(lower(document)).map_err(|e| e.to_string())?;
    let mut generator = Generator::new(&settings(document));
    let tokens = caught(|| generator.generate_tokens(&lowered))
        .map_err(|panic| format!("progenitor panicked: {panic}"))?
        .map_err(|e| e.to_string())?;
    let file: syn::File =
        syn::parse2(tokens).map_err(|e| format!("progenitor's code does not parse: {e}"))?;
    let mut types = None;
    let mut methods = None;
    for item in file.items {
        match item {
            Item::Mod(module) if module.ident == "types" => {
                types = module.content.map(|(_, items)| items)
            }
            // The last `impl Client` has the methods; the first has the constructors.
            Item::Impl(item) if item.trait_.is_none() => methods = Some(item),
            _ => {}
        }
    }
    Ok(Output {
        types: types.ok_or("progenitor's output has no module `types`")?,
        methods: methods.ok_or("progenitor's output has no methods")?,
    })
}

fn settings(document: &Document) -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_inner_type(quote::quote!(progenitor_client::Transport))
        .with_map_type("::std::collections::BTreeMap")
        .with_derive("PartialEq");
    let display = || [TypeImpl::FromStr, TypeImpl::Display].into_iter();
    let scalars = Scalar::all().filter(|scalar| rust::is_runtimes(*scalar));
    let scalars = scalars.map(|scalar| (scalar.type_and_format(), Schema::Scalar(scalar)));
    let free_form = Schema::Map(Box::new(Schema::Any));
    let others = [(("string", ANY), Schema::Any), (("string", FREE_FORM), free_form)];
    for ((r#type, format), wanted) in scalars.chain(others) {
        let schema = schemars08::schema::SchemaObject {
            instance_type: serde_json::from_value(json!(r#type)).ok(),
            format: Some(format.to_owned()),
            ..Default::default()
        };
        settings.with_conversion(schema, rust::tokens(&rust::ty(&wanted)), display());
    }
    for item in &document.types {
        match &item.shape {
            Shape::Object(object) if !object.properties.is_empty() => {
                settings.with_patch(&item.name, &patch(object));
            }
            // progenitor's enums are closed, and it has no struct for an object without properties.
            _ => {
                let path = format!("crate::types::{}", item.name);
                settings.with_replacement(&item.name, path, display());
            }
        }
    }
    settings
}

/// The additions to progenitor's struct.
fn patch(object: &Object) -> TypePatch {
    let mut patch = TypePatch::default();
    for attribute in rust::struct_attributes() {
        patch.with_attr(rust::tokens(&attribute));
    }
    if object.properties.iter().all(|p| p.is_optional()) {
        patch.with_derive("Default");
    }
    patch
}

/// Runs `work`, and gives the message of its panic if it ends with one.
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    thread_local!(static IS_QUIET: Cell<bool> = const { Cell::new(false) });
    static HOOK: Once = Once::new();
    // The hook is that of all threads.
    HOOK.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_QUIET.get() {
                hook(info);
            }
        }));
    });
    IS_QUIET.set(true);
    let result = panic::catch_unwind(panic::AssertUnwindSafe(work));
    IS_QUIET.set(false);
    result.map_err(|payload| {
        payload
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| payload.downcast_ref::<&str>().map(|s| (*s).to_owned()))
            .unwrap_or_else(|| "without a message".to_owned())
    })
}
