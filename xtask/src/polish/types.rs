//! The module `types`: progenitor's structs in the page's order, with open enums, `extra` and docs.

use std::collections::BTreeSet;

use quote::ToTokens;
use serde_json::Value;
use syn::visit_mut::VisitMut;
use syn::{Field, Fields, Ident, Item, ItemStruct, Type, parse_quote};

use super::{Module, Shorten, docs, types_module};
use crate::read::{self, Kind, Property};
use crate::spec::Spec;
use crate::{lint, names};

/// The text of `types.rs`, without its header; or where the output is not what the spec asked for.
pub fn types(spec: &Spec, file: &syn::File) -> Result<String, String> {
    let items = types_module(file).ok_or("its output has no module `types`")?;
    let mut shorten = Shorten::new(Module::Types);
    let mut body = String::new();
    let in_xml = lint::in_xml(&spec.document);
    let secret = secret_schemas(&spec.document);
    for (name, schema) in read::schemas(&spec.document) {
        let context = Context {
            document: &spec.document,
            in_xml: in_xml.contains(name),
            secret: &secret,
        };
        body.push('\n');
        match read::kind(schema) {
            Kind::Enum => body.push_str(&open_enum(name, schema)),
            Kind::Map => {
                let ident: Ident = syn::parse_str(name)
                    .map_err(|_| format!("the schema `{name}` has a name that Rust cannot use"))?;
                let mut item: ItemStruct = parse_quote! {
                    pub struct #ident {
                        #[serde(flatten)]
                        pub extra: ::progenitor_client::Extra,
                    }
                };
                item.attrs
                    .push(parse_quote!(#[derive(::serde::Serialize, Clone, Debug, PartialEq)]));
                body.push_str(&structure(item, schema, &context, &mut shorten)?);
            }
            Kind::Object => {
                let item = items
                    .iter()
                    .find_map(|item| match item {
                        Item::Struct(item) if item.ident == name => Some(item.clone()),
                        _ => None,
                    })
                    .ok_or_else(|| format!("its output has no struct `{name}`"))?;
                body.push_str(&structure(item, schema, &context, &mut shorten)?);
            }
            _ => {
                return Err(format!(
                    "the schema `{name}` is neither an object nor an enum"
                ));
            }
        }
    }
    for item in items {
        if let Item::Struct(item) = item
            && read::schemas(&spec.document).all(|(name, _)| item.ident != name)
        {
            return Err(format!(
                "its output has a struct `{}` that no schema asked for",
                item.ident
            ));
        }
        if let Item::Enum(item) = item {
            return Err(format!(
                "its output has a closed enum `{}`; was its replacement ignored?",
                item.ident
            ));
        }
    }
    let imports = shorten.imports();
    let gap = if imports.is_empty() { "" } else { "\n" };
    Ok(format!("{gap}{imports}{body}"))
}

/// What a struct needs to be known of besides its own schema.
struct Context<'a> {
    document: &'a Value,
    /// It is read from XML too.
    in_xml: bool,
    /// The schemas in which a secret may be.
    secret: &'a BTreeSet<&'a str>,
}

/// One struct, polished and checked against its schema, with how it is read.
fn structure(
    mut item: ItemStruct,
    schema: &Value,
    context: &Context<'_>,
    shorten: &mut Shorten,
) -> Result<String, String> {
    let mut rows = String::new();
    let name = item.ident.to_string();
    let Fields::Named(fields) = &mut item.fields else {
        return Err(format!("`{name}` has no named fields"));
    };
    let mut found: Vec<Field> = std::mem::take(&mut fields.named).into_iter().collect();
    for property in read::properties(schema) {
        let index = found
            .iter()
            .position(|field| wire_name(field) == property.name)
            .ok_or_else(|| format!("`{name}` has no field for `{}`", property.name))?;
        let mut field = found.remove(index);
        shorten.visit_field_mut(&mut field);
        expect_type(&name, &field, &rust_type(property))?;
        let wire_differs = field
            .ident
            .as_ref()
            .is_some_and(|ident| ident != property.name);
        field.attrs.retain(|a| !a.path().is_ident("doc"));
        field
            .attrs
            .splice(0..0, docs(&field_text(property, wire_differs)));
        fix_skip(&mut field.attrs);
        rows.push_str(&row(&field, property, context));
        fields.named.push(field);
    }
    let [mut extra] = <[Field; 1]>::try_from(found).map_err(|rest| {
        format!(
            "`{name}` should have one field besides its properties, `extra`; it has {}",
            rest.len()
        )
    })?;
    if extra.ident.as_ref().is_none_or(|ident| ident != "extra")
        || !extra
            .attrs
            .iter()
            .any(|a| a.to_token_stream().to_string().contains("flatten"))
    {
        return Err(format!("`{name}` does not keep unknown fields"));
    }
    extra.ty = parse_quote!(::progenitor_client::Extra);
    extra.attrs.retain(|a| !a.path().is_ident("doc"));
    extra
        .attrs
        .splice(0..0, docs("What the provider sent besides, as it came."));
    shorten.visit_field_mut(&mut extra);
    fields.named.push(extra);

    let defaults = fields.named.iter().all(|field| {
        let ty = field.ty.to_token_stream().to_string();
        ty.starts_with("Option <") || ty == "Extra"
    });
    let secret = context.secret.contains(name.as_str());
    item.attrs.retain(|a| a.path().is_ident("derive"));
    shorten.visit_item_struct_mut(&mut item);
    item.attrs
        .splice(0..0, docs(read::text(schema, "description")));
    for attribute in &mut item.attrs {
        if attribute.path().is_ident("derive") {
            *attribute = if defaults {
                parse_quote!(#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)])
            } else {
                parse_quote!(#[derive(Clone, Debug, PartialEq, serde::Serialize)])
            };
        }
    }
    item.attrs
        .push(parse_quote!(#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]));
    // What an error says was expected here; it never shows what was found where secrets live.
    let expecting = if secret {
        "an object that holds secrets"
    } else {
        "an object"
    };
    item.attrs.push(parse_quote!(#[non_exhaustive]));
    let structure = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![Item::Struct(item)],
    });
    let answer = answer(&name, context.document);
    Ok(format!(
        "{structure}\nprogenitor_client::object! {{\n    {name}: {expecting:?} {{\n{rows}    }}\n}}\n{answer}"
    ))
}

/// The schemas in which a secret may be, in a property or further down.
fn secret_schemas(document: &Value) -> BTreeSet<&str> {
    let mut secret = BTreeSet::new();
    loop {
        let more: Vec<&str> = read::schemas(document)
            .filter(|(name, schema)| {
                !secret.contains(name)
                    && read::properties(schema).any(|p| holds_secret(p.schema, &secret))
            })
            .map(|(name, _)| name)
            .collect();
        if more.is_empty() {
            return secret;
        }
        secret.extend(more);
    }
}

fn holds_secret(schema: &Value, secret: &BTreeSet<&str>) -> bool {
    match read::kind(schema) {
        Kind::Reference(name) => secret.contains(name),
        Kind::Array(items) => holds_secret(items, secret),
        Kind::String("password") => true,
        _ => false,
    }
}

/// A field's line for the runtime's macro: its names, and what else reading it takes.
fn row(field: &Field, property: Property<'_>, context: &Context<'_>) -> String {
    let ident = field.ident.to_token_stream();
    let mut row = format!("        {ident} = {:?}", property.name);
    let element = read::element(context.document, property);
    if context.in_xml && element != property.name {
        row.push_str(&format!(" | {element:?}"));
    }
    let marks = [
        (
            "unwrapped",
            context.in_xml && read::is_unwrapped(property.schema),
        ),
        ("secret", holds_secret(property.schema, context.secret)),
    ];
    let marks: Vec<&str> = marks
        .iter()
        .filter(|(_, is)| *is)
        .map(|(mark, _)| *mark)
        .collect();
    if !marks.is_empty() {
        row.push_str(&format!(" as {}", marks.join(" ")));
    }
    row + ",\n"
}

/// What tells a response of this type from one that only looks like it; nothing, if no response has the type.
fn answer(name: &str, document: &Value) -> String {
    let is_of = |response: read::Response<'_>| {
        let kind = response.schema.map(read::kind);
        kind == Some(Kind::Reference(name))
    };
    let operations: Vec<_> = read::operations(document)
        .filter(|operation| operation.responses().any(is_of))
        .collect();
    if operations.is_empty() {
        return String::new();
    }
    let conditions: Vec<String> = operations
        .iter()
        .filter_map(|operation| operation.success())
        .flat_map(|success| read::entries(&success.object["x-error-when"]))
        .flat_map(|(test, pointers)| read::items(pointers).map(move |pointer| (test, pointer)))
        .map(|(test, pointer)| {
            let pointer = pointer.as_str().unwrap_or_default();
            let steps: Vec<&str> = pointer.split('/').skip(1).collect();
            condition("self", name, &steps, test, document)
        })
        .collect();
    // Of several, all have to hold.
    let is_one = conditions.len() == 1;
    let conditions = conditions
        .into_iter()
        .map(|test| if is_one { test } else { format!("({test})") })
        .collect();
    let schema = &document["components"]["schemas"][name];
    let blank = match read::properties(schema).next() {
        Some(_) => vec!["self.extra.stands_alone()".to_owned()],
        None => Vec::new(),
    };
    let method = |name: &str, tests: Vec<String>| match tests.as_slice() {
        [] => String::new(),
        tests => format!(
            "\n    fn {name}(&self) -> bool {{\n        {}\n    }}\n",
            tests.join("\n            && ")
        ),
    };
    let methods = method("is_error", conditions) + &method("is_blank", blank);
    let methods = match methods.strip_prefix('\n') {
        Some(methods) => format!("{{\n{methods}}}"),
        None => "{}".to_owned(),
    };
    format!("\nimpl progenitor_client::Answer for {name} {methods}\n")
}

/// Whether a condition of `x-error-when` holds, as an expression; `value` is one of the type.
fn condition(value: &str, schema: &str, steps: &[&str], test: &str, document: &Value) -> String {
    let present = match test {
        "absent" => {
            return format!(
                "!({})",
                condition(value, schema, steps, "present", document)
            );
        }
        test => test == "present",
    };
    let [first, rest @ ..] = steps else {
        return "true".to_owned();
    };
    let look = |value: &str, steps: &[&str]| {
        let mut found = format!(
            "{value}.get({:?})",
            steps.first().copied().unwrap_or_default()
        );
        for step in steps.iter().skip(1) {
            found.push_str(&format!(".and_then(|value| value.get({step:?}))"));
        }
        let test = if present {
            "!value.is_null()"
        } else {
            "value.as_bool() == Some(false)"
        };
        format!("{found}.is_some_and(|value| {test})")
    };
    let properties = &document["components"]["schemas"][schema];
    let extra = look(&format!("{value}.extra"), steps);
    let Some(property) = read::properties(properties).find(|p| p.name == *first) else {
        return extra;
    };
    let field = format!("{value}.{}", names::field(first));
    let is_optional = property.optional();
    let known = match (read::kind(property.schema), rest) {
        (_, []) if present && is_optional => format!("{field}.is_some()"),
        (_, []) if present => return "true".to_owned(),
        (_, []) if is_optional => format!("{field} == Some(false)"),
        (_, []) => return format!("!{field}"),
        (Kind::Reference(name), _) if is_optional => {
            let inner = condition("value", name, rest, test, document);
            format!("{field}.as_ref().is_some_and(|value| {inner})")
        }
        (Kind::Reference(name), _) => return condition(&field, name, rest, test, document),
        _ if is_optional => {
            format!(
                "{field}.as_ref().is_some_and(|value| {})",
                look("value", rest)
            )
        }
        _ => return look(&field, rest),
    };
    // What does not fit its type is kept beside the others.
    format!("{known} || {extra}")
}

/// A property's description, its wire name where Rust's differs, and its marks.
fn field_text(property: Property<'_>, wire_differs: bool) -> String {
    let mut text = read::text(property.schema, "description").trim().to_owned();
    if wire_differs {
        text.push_str(&format!("\n\nOn the wire: `{}`.", property.name));
    }
    for (words, reason) in read::marks(property.schema) {
        text.push_str(&format!("\n\n{words}: {reason}."));
    }
    text
}

/// The type that a property must have come to.
pub fn rust_type(property: Property<'_>) -> String {
    let bare = bare_type(property.schema);
    // progenitor leaves a required value of any kind bare: null is one of its values.
    if property.optional() && !(property.required && bare == "Value") {
        format!("Option<{bare}>")
    } else {
        bare
    }
}

/// The same without the `Option`.
pub fn bare_type(schema: &Value) -> String {
    match read::kind(schema) {
        Kind::Reference(name) => name.to_owned(),
        Kind::Array(items) => format!("Vec<{}>", bare_type(items)),
        Kind::Map | Kind::Object => "Object".to_owned(),
        Kind::String("date-time") => "Timestamp".to_owned(),
        Kind::String("uuid") => "Uuid".to_owned(),
        Kind::String("password") => "Secret".to_owned(),
        Kind::String(_) | Kind::Enum => "String".to_owned(),
        Kind::Integer("int32") => "i32".to_owned(),
        Kind::Integer(_) => "i64".to_owned(),
        Kind::Number("decimal") => "Decimal".to_owned(),
        Kind::Number(_) => "f64".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Any => "Value".to_owned(),
    }
}

/// Fails where a conversion, a replacement or a `nullable` was asked for and did not take.
fn expect_type(structure: &str, field: &Field, wanted: &str) -> Result<(), String> {
    let plain = |ty: &Type| ty.to_token_stream().to_string().replace(' ', "");
    let found = plain(&field.ty);
    // A schema that contains itself is boxed.
    let unboxed = found.replace("Box<", "").replace('>', "");
    if unboxed == wanted.replace([' ', '>'], "") {
        return Ok(());
    }
    let name = field
        .ident
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    Err(format!(
        "`{structure}.{name}` should be `{wanted}`; it is `{found}`"
    ))
}

/// A field's name on the wire: `#[serde(rename = "…")]`, or its own.
fn wire_name(field: &Field) -> String {
    let mut name = field
        .ident
        .as_ref()
        .map(|i| i.to_string())
        .unwrap_or_default();
    if let Some(raw) = name.strip_prefix("r#") {
        name = raw.to_owned();
    }
    for attribute in field.attrs.iter().filter(|a| a.path().is_ident("serde")) {
        // An attribute of another shape has no rename to read.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                name = meta.value()?.parse::<syn::LitStr>()?.value();
            } else if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<syn::Lit>()?;
            }
            Ok(())
        });
    }
    name
}

/// Shortens the path inside `skip_serializing_if`, which is a string and so out of a visitor's reach.
fn fix_skip(attributes: &mut [syn::Attribute]) {
    for attribute in attributes {
        let text = attribute.to_token_stream().to_string();
        if text.contains("::std::option::Option::is_none") {
            let short = text.replace("::std::option::Option::is_none", "Option::is_none");
            if let Ok(tokens) = short.parse::<proc_macro2::TokenStream>() {
                *attribute = parse_quote!(#tokens);
            }
        }
    }
}

/// An open enum, written out for the runtime's macro.
fn open_enum(name: &str, schema: &Value) -> String {
    let mut text = "progenitor_client::open_enum! {\n".to_owned();
    for line in super::escape(read::text(schema, "description")).lines() {
        text.push_str(&format!("    /// {line}\n"));
    }
    text.push_str(&format!("    pub enum {name} {{\n"));
    let integers = schema["x-integers"].as_array();
    for (index, word) in read::items(&schema["enum"]).enumerate() {
        let word = word.as_str().unwrap_or_default();
        text.push_str(&format!(
            "        /// `{word}`\n        {} = {word:?}",
            names::variant(word)
        ));
        if let Some(integer) = integers.and_then(|integers| integers.get(index)) {
            text.push_str(&format!(" | {integer}"));
        }
        text.push_str(",\n");
    }
    text.push_str("    }\n}\n");
    text
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::types;
    use crate::generate::generate;
    use crate::lower::lower;
    use crate::minimal;
    use crate::spec::Spec;

    /// The first item of `types.rs` for these schemas, imports left out.
    #[track_caller]
    fn first(schemas: &str) -> String {
        first_of(&minimal::with_schemas(schemas))
    }

    #[track_caller]
    fn first_of(spec: &Spec) -> String {
        let text = all(spec).expect("the case generates");
        let items = text
            .trim_start()
            .split("\n\n")
            .find(|i| !i.starts_with("use "));
        items.expect("an item").to_owned()
    }

    fn all(spec: &Spec) -> Result<String, String> {
        let file = generate(spec, &lower(spec)).map_err(|p| p.to_string())?;
        types(spec, &file)
    }

    /// The field that one property of `Thing` comes to.
    #[track_caller]
    fn field(name: &str, rest: &str) -> String {
        let text = first(&property(name, rest));
        let (_, fields) = text.split_once("{\n").expect("a struct");
        let (field, _) = fields
            .split_once("    /// What the provider sent besides")
            .expect("extra");
        field.to_owned()
    }

    /// `Thing` with one property.
    fn property(name: &str, rest: &str) -> String {
        format!(
            "Thing:\n  type: object\n  description: A thing.\n  properties:\n    {name}: {rest}\n"
        )
    }

    #[test]
    fn what_xml_calls_or_writes_otherwise_is_said_where_a_struct_is_read() {
        let schemas = "Thing:\n  type: object\n  description: A thing.\n  properties:\n    size: {type: integer, description: Its size., xml: {name: Size, attribute: true}}\n    tags: {type: array, nullable: true, description: Its tags., items: {type: string, xml: {name: tag}}}\n    rows: {type: array, nullable: true, description: Its rows., xml: {wrapped: true}, items: {type: string, xml: {name: row}}}\n    words: {type: array, nullable: true, description: Its words., xml: {wrapped: true, name: Words}, items: {type: string}}\n";
        let mut spec = minimal::with_schemas(schemas);
        let content =
            &mut spec.document["paths"]["/things/{id}"]["get"]["responses"]["200"]["content"];
        content["application/xml"] = content["application/json"].clone();
        let text = all(&spec).expect("the case generates");
        let mut items = text.split("\n\n");
        let object = items.find(|item| item.starts_with("progenitor_client::object!"));
        assert_snapshot!(object.expect("how it is read"), @r#"
        progenitor_client::object! {
            Thing: "an object" {
                size = "size" | "Size",
                tags = "tags" | "tag" as unwrapped,
                rows = "rows",
                words = "words" | "Words",
            }
        }
        "#);
        let answer = items.find(|item| item.starts_with("impl"));
        assert_snapshot!(answer.expect("what it is a response of"), @r"
        impl progenitor_client::Answer for Thing {
            fn is_blank(&self) -> bool {
                self.extra.stands_alone()
            }
        }
        ");
    }

    #[test]
    fn a_required_property_is_bare_and_an_optional_one_an_option() {
        assert_snapshot!(first("Thing:\n  type: object\n  description: A thing.\n  required: [id]\n  properties:\n    id: {type: string, description: Its id.}\n    name: {type: string, description: Its name.}\n"), @r#"
        /// A thing.
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Thing {
            /// Its id.
            pub id: String,
            /// Its name.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub name: Option<String>,
            /// What the provider sent besides, as it came.
            #[serde(flatten)]
            pub extra: Extra,
        }
        "#);
    }

    #[test]
    fn properties_stand_in_the_order_of_the_page() {
        assert_snapshot!(first("Thing:\n  type: object\n  description: A thing.\n  properties:\n    zebra: {type: boolean, description: First.}\n    apple: {type: boolean, description: Second.}\n"), @r#"
        /// A thing.
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Thing {
            /// First.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub zebra: Option<bool>,
            /// Second.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub apple: Option<bool>,
            /// What the provider sent besides, as it came.
            #[serde(flatten)]
            pub extra: Extra,
        }
        "#);
    }

    #[test]
    fn a_wire_name_that_rust_spells_otherwise_is_told() {
        assert_snapshot!(field("SCIMEnabled", "{type: boolean, description: Whether.}"), @r#"
        /// Whether.
        ///
        /// On the wire: `SCIMEnabled`.
        #[serde(rename = "SCIMEnabled", skip_serializing_if = "Option::is_none")]
        pub scim_enabled: Option<bool>,
        "#);
    }

    #[test]
    fn a_keyword_of_rust_can_be_a_wire_name() {
        assert_snapshot!(field("type", "{type: string, description: Its kind.}"), @r#"
        /// Its kind.
        ///
        /// On the wire: `type`.
        #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
        pub type_: Option<String>,
        "#);
    }

    #[test]
    fn money_is_a_decimal() {
        assert_snapshot!(field("price", "{type: number, format: decimal, description: Its price.}"), @r#"
        /// Its price.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub price: Option<Decimal>,
        "#);
    }

    #[test]
    fn a_mark_beside_a_format_does_not_defeat_its_type_and_is_told() {
        assert_snapshot!(field("price", "{type: number, format: decimal, nullable: true, description: Its price., x-differs: the page says float, x-undocumented: only the sample shows it}"), @r#"
        /// Its price.
        ///
        /// Not on the provider's page: only the sample shows it.
        ///
        /// Differs from the provider's page: the page says float.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub price: Option<Decimal>,
        "#);
    }

    #[test]
    fn a_time_is_a_timestamp() {
        assert_snapshot!(field("at", "{type: string, format: date-time, description: When.}"), @r#"
        /// When.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub at: Option<Timestamp>,
        "#);
    }

    #[test]
    fn a_guid_is_a_uuid() {
        assert_snapshot!(field("id", "{type: string, format: uuid, description: Its id.}"), @r#"
        /// Its id.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<Uuid>,
        "#);
    }

    #[test]
    fn a_secret_is_a_secret_and_its_object_says_so() {
        assert_snapshot!(first(&property("password", "{type: string, format: password, description: Hush.}")), @r#"
        /// A thing.
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Thing {
            /// Hush.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub password: Option<Secret>,
            /// What the provider sent besides, as it came.
            #[serde(flatten)]
            pub extra: Extra,
        }
        "#);
    }

    #[test]
    fn integers_have_the_width_that_the_spec_gives() {
        assert_snapshot!(first("Thing:\n  type: object\n  description: A thing.\n  properties:\n    a: {type: integer, format: int32, description: Small.}\n    b: {type: integer, format: int64, description: Large.}\n"), @r#"
        /// A thing.
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Thing {
            /// Small.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub a: Option<i32>,
            /// Large.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub b: Option<i64>,
            /// What the provider sent besides, as it came.
            #[serde(flatten)]
            pub extra: Extra,
        }
        "#);
    }

    #[test]
    fn a_free_form_object_is_a_map_and_any_value_a_value() {
        assert_snapshot!(first("Thing:\n  type: object\n  description: A thing.\n  properties:\n    free: {type: object, additionalProperties: true, nullable: true, description: Anything.}\n    any: {description: Anything at all.}\n"), @r#"
        /// A thing.
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Thing {
            /// Anything.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub free: Option<Object>,
            /// Anything at all.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub any: Option<Value>,
            /// What the provider sent besides, as it came.
            #[serde(flatten)]
            pub extra: Extra,
        }
        "#);
    }

    #[test]
    fn lists_may_be_null_and_hold_names() {
        assert_snapshot!(first("Thing:\n  type: object\n  description: A thing.\n  properties:\n    parts: {type: array, nullable: true, items: {$ref: '#/components/schemas/Part'}, description: Its parts.}\nPart:\n  type: object\n  description: A part.\n  properties:\n    sku: {type: string, description: Its code.}\n"), @r#"
        /// A thing.
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Thing {
            /// Its parts.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub parts: Option<Vec<Part>>,
            /// What the provider sent besides, as it came.
            #[serde(flatten)]
            pub extra: Extra,
        }
        "#);
    }

    #[test]
    fn a_reference_with_words_of_its_own_keeps_its_type() {
        assert_snapshot!(first("Thing:\n  type: object\n  description: A thing.\n  properties:\n    part: {allOf: [{$ref: '#/components/schemas/Part'}], nullable: true, description: Its part.}\nPart:\n  type: object\n  description: A part.\n  properties:\n    sku: {type: string, description: Its code.}\n"), @r#"
        /// A thing.
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Thing {
            /// Its part.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub part: Option<Part>,
            /// What the provider sent besides, as it came.
            #[serde(flatten)]
            pub extra: Extra,
        }
        "#);
    }

    #[test]
    fn a_schema_that_contains_itself_is_boxed() {
        assert_snapshot!(field("parent", "{allOf: [{$ref: '#/components/schemas/Thing'}], description: Its parent.}"), @r#"
        /// Its parent.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub parent: Option<Box<Thing>>,
        "#);
    }

    #[test]
    fn an_object_of_which_nothing_is_documented_keeps_everything() {
        assert_snapshot!(first("Thing: {type: object, additionalProperties: true, description: A thing.}\n"), @r#"
        /// A thing.
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Thing {
            /// What the provider sent besides, as it came.
            #[serde(flatten)]
            pub extra: Extra,
        }
        "#);
    }

    #[test]
    fn a_vocabulary_is_an_open_enum() {
        assert_snapshot!(first("State: {type: string, enum: ['credit_hold', 'POC', '2nd'], description: How it is.}\nThing:\n  type: object\n  description: A thing.\n  properties:\n    state: {$ref: '#/components/schemas/State'}\n"), @r#"
        progenitor_client::open_enum! {
            /// How it is.
            pub enum State {
                /// `credit_hold`
                CreditHold = "credit_hold",
                /// `POC`
                Poc = "POC",
                /// `2nd`
                X2nd = "2nd",
            }
        }
        "#);
    }

    #[test]
    fn words_that_are_integers_in_json_say_which() {
        assert_snapshot!(first("State: {type: string, enum: ['ALL'], x-integers: [0], description: How it is.}\nThing:\n  type: object\n  description: A thing.\n  properties:\n    state: {$ref: '#/components/schemas/State'}\n"), @r#"
        progenitor_client::open_enum! {
            /// How it is.
            pub enum State {
                /// `ALL`
                All = "ALL" | 0,
            }
        }
        "#);
    }

    #[test]
    fn words_that_rustdoc_would_read_are_made_plain() {
        assert_snapshot!(field("id", "{type: string, description: 'A <b>list[x]</b>, see https://example.com. Not `a<b>`.'}"), @r#"
        /// A \<b\>list\[x\]\</b\>, see <https://example.com>. Not `a<b>`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
        "#);
    }

    #[test]
    fn a_setting_that_progenitor_ignored_is_told() {
        let spec = minimal::with_schemas(&property(
            "price",
            "{type: number, format: decimal, description: Its price.}",
        ));
        let mut lowered = lower(&spec);
        // A stray key is one of the ways in which a conversion fails open.
        lowered["components"]["schemas"]["Thing"]["properties"]["price"]["x-stray"] = 1.into();
        let file = generate(&spec, &lowered).expect("progenitor takes it");
        assert_snapshot!(types(&spec, &file).expect_err("the float is seen"), @"`Thing.price` should be `Option<Decimal>`; it is `Option<f64>`");
    }

    #[test]
    fn a_closed_object_is_told() {
        let spec = minimal::with_schemas(&property("a", "{type: string, description: A.}"));
        let mut lowered = lower(&spec);
        lowered["components"]["schemas"]["Thing"]["additionalProperties"] = false.into();
        let file = generate(&spec, &lowered).expect("progenitor takes it");
        assert_snapshot!(types(&spec, &file).expect_err("the missing `extra` is seen"), @"`Thing` should have one field besides its properties, `extra`; it has 0");
    }
}
